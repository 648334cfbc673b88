import type { Time } from '../core/conversation.ts'

/**
 * A phone that goes dark for a moment, a train in a tunnel, a page loaded anew: nobody has gone home for that. After
 * this long they have, and whoever waits for them must not.
 */
export const lingersMs = 45_000

/**
 * Which members have a console open: one live stream each, at least. Not to be taken for who looks at which case
 * (web/presence.ts). In the memory of this process, which knows its own streams only.
 */
export interface Consoles {
  /** A live stream of theirs was opened. */
  came(member: string): void
  /** One was closed; who has another one open has not gone. */
  left(member: string): void
  /** Here, or gone a moment ago. */
  present(member: string): boolean
  /** Since when none of their streams is open; null = one is. Who has not come yet is away since we began. */
  awaySince(member: string): Time | null
}

export function createConsoles(now: () => Time): Consoles {
  const began = now()
  const streams = new Map<string, { open: number; closedAt: Time | null }>()
  const of = (member: string) => {
    const found = streams.get(member) ?? { open: 0, closedAt: null }
    streams.set(member, found)
    return found
  }
  return {
    came: (member) => void of(member).open++,
    left(member) {
      const theirs = of(member)
      theirs.open--
      theirs.closedAt = now()
    },
    present(member) {
      const theirs = streams.get(member)
      if (!theirs) return false
      return theirs.open > 0 || (theirs.closedAt !== null && now() - theirs.closedAt < lingersMs)
    },
    awaySince(member) {
      const theirs = streams.get(member)
      return theirs && theirs.open > 0 ? null : (theirs?.closedAt ?? began)
    },
  }
}
