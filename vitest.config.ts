import { defineConfig } from 'vitest/config'

/** Each alone: what they measure is time, or they leave a machine nothing to spare. `npm test` runs them, `npm run check` does not. */
const slow = [
  'botframework/*',
  'browser/editor',
  'browser/many-tabs',
  'drills/*',
  'knowledge/live-edits',
  'telegram/pace',
  'web/signing-in',
  'store/processes',
  'store/redis-cluster',
  'store/redis-faults',
  'store/redis-party',
  'store/many-processes',
  'store/redis-processes',
  'store/redis-sentinel',
].map((name) => `test/${name}.test.ts`)

/** Browsers, platforms and much work, and no clock that matters: `npm test` runs two at once, like the fast ones. */
const long = [
  'browser/!(editor|many-tabs)',
  'channels/contract-http',
  'cli/report',
  'cli/store',
  'conversations/crashes-*',
  'core/office-hours',
  'figures/*',
  'regex-safety',
  'staff/command',
  'store/same-as-memory',
  'store/moving',
  'store/redis',
  'store/redis-backup',
  'telegram/!(pace)',
  'web/audit',
  'web/claim-races',
  'web/files',
  'web/http',
  'web/metrics',
  'web/mydata',
  'web/report',
  'web/start',
  'web/vanishing',
].map((name) => `test/${name}.test.ts`)

/** Draws the pictures of docs/: not a check, and done when somebody asks for it (`PICTURES=1`). */
const drawn = process.env.PICTURES ? [] : ['test/browser/pictures-for-docs.test.ts']

export default defineConfig({
  test: {
    globalSetup: 'test/tidy.ts',
    // The machine that runs all tests is a busy one; what is there at once is seen at once all the same.
    expect: { poll: { timeout: 5_000 } },
    projects: [
      {
        test: {
          name: 'fast',
          include: ['test/**/*.test.ts'],
          exclude: [...slow, ...long],
          testTimeout: 20_000,
          maxWorkers: 2,
          // Half the time went into loading the same modules a hundred times. No test here changes what another one reads.
          isolate: false,
        },
      },
      {
        test: {
          name: 'long',
          include: long,
          exclude: drawn,
          testTimeout: 240_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'slow',
          include: slow,
          testTimeout: 180_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
