import type { Store } from '../../src/core/ports.ts'
import { type WireName, wires } from '../wires/wires.ts'
import type { Theatre } from './player.ts'
import { begin, type Life, type Screen } from './stage.ts'

/** Our process is gone; nothing that it was about to do happens. */
export class Crash extends Error {}

export interface CrashTheatre extends Theatre {
  /** How often something left the process. */
  passed: number
  crashes: number
}

/**
 * A theatre whose process dies at the `crashAt`-th passage out of it: before the call is carried out, or after it was
 * and before its answer came back. Then a new one begins over the same store, the platform repeats what was not
 * acknowledged, and leases run out.
 */
export function crashTheatre(
  durable: Store,
  channel: WireName,
  crashAt: number,
  reopen: () => Promise<Store> = async () => durable,
): CrashTheatre {
  const screen: Screen = { lines: [], shown: [], refused: [] }
  const wire = wires[channel](() => theatre.clock)
  let dead = false
  let store = durable
  const passes = (): void => {
    // A dead process does nothing more, whatever of it is still running here.
    if (dead) throw new Crash()
    if (++theatre.passed === crashAt) {
      dead = true
      theatre.crashes++
      throw new Crash()
    }
  }
  const theatre: CrashTheatre = {
    get store() {
      return store
    },
    screen,
    wire,
    clock: 0,
    passed: 0,
    crashes: 0,
    async act(work) {
      for (;;) {
        try {
          await work(life)
          await life.relay.takeUp()
          await life.relay.idle()
          // What the process could no longer do it noted as trouble; only we know that it was its death.
          if (!dead) return
        } catch (error) {
          if (!(error instanceof Crash)) throw error
        }
        await life.relay.idle().catch(() => {})
        dead = false
        theatre.clock += 31_000
        store = await reopen()
        life = start()
      }
    },
  }
  let life = start()
  return theatre

  function start(): Life {
    return begin({ store: guarded(store, passes), screen, wire, now: () => theatre.clock, passes })
  }
}

/** Every call to the store passes out of the process, and its answer back in. */
function guarded(store: Store, passes: () => void): Store {
  return new Proxy(store, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name)
      if (typeof method !== 'function') return method
      return async (...args: unknown[]) => {
        passes()
        const answer: unknown = await Reflect.apply(method, target, args)
        passes()
        return answer
      }
    },
  })
}
