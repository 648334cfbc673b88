import { record } from '../core/door.ts'
import { alone, type Party } from '../core/party.ts'

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

/**
 * In memory: a restart forgets them, and whoever was in the middle of it begins again. All processes know them, so that
 * the second step may come to another one than the first; `name` tells them apart from others of the kind.
 */
export function createOneUse<T>(name: string, party: Party = alone, lifeMs = oneUseMs): OneUse<T> {
  const kept = new Map<string, { readonly value: T; readonly until: number }>()
  const put = (id: string, value: T, until: number, now: number): void => {
    kept.delete(id)
    kept.set(id, { value, until })
    // Oldest first: everything is kept for the same time, so the order of a Map is the order of ending.
    for (const [old, { until: end }] of kept) {
      if (end >= now && kept.size <= most) break
      kept.delete(old)
    }
  }
  party.hear(`kept ${name}`, (message) => {
    const { id, value, until } = record(message) ?? {}
    // Said by a process like this one: its values are of the same kind.
    if (typeof id === 'string' && typeof until === 'number') put(id, value as T, until, until - lifeMs)
  })
  party.hear(`taken ${name}`, (id) => void kept.delete(String(id)))
  const look = (id: string, now: number): T | null => {
    const one = kept.get(id)
    return one && one.until >= now ? one.value : null
  }
  return {
    keep(id, value, now) {
      put(id, value, now + lifeMs, now)
      party.say(`kept ${name}`, { id, value, until: now + lifeMs })
    },
    look,
    take(id, now) {
      const value = look(id, now)
      if (kept.delete(id)) party.say(`taken ${name}`, id)
      return value
    },
  }
}
