import { setTimeout } from 'node:timers/promises'
import type { Live, Store } from '../core/ports.ts'
import { createRelay, type Relay, type RelayParts } from '../engine/relay.ts'
import type { Log } from '../web/log.ts'
import type { Observer } from './observed.ts'

export interface LoopParts {
  readonly store: Store
  readonly live: Live
  readonly log: Log
  readonly now: () => number
}

/** The relay, with its log and with word to whoever has the case open. */
export function watchedRelay(
  parts: LoopParts &
    Pick<RelayParts, 'channels' | 'handle'> & {
      readonly observer: Pick<Observer, 'delivered'>
      /** Null: no other process could take over. */
      readonly leaseMs: number | null
    },
): Relay {
  const { store, live, log, leaseMs } = parts
  return createRelay({
    ...(leaseMs === null ? {} : { leaseMs, renewMs: leaseMs / 3 }),
    store,
    channels: parts.channels,
    handle: parts.handle,
    now: parts.now,
    ...(parts.observer.delivered ? { delivered: parts.observer.delivered } : {}),
    settled: (conversation, line, outcome, error) => {
      if (error !== undefined) log.trouble({ event: 'relay', conversation, line }, error)
      else if (outcome !== 'ok' && outcome !== 'shelved') log.note({ event: 'delivery', conversation, line, outcome })
      live.publish({ what: 'conversation', conversation })
      // Without a store to ask, whoever looks sees it later; a helpline must not end for that.
      showDelivery(conversation).catch(() => undefined)
    },
  })

  /** Whoever has the case open sees that their words have arrived. A sign more or less: nothing depends on it. */
  async function showDelivery(id: string): Promise<void> {
    const { conversation } = await store.load(id)
    const handling = conversation?.handling
    if (handling && handling.at !== 'bot') live.publish({ what: 'case', case: handling.case.id })
  }
}

export const sweepEveryMs = 10 * 60_000
/**
 * Somebody erased is told so; that line, their address with it, goes this much later: their page has read it by then, and
 * within a minute nothing of them is left, as is promised.
 */
export const sweepAfterErasingMs = 40_000

export interface Sweeping {
  /** Erases what has passed its time, until `signal`. */
  run(signal: AbortSignal): Promise<void>
  /** Somebody was erased. */
  erased(): void
}

/** `others`: what else has its time. */
export function createSweeping(
  { store, log, now }: Pick<LoopParts, 'log' | 'now'> & { readonly store: Pick<Store, 'sweep'> },
  others: readonly (() => unknown)[],
  keptDays: number,
  { everyMs, afterErasingMs } = { everyMs: sweepEveryMs, afterErasingMs: sweepAfterErasingMs },
): Sweeping {
  const failed = (error: unknown): void => log.trouble({ event: 'sweep' }, error)
  let resting = new AbortController()
  return {
    erased: () => void globalThis.setTimeout(() => resting.abort(), afterErasingMs).unref(),
    async run(signal) {
      while (!signal.aborted) {
        // Before sweeping: who was erased while it went on is met by another round.
        resting = new AbortController()
        const swept = await store.sweep(now(), keptDays * 86_400_000).catch(failed)
        if (swept && swept.conversations > 0) log.note({ event: 'swept', count: swept.conversations })
        for (const other of others) await Promise.resolve().then(other).catch(failed)
        const until = AbortSignal.any([signal, resting.signal])
        await setTimeout(everyMs, undefined, { signal: until }).catch(() => undefined)
      }
    },
  }
}
