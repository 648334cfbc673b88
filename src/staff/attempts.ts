/** Slows guessing down: a few tries, then a wait. Counted by sign-in name and by where the tries come from. */
export interface Attempts {
  /** Seconds to wait before the next try; 0 = go ahead. */
  waitFor(keys: readonly string[], now: number): number
  failed(keys: readonly string[], now: number): void
  succeeded(keys: readonly string[]): void
}

/** By name few; by address more: a whole office sits behind one, and its guesser must not lock it out. */
const allowed = (key: string): number => (key.startsWith('from:') ? 50 : 5)
const windowMs = 15 * 60_000

export function createAttempts(): Attempts {
  const failures = new Map<string, number[]>()
  const recent = (key: string, now: number): number[] => (failures.get(key) ?? []).filter((at) => now - at < windowMs)
  return {
    waitFor(keys, now) {
      const waits = keys.map((key) => {
        const times = recent(key, now)
        const first = times.at(-allowed(key))
        return first === undefined ? 0 : first + windowMs - now
      })
      return Math.ceil(Math.max(0, ...waits) / 1000)
    },
    failed(keys, now) {
      for (const key of keys) failures.set(key, [...recent(key, now), now].slice(-allowed(key)))
      if (failures.size > 10_000)
        for (const key of failures.keys()) if (recent(key, now).length === 0) failures.delete(key)
    },
    succeeded(keys) {
      for (const key of keys) failures.delete(key)
    },
  }
}
