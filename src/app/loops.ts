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
      void showDelivery(conversation)
    },
  })

  /** Whoever has the case open sees that their words have arrived. A sign more or less: nothing depends on it. */
  async function showDelivery(id: string): Promise<void> {
    const { conversation } = await store.load(id)
    const handling = conversation?.handling
    if (handling && handling.at !== 'bot') live.publish({ what: 'case', case: handling.case.id })
  }
}

const sweepEveryMs = 10 * 60_000

/** Erases what has passed its time, until `signal`. */
export async function sweepLoop(
  { store, log, now }: LoopParts,
  others: readonly (() => unknown)[],
  keptDays: number,
  signal: AbortSignal,
): Promise<void> {
  const failed = (error: unknown): void => log.trouble({ event: 'sweep' }, error)
  while (!signal.aborted) {
    const swept = await store.sweep(now(), keptDays * 86_400_000).catch(failed)
    if (swept && swept.conversations > 0) log.note({ event: 'swept', count: swept.conversations })
    for (const other of others) await Promise.resolve().then(other).catch(failed)
    await setTimeout(sweepEveryMs, undefined, { signal }).catch(() => undefined)
  }
}
