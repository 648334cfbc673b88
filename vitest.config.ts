import { defineConfig } from 'vitest/config'

/** `slow` needs a browser, real processes or many repetitions; `npm run check` leaves it out, `npm test` runs both. */
const slow = [
  'botframework/*',
  'browser/*',
  'channels/contract-http',
  'drills/*',
  'knowledge/live-edits',
  'telegram/*',
  'web/claim-races',
  'web/metrics',
  'web/mydata',
  'web/signing-in',
  'web/vanishing',
  'store/processes',
  'store/redis-cluster',
  'store/redis-faults',
  'store/redis-party',
  'store/many-processes',
  'store/redis-processes',
  'store/redis-sentinel',
].map((name) => `test/${name}.test.ts`)

/** Much work and no clock: two at once disturb nobody, so `npm test` runs them like the fast ones. */
const long = [
  'cli/report',
  'conversations/crashes-*',
  'core/office-hours',
  'figures/*',
  'regex-safety',
  'staff/command',
  'store/same-as-memory',
  'store/redis',
  'web/audit',
  'web/files',
  'web/http',
  'web/report',
  'web/start',
].map((name) => `test/${name}.test.ts`)

/** Draws the pictures of docs/: not a check, and done when somebody asks for it (`PICTURES=1`). */
const drawn = process.env.PICTURES ? [] : ['test/browser/pictures-for-docs.test.ts']

export default defineConfig({
  test: {
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
      { test: { name: 'long', include: long, testTimeout: 240_000, maxWorkers: 2 } },
      {
        test: {
          name: 'slow',
          include: slow,
          exclude: drawn,
          testTimeout: 180_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
