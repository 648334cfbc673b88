/** Telegram lets a bot take back what it sent in the last 48 hours. */
const oursForMs = 48 * 3_600_000
const mostChats = 20_000
const mostEach = 200

/** What this process has sent to each chat, so that it can be taken off the screen. Ids alone; a restart forgets them. */
export interface OwnMessages {
  note(chat: number, message: number): void
  /** Those that may still be taken back; they are not known afterwards. */
  take(chat: number): readonly number[]
}

interface Own {
  readonly message: number
  readonly at: number
}

export function createOwnMessages(now: () => number): OwnMessages {
  const chats = new Map<number, Own[]>()
  return {
    note(chat, message) {
      const own = chats.get(chat) ?? []
      own.push({ message, at: now() })
      if (own.length > mostEach) own.shift()
      // Put last: whoever is spoken to least goes first.
      chats.delete(chat)
      chats.set(chat, own)
      if (chats.size > mostChats) for (const [oldest] of chats) return void chats.delete(oldest)
    },
    take(chat) {
      const own = chats.get(chat) ?? []
      chats.delete(chat)
      return [...new Set(own.filter(({ at }) => now() - at < oursForMs).map(({ message }) => message))]
    },
  }
}
