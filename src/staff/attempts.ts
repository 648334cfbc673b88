import { record } from '../core/door.ts'
import { alone, type Party } from '../core/party.ts'

/** Slows guessing down: a few tries, then a wait. Counted by sign-in name, by account, and by where the tries come from. */
export interface Attempts {
  /** Seconds to wait before the next try; 0 = go ahead, and the try is counted as a failure until it has succeeded. */
  begin(keys: readonly string[], now: number): number
  succeeded(keys: readonly string[]): void
}

/** By name few; by address more: a whole office sits behind one, and its guesser must not lock it out. */
const allowed = (key: string): number => (key.startsWith('from:') ? 50 : 5)
const windowMs = 15 * 60_000

/** Counted by all processes together: a guesser behind a load balancer has no more tries than any other. */
export function createAttempts(party: Party = alone): Attempts {
  const failures = new Map<string, number[]>()
  const recent = (key: string, now: number): number[] => (failures.get(key) ?? []).filter((at) => now - at < windowMs)
  const wait = (key: string, now: number): number => {
    const first = recent(key, now).at(-allowed(key))
    return first === undefined ? 0 : first + windowMs - now
  }
  let forgotAt = 0
  function forgetOld(now: number): void {
    if (now - forgotAt < 60_000) return
    forgotAt = now
    for (const key of failures.keys()) if (recent(key, now).length === 0) failures.delete(key)
  }
  const count = (keys: readonly string[], now: number): void => {
    for (const key of keys) failures.set(key, [...recent(key, now), now].slice(-allowed(key)))
  }
  const forgive = (keys: readonly string[]): void => {
    for (const key of keys) failures.delete(key)
  }
  party.hear('tried', (message) => count(keysIn(record(message)?.keys), Number(record(message)?.at) || 0))
  party.hear('forgiven', (message) => forgive(keysIn(message)))
  return {
    // Counted before it is weighed: thirty tries at once are thirty tries.
    begin(keys, now) {
      const waits = Math.max(0, ...keys.map((key) => wait(key, now)))
      if (waits > 0) return Math.ceil(waits / 1000)
      count(keys, now)
      party.say('tried', { keys, at: now })
      forgetOld(now)
      return 0
    },
    succeeded(keys) {
      forgive(keys)
      party.say('forgiven', keys)
    },
  }
}

const keysIn = (message: unknown): readonly string[] =>
  Array.isArray(message) ? message.filter((one): one is string => typeof one === 'string') : []

/** Where tries come from: an IPv6 house has a /64 of addresses, and is one place. */
export function placeOf(address: string): string {
  const v4 = /^(?:::ffff:)?(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (v4 || !address.includes(':')) return `from:${v4 ?? address}`
  const [head = '', tail = ''] = address.split('::')
  const front = head.split(':').filter(Boolean)
  const back = tail.split(':').filter(Boolean)
  const gap = address.includes('::') ? Array<string>(Math.max(0, 8 - front.length - back.length)).fill('0') : []
  return `from:${[...front, ...gap, ...back].slice(0, 4).join(':')}`
}
