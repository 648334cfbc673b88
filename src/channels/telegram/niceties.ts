import { TelegramError } from 'telegraf'
import type { Pace } from '../common/pace.ts'
import { createSeldom, typingMs } from '../common/seldom.ts'
import type { TelegramApi } from './api.ts'
import { noteFlood } from './send.ts'
import type { Tap } from './tap.ts'

export interface Niceties {
  /** Ends the spinning of a button. */
  answer(tap: Tap): void
  /** Ticks the button under its message. */
  mark(tap: Tap): void
  typing(address: string): void
  /** Takes messages of ours off the screen. */
  takeBack(chat: number, messages: readonly number[]): void
}

/** Telegram deletes no more with one call. */
const atOnce = 100

/** What nobody waits for: one try, only while there is room, and whatever the platform says to it changes nothing. */
export function createNiceties(
  api: TelegramApi,
  pace: Pace,
  now: () => number,
  trouble: (what: string, error: unknown) => void,
): Niceties {
  const seldom = createSeldom(typingMs)

  function attempt(what: string, call: () => Promise<unknown>): void {
    call().catch((error: unknown) => {
      if (!(error instanceof TelegramError)) return trouble(what, error)
      if (error.code === 429) noteFlood(error, pace, now())
      // Too old to be answered, not modified, gone, blocked: that is life, and nothing to mend.
      else if (error.code !== 400 && error.code !== 403) trouble(what, error)
    })
  }

  return {
    answer({ id }) {
      // Whoever has tapped looks at the button: this goes before other niceties, if not before words.
      if (pace.halted(now()) === 0) attempt('tap', () => api.answerCbQuery(id))
    },
    mark({ shown }) {
      if (!shown || !pace.spare(now())) return
      const { chat, message, rows } = shown
      attempt('tick', () => api.editMessageReplyMarkup(chat, message, undefined, { inline_keyboard: rows }))
    },
    takeBack(chat, messages) {
      for (let from = 0; from < messages.length; from += atOnce)
        attempt('hide', () => api.deleteMessages(chat, messages.slice(from, from + atOnce)))
    },
    typing(address) {
      if (!seldom(address, now()) || !pace.spare(now())) return
      attempt('typing', () => api.sendChatAction(Number(address), 'typing'))
    },
  }
}
