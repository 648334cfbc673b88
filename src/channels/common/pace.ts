/** How fast we may speak: overall and per chat. Zero wait = go ahead. */
export interface Pace {
  /** Takes a place; otherwise says how long to wait, in ms, and takes none. */
  take(chat: string, now: number): number
  /** Takes a place for a nicety, if so much of the overall rate is unused that nobody's words wait for it; else false. */
  spare(now: number): boolean
  /** How long nobody may speak at all, in ms. */
  halted(now: number): number
  /** The platform said "retry after": it means the whole bot. */
  halt(until: number): void
}

/**
 * Token buckets: `perChat` messages a second in one chat (what Telegram takes, unless said) after a burst, `perSecond`
 * overall. Not all real limits are published; whoever exceeds them is told by a 429 and `halt` stops everybody.
 */
export function createPace(perSecond: number, perChatBurst = 3, perChat = 1): Pace {
  const all = bucket(perSecond, perSecond)
  const chats = new Map<string, Bucket>()
  let haltedUntil = 0
  return {
    take(chat, now) {
      if (now < haltedUntil) return haltedUntil - now
      if (perSecond === Number.POSITIVE_INFINITY) return 0
      const own = chats.get(chat) ?? bucket(perChat, perChatBurst)
      chats.set(chat, own)
      if (chats.size > 10_000) forgetFull(chats, now)
      const wait = Math.max(own.wait(now), all.wait(now))
      if (wait > 0) return wait
      own.take(now)
      all.take(now)
      return 0
    },
    spare(now) {
      if (now < haltedUntil) return false
      if (perSecond === Number.POSITIVE_INFINITY) return true
      if (all.left(now) < Math.max(1, perSecond / 2)) return false
      all.take(now)
      return true
    },
    halted: (now) => Math.max(0, haltedUntil - now),
    halt(until) {
      haltedUntil = Math.max(haltedUntil, until)
    },
  }
}

interface Bucket {
  wait(now: number): number
  left(now: number): number
  take(now: number): void
}

function bucket(perSecond: number, burst: number): Bucket {
  let tokens = burst
  let filledAt = 0
  const fill = (now: number): void => {
    tokens = Math.min(burst, tokens + (Math.max(0, now - filledAt) * perSecond) / 1000)
    filledAt = now
  }
  return {
    wait(now) {
      fill(now)
      return tokens >= 1 ? 0 : Math.ceil(((1 - tokens) / perSecond) * 1000)
    },
    left(now) {
      fill(now)
      return tokens
    },
    take(now) {
      fill(now)
      tokens -= 1
    },
  }
}

/** A full bucket is as good as none. */
function forgetFull(chats: Map<string, Bucket>, now: number): void {
  for (const [chat, own] of chats) if (own.wait(now) === 0) chats.delete(chat)
}
