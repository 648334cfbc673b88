/**
 * Since when somebody owes us an answer. The library closes a connection on which nothing moves, but writing is moving,
 * too: a connection whose other end is gone would stay for many minutes. `whom`: what lies on one server.
 */
export interface Silence {
  asked(whom: string): void
  /** However late it comes: whoever is slow is there. */
  heard(whom: string): void
  /** Nothing at all has come for longer than anybody waits. */
  isLong(whom: string): boolean
  /** Connections are new. */
  begin(): void
}

/** At most so often is a connection given up: the next one needs time to come about. */
const restMs = 5_000
/** A timer may be a little early. */
const earlyMs = 50

export function createSilence(patienceMs: number): Silence {
  const since = new Map<string, number>()
  let began = Number.NEGATIVE_INFINITY
  return {
    asked(whom) {
      if (!since.has(whom)) since.set(whom, performance.now())
    },
    heard: (whom) => void since.delete(whom),
    isLong(whom) {
      const now = performance.now()
      return now - (since.get(whom) ?? now) > patienceMs - earlyMs && now - began > restMs
    },
    begin() {
      since.clear()
      began = performance.now()
    },
  }
}
