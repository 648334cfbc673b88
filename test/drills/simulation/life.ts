import type { Channel, Store } from '../../../src/core/ports.ts'
import { createHandle, type Handle, type Mind } from '../../../src/engine/handle.ts'
import { createLanes } from '../../../src/engine/lanes.ts'
import { createRelay, type Relay } from '../../../src/engine/relay.ts'
import { createLive } from '../../../src/web/live.ts'
import type { Mortal, Scheduler } from './scheduler.ts'

/** One life of one process: the real handle and the real relay, over a store and platforms that outlive it. */
export interface Life extends Mortal {
  readonly handle: Handle
  /** One round of its relay; while one is under way there is no second. */
  look(): void
}

export interface LifeParts {
  readonly name: string
  readonly scheduler: Scheduler
  readonly store: (whose: Mortal) => Store
  readonly channels: (whose: Mortal) => ReadonlyMap<string, Channel>
  readonly mind: () => Mind
}

export function begin({ name, scheduler, store: storeFor, channels, mind }: LifeParts): Life {
  const mortal: Mortal = { name, alive: true }
  const store = storeFor(mortal)
  const now = (): number => scheduler.now
  const handle = createHandle({
    store,
    lanes: createLanes(),
    live: createLive(),
    mind,
    now,
    idOf: (_channel, person) => person,
    ready: (id, fence) => relay.ready(id, fence),
    failed: () => undefined,
  })
  const relay: Relay = createRelay({ store, handle, now, channels: channels(mortal), settled: () => undefined })
  let looking = false
  return Object.assign(mortal, {
    handle,
    look() {
      if (looking) return
      looking = true
      const done = (): void => {
        looking = false
      }
      relay.takeUp().then(done, done)
    },
  })
}
