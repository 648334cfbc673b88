import type { Store } from '../../../src/core/ports.ts'
import type { Mortal, Scheduler } from './scheduler.ts'

/** How often what goes wrong, each as a share of the times it could. */
export interface Faults {
  /** A call to the store fails: before it was carried out, or after. */
  readonly store: number
  /** The same for a commit. */
  readonly commit: number
  /** 429, 5xx, or our own pace: not now. */
  readonly retry: number
  /** The connection breaks, before the message is shown or after; nobody is told which. */
  readonly reset: number
  /** This message is refused for ever. */
  readonly refused: number
  /** A process dies, of the things that happen. */
  readonly crash: number
  /** An update comes once more although it was acknowledged. */
  readonly duplicate: number
  /** Time jumps further than a lease is long, whatever is under way. */
  readonly stall: number
}

export const bad: Faults = {
  ...{ store: 0.01, commit: 0.04, retry: 0.08, reset: 0.06, refused: 0.005 },
  ...{ crash: 0.02, duplicate: 0.03, stall: 0.02 },
}

export const none: Faults = {
  ...{ store: 0, commit: 0, retry: 0, reset: 0, refused: 0, crash: 0, duplicate: 0, stall: 0 },
}

/** The disk, the network, the other machine: what a process calls and what may not answer. */
export class StoreDown extends Error {}

/**
 * The store as one process sees it: every call waits on its way there and on its way back, and may fail on either. What
 * fails on the way back was carried out all the same.
 */
export function overTheWire(store: Store, whose: Mortal, scheduler: Scheduler, faults: () => Faults): Store {
  const fails = (name: string): void => {
    if (scheduler.maybe(name === 'commit' ? faults().commit : faults().store)) throw new StoreDown()
  }
  return new Proxy(store, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name)
      if (typeof method !== 'function') return method
      return async (...given: unknown[]) => {
        await scheduler.pass(whose)
        fails(String(name))
        const answer: unknown = await Reflect.apply(method, target, given)
        await scheduler.pass(whose)
        fails(String(name))
        return answer
      }
    },
  })
}
