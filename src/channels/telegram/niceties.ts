import { TelegramError } from 'telegraf'
import type { Pace } from '../common/pace.ts'
import type { TelegramApi } from './api.ts'
import { noteFlood } from './send.ts'
import type { Tap } from './tap.ts'

/** Telegram shows "typing" for five seconds. */
const typingEveryMs = 4_000
const mostChats = 1_000

export interface Niceties {
  /** Ends the spinning of a button. */
  answer(tap: Tap): void
  /** Ticks the button under its message. */
  mark(tap: Tap): void
  typing(address: string): void
}

/** What nobody waits for: one try, only while there is room, and whatever the platform says to it changes nothing. */
export function createNiceties(
  api: TelegramApi,
  pace: Pace,
  now: () => number,
  trouble: (what: string, error: unknown) => void,
): Niceties {
  const typed = new Map<string, number>()

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
    typing(address) {
      const at = now()
      if (at - (typed.get(address) ?? Number.NEGATIVE_INFINITY) < typingEveryMs || !pace.spare(at)) return
      if (typed.size >= mostChats) typed.clear()
      typed.set(address, at)
      attempt('typing', () => api.sendChatAction(Number(address), 'typing'))
    },
  }
}
