import type { Live, LiveSignal } from '../core/ports.ts'

/** Signals within this process. Losing one is harmless: it only says "changed", and who watches fetches again. */
export function createLive(): Live {
  const listeners = new Set<(signal: LiveSignal) => void>()
  return {
    publish(signal) {
      for (const listener of listeners) listener(signal)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
