import { setTimeout } from 'node:timers/promises'
import { createPace } from '../channels/common/pace.ts'
import type { Receive } from '../core/ports.ts'

/**
 * One person who writes without end is slowed to what anybody can read and answer, so that nobody else waits for them.
 * Nothing is dropped: platforms that hand over one message of a talk at a time are kept waiting for their "taken", and
 * our own page is told when to try again.
 */
export interface Brake {
  /** For how many ms this one is not listened to; 0 = go on, and it counts. */
  wait(person: string): number
  slowed(receive: Receive): Receive
}

/** More patience than this a platform may not have (the Bot Framework's ends after 15 s), and it need not: one a second is slow. */
const longestMs = 1_000
/** Of all persons together: no limit. */
const unlimited = 1e9

export function createBrake(
  { burst, perSecond }: { readonly burst: number; readonly perSecond: number },
  now: () => number,
): Brake {
  const pace = createPace(unlimited, burst, perSecond)
  const wait = (person: string): number => pace.take(person, now())
  return {
    wait,
    slowed: (receive) => async (inbound) => {
      const person = `${inbound.channel} ${inbound.person}`
      const ms = wait(person)
      if (ms > 0) {
        await setTimeout(Math.min(ms, longestMs))
        wait(person)
      }
      return receive(inbound)
    },
  }
}
