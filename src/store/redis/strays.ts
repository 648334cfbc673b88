import type { ConversationId, Time } from '../../core/conversation.ts'
import type { Argument } from './client.ts'
import type { Layout } from './layout.ts'
import { scripts } from './scripts.ts'
import type { Wire } from './wire.ts'

/**
 * Remembered events and services say no word of whose they are but a tag, and from a tag nobody gets back to a talk. What
 * is moved here from another store cannot be put into the partition of its talk: it lies in the one that its own tag
 * names. Nothing is added there later, so asking before a turn is as good as asking within it.
 */
export interface Strays {
  /** The event was taken in before everything was moved here. */
  hasSeen(id: ConversationId, tag: string): Promise<boolean>
  /** Before the turn that erases somebody: their services in the other partition become the same stranger's. */
  forget(id: ConversationId, person: string, stranger: Argument, chance: Argument): Promise<void>
}

/** `until`: when the last moved event is forgotten; null = nothing was ever moved here. */
export function createStrays(wire: Wire, layout: Layout, now: () => Time, until: Time | null): Strays {
  /** Null: where the turn itself will look. */
  const elsewhere = (id: ConversationId, tag: string): string | null => {
    const place = layout.of(tag)
    return place === layout.of(id) ? null : place.name
  }
  return {
    async hasSeen(id, tag) {
      if (until === null || now() >= until) return false
      const place = elsewhere(id, tag)
      return place !== null && (await wire.run(scripts.stray, [place], ['event', tag])) === 1
    },
    async forget(id, person, stranger, chance) {
      const place = until === null ? null : elsewhere(id, person)
      if (place !== null) await wire.run(scripts.stray, [place], ['forget', person, stranger, chance])
    },
  }
}
