/** Things that wait some minutes for their one use: challenges, secrets of a phone that is being added. */
export interface OneUse<T> {
  keep(id: string, value: T, now: number): void
  /** Still there afterwards. */
  look(id: string, now: number): T | null
  /** Gone afterwards. */
  take(id: string, now: number): T | null
}

export const oneUseMs = 5 * 60_000
const most = 10_000

/** In memory: a restart forgets them, and whoever was in the middle of it begins again. */
export function createOneUse<T>(lifeMs = oneUseMs): OneUse<T> {
  const kept = new Map<string, { readonly value: T; readonly until: number }>()
  const look = (id: string, now: number): T | null => {
    const one = kept.get(id)
    return one && one.until >= now ? one.value : null
  }
  return {
    keep(id, value, now) {
      kept.delete(id)
      kept.set(id, { value, until: now + lifeMs })
      // Oldest first: everything is kept for the same time, so the order of a Map is the order of ending.
      for (const [old, { until }] of kept) {
        if (until >= now && kept.size <= most) break
        kept.delete(old)
      }
    },
    look,
    take(id, now) {
      const value = look(id, now)
      kept.delete(id)
      return value
    },
  }
}
