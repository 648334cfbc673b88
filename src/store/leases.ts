import type { ConversationId, Time } from '../core/conversation.ts'

/**
 * Who may send for a conversation, for stores that one process owns: such leases need not outlive it.
 * Every lease has a number (fence) that is never given twice, so that a sleeper who wakes up late is recognised.
 */
export interface Leases {
  /** The living lease, renewed, or a new one: for the process that has just committed. */
  hold(id: ConversationId, ms: number): number
  /** A new lease; null while somebody holds one. */
  claim(id: ConversationId, ms: number): number | null
  /** Its holder has let it run out: nobody knows how far they came. */
  hasLapsed(id: ConversationId): boolean
  isLive(id: ConversationId, fence: number): boolean
  /** Whoever settles is alive: the lease begins anew, so that a long outbox is not handed to a second sender. */
  renew(id: ConversationId, fence: number): void
  /** For how many ms the living lease goes on; 0 = free. */
  leftOf(id: ConversationId): number
  /** One that has run out cannot be given back: nobody must forget that it did. */
  end(id: ConversationId, fence: number): void
  /** Whoever holds it. */
  drop(id: ConversationId): void
  count(): number
}

/** Goes on evenly whatever is done to the machine's clock: a lease that a jump ended would have its line sent twice. */
const steady = (): Time => performance.now()

/** `clock`: a test's. */
export function createLeases(clock: () => Time = steady): Leases {
  const held = new Map<ConversationId, { readonly fence: number; readonly end: Time; readonly ms: number }>()
  let lastFence = 0
  const living = (id: ConversationId) => {
    const lease = held.get(id)
    return lease && lease.end > clock() ? lease : null
  }
  const give = (id: ConversationId, fence: number, ms: number): number => {
    held.set(id, { fence, end: clock() + ms, ms })
    return fence
  }
  return {
    hold: (id, ms) => give(id, living(id)?.fence ?? ++lastFence, ms),
    claim: (id, ms) => (living(id) ? null : give(id, ++lastFence, ms)),
    hasLapsed: (id) => held.has(id) && !living(id),
    isLive: (id, fence) => living(id)?.fence === fence,
    renew(id, fence) {
      const lease = living(id)
      if (lease?.fence === fence) give(id, fence, lease.ms)
    },
    leftOf(id) {
      const lease = living(id)
      return lease ? lease.end - clock() : 0
    },
    end(id, fence) {
      if (living(id)?.fence === fence) held.delete(id)
    },
    drop: (id) => void held.delete(id),
    count: () => held.size,
  }
}
