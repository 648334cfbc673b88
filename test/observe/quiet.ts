import type { Readings } from '../../src/web/gauges.ts'

/** A helpline in which nothing happens. */
export const quiet: Readings = {
  now: () => 0,
  census: async () => ({
    outbox: { lines: 0, since: null },
    late: { count: 0, since: null },
    files: { count: 0, bytes: 0 },
  }),
  openCases: async () => [],
  desks: ['general'],
  isOpen: () => true,
  present: () => 0,
  streams: () => ({ person: 0, console: 0 }),
  filesMaxBytes: 100,
  disk: async () => ({ free: 1, size: 2 }),
}
