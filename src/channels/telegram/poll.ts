import { setTimeout } from 'node:timers/promises'
import type { TelegramApi } from './api.ts'
import { type ReadUpdate, readUpdate } from './read.ts'

export interface PollParts {
  readonly api: TelegramApi
  readonly now: () => number
  /** One update. Resolves when it is durable. */
  readonly takeIn: (read: ReadUpdate) => Promise<void>
  /** For the log: what went wrong, without words. */
  readonly trouble: (what: string, error: unknown) => void
}

/** What we want to hear of. A reaction, an answered poll, a business message would be nothing to us. */
export const kindsOfUpdates = ['message', 'edited_message', 'callback_query', 'my_chat_member'] as const

/** One request waits this long for news. */
const holdSeconds = 25

/**
 * Asks for updates until told to stop. The offset is advanced only when all of a batch is durable: a crash repeats
 * updates, which the store knows, and never loses one. Chats go side by side, each chat in its own order.
 */
export async function poll(parts: PollParts, signal: AbortSignal): Promise<void> {
  let offset = 0
  let failures = 0
  while (!signal.aborted) {
    try {
      const updates = await parts.api.callApi(
        'getUpdates',
        {
          timeout: holdSeconds,
          limit: 100,
          offset,
          allowed_updates: kindsOfUpdates,
        },
        { signal: signal as never },
      )
      if (updates.length > 0) offset = await take(updates, offset, parts)
      failures = 0
      // Some servers answer at once although they were asked to wait: no reason to spin.
      if (updates.length === 0) await rest(50, signal)
    } catch (error) {
      if (signal.aborted) return
      failures++
      parts.trouble('poll', error)
      await rest(Math.min(30_000, 500 * 2 ** Math.min(failures, 6)), signal)
    }
  }
}

/** The offset after the batch; throws when any of it is not durable. */
async function take(updates: readonly unknown[], offset: number, parts: PollParts): Promise<number> {
  const chats = new Map<string, ReadUpdate[]>()
  let next = offset
  for (const update of updates) {
    const read = readUpdate(update, parts.now())
    if (!read) continue
    next = Math.max(next, read.updateId + 1)
    const chat = read.inbound?.person ?? read.staff?.address ?? ''
    chats.set(chat, [...(chats.get(chat) ?? []), read])
  }
  await Promise.all(
    [...chats.values()].map(async (reads) => {
      for (const read of reads) await parts.takeIn(read)
    }),
  )
  return next
}

/** Resolves after a while, or at once when told to stop: the loop looks at `signal` next. */
export const rest = (ms: number, signal: AbortSignal): Promise<void> =>
  setTimeout(ms, undefined, { signal }).catch(() => undefined)
