import { setTimeout as pause } from 'node:timers/promises'
import type { ConversationId, Time } from '../../core/conversation.ts'
import type { Layout } from './layout.ts'
import { scripts } from './scripts.ts'
import { RedisUnreachable } from './trouble.ts'
import type { Wire } from './wire.ts'

const betweenTriesMs = 500

/**
 * Who asks for a lease and hears nothing may have it: then nobody sends until it has run out, and whoever takes it over
 * must doubt a line that was never sent. So it is given back as soon as Redis answers again.
 */
export interface Unanswered {
  /** Passes on what `ask` gives. `operation`: under which it asks. */
  watched<T>(id: ConversationId, operation: string, ask: () => Promise<T>): Promise<T>
  close(): void
}

/** `leaseMs`: after so long it has run out by itself. */
export function createUnanswered(
  wire: Wire,
  layout: Layout,
  leaseMs: Time,
  touched: (id: ConversationId) => void,
): Unanswered {
  const closing = new AbortController()

  async function giveBack(id: ConversationId, operation: string): Promise<void> {
    const end = performance.now() + leaseMs
    while (performance.now() < end) {
      await pause(betweenTriesMs, undefined, { signal: closing.signal, ref: false })
      try {
        await wire.run(scripts.giveBack, [layout.of(id).name], [id, operation])
        return touched(id)
      } catch (error) {
        if (!(error instanceof RedisUnreachable)) throw error
      }
    }
  }

  return {
    async watched(id, operation, ask) {
      try {
        return await ask()
      } catch (error) {
        // In the background: whoever asked is told now. It ends with the lease, or with the store.
        if (error instanceof RedisUnreachable) giveBack(id, operation).catch(() => undefined)
        throw error
      }
    },
    close: () => closing.abort(),
  }
}
