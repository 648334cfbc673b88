import { setTimeout } from 'node:timers/promises'
import type { Rewrapping } from '../store/rewrap.ts'
import type { Log } from '../web/log.ts'

export interface RewrapParts {
  /** Null: the master key has not changed. */
  readonly rewrapping: Rewrapping | null
  readonly log: Log
  readonly now: () => number
}

/** Between two pieces people come first. */
const restMs = 5
const tellEveryMs = 10_000
/** Other processes that still have the older key as their newest go on wrapping with it. */
const againMs = 10 * 60_000

/**
 * Whatever older master keys have wrapped is wrapped with the newest, until `signal`. The log says how far it is, and when
 * `MASTER_KEYS_OLD` may be taken out: `older master keys not needed`.
 */
export async function rewrapLoop({ rewrapping, log, now }: RewrapParts, signal: AbortSignal): Promise<void> {
  let isTold = false
  while (rewrapping !== null && !signal.aborted) {
    const count = await onePass(rewrapping).catch((error: unknown) => {
      log.trouble({ event: 'rewrapping keys' }, error)
      return null
    })
    if (signal.aborted) return
    if (count === 0 && !isTold) log.note({ event: 'older master keys not needed' })
    isTold = count === 0
    // A pass that found something is followed by one that must find nothing.
    await setTimeout(count ? restMs : againMs, undefined, { signal }).catch(() => undefined)
  }

  async function onePass(store: Rewrapping): Promise<number> {
    const began = now()
    let told = began
    const count = await store.rewrap(async (soFar) => {
      if (now() - told >= tellEveryMs) {
        told = now()
        log.note({ event: 'rewrapping keys', ...soFar })
      }
      await setTimeout(restMs, undefined, { signal }).catch(() => undefined)
      return !signal.aborted
    })
    if (count > 0) log.note({ event: 'keys rewrapped', count, ms: now() - began })
    return count
  }
}
