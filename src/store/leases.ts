import type { ConversationId, Time } from '../core/conversation.ts'

/**
 * Who may send for a conversation, for stores that one process owns: such leases need not outlive it.
 * Every lease has a number (fence) that is never given twice, so that a sleeper who wakes up late is recognised.
 */
export interface Leases {
  /** The living lease, renewed, or a new one: for the process that has just committed. */
  hold(id: ConversationId, now: Time, ms: number): number
  /** A new lease; null while somebody holds one. */
  claim(id: ConversationId, now: Time, ms: number): number | null
  /** Its holder has let it run out: nobody knows how far they came. */
  hasLapsed(id: ConversationId, now: Time): boolean
  isLive(id: ConversationId, fence: number, now: Time): boolean
  /** Whoever settles is alive: the lease begins anew, so that a long outbox is not handed to a second sender. */
  renew(id: ConversationId, fence: number, now: Time): void
  /** When the living lease ends; null = free. */
  endOf(id: ConversationId, now: Time): Time | null
  /** One that has run out cannot be given back: nobody must forget that it did. */
  end(id: ConversationId, fence: number, now: Time): void
  /** Whoever holds it. */
  drop(id: ConversationId): void
  count(): number
}

export function createLeases(): Leases {
  const held = new Map<ConversationId, { readonly fence: number; readonly end: Time; readonly ms: number }>()
  let lastFence = 0
  const living = (id: ConversationId, now: Time) => {
    const lease = held.get(id)
    return lease && lease.end > now ? lease : null
  }
  const give = (id: ConversationId, fence: number, now: Time, ms: number): number => {
    held.set(id, { fence, end: now + ms, ms })
    return fence
  }
  return {
    hold: (id, now, ms) => give(id, living(id, now)?.fence ?? ++lastFence, now, ms),
    claim: (id, now, ms) => (living(id, now) ? null : give(id, ++lastFence, now, ms)),
    hasLapsed: (id, now) => held.has(id) && !living(id, now),
    isLive: (id, fence, now) => living(id, now)?.fence === fence,
    renew(id, fence, now) {
      const lease = living(id, now)
      if (lease?.fence === fence) give(id, fence, now, lease.ms)
    },
    endOf: (id, now) => living(id, now)?.end ?? null,
    end(id, fence, now) {
      if (living(id, now)?.fence === fence) held.delete(id)
    },
    drop: (id) => void held.delete(id),
    count: () => held.size,
  }
}
