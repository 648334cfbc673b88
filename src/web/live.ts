import { record } from '../core/door.ts'
import { alone, type Party } from '../core/party.ts'
import type { Live, LiveSignal } from '../core/ports.ts'

export interface CommonLive extends Live {
  /** What this process itself has published: for what must be done once, and not by every process. */
  subscribeOwn(listener: (signal: LiveSignal) => void): () => void
}

/** Signals within this helpline. Losing one is harmless: it only says "changed", and who watches fetches again. */
export function createLive(party: Party = alone): CommonLive {
  const listeners = new Set<(signal: LiveSignal) => void>()
  const ownListeners = new Set<(signal: LiveSignal) => void>()
  const tell = (signal: LiveSignal): void => {
    for (const listener of listeners) listener(signal)
  }
  // Said by a process like this one; what it may mean is looked up in the store by whoever hears it.
  party.hear('live', (message) => record(message) && tell(message as LiveSignal))
  return {
    publish(signal) {
      tell(signal)
      for (const listener of ownListeners) listener(signal)
      party.say('live', signal)
    },
    subscribeOwn(listener) {
      ownListeners.add(listener)
      return () => void ownListeners.delete(listener)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
