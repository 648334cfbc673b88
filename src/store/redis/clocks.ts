import type { Time } from '../../core/conversation.ts'

/**
 * Two clocks. People's times (lines, due times, what is kept how long) go by the caller's. Leases, and when a line is
 * tried again, go by the Redis server's, which all processes share: a process whose clock is wrong by an hour takes
 * nobody's outbox. Scripts read it themselves.
 */
export interface Clocks {
  now(): Time
  /** As scripts take them; the second is empty: the server's own. `at`: as of another moment than now. */
  both(at?: Time): readonly [string, string]
}

/** `given`: a test's clock; both then are this one. */
export function createClocks(given: (() => Time) | undefined): Clocks {
  const now = given ?? Date.now
  return {
    now,
    both: (at = now()) => [String(at), given ? String(at) : ''],
  }
}
