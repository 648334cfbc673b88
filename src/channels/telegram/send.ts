import { TelegramError } from 'telegraf'
import type { InlineKeyboardMarkup } from 'telegraf/types'
import type { Delivery } from '../../core/ports.ts'
import type { Button, Outgoing } from '../../core/transcript.ts'
import type { Pace } from '../common/pace.ts'
import { createPieces } from '../common/pieces.ts'
import { shown } from '../common/shown.ts'
import { split } from '../common/split.ts'
import { AnswerLost, NotNow, type TelegramApi } from './api.ts'

/** Telegram counts UTF-16 units and refuses more than this in one message. */
export const longestMessage = 4096

type Send = (message: Outgoing, address: string) => Promise<Delivery>

/**
 * Sends lines in order; what the platform answers is a `Delivery`, never an exception. `withFile`: for the few that have
 * a file or a place beside their words.
 */
export function createSender(api: TelegramApi, pace: Pace, now: () => number, withFile: Send): Send {
  const sendPieces = createPieces<readonly [text: string, buttons: readonly Button[]]>()
  return function send(message, address) {
    if (message.line.media || message.line.pin) return withFile(message, address)
    const texts = split(shown(message.line), longestMessage)
    const pieces = texts.map((text, i) => [text, i === texts.length - 1 ? message.line.buttons : []] as const)
    return sendPieces(message, pieces, ([text, buttons]) => sendPiece(api, pace, now, address, text, buttons))
  }
}

/** One message of a length that Telegram takes, and what became of it. */
export function sendPiece(
  api: TelegramApi,
  pace: Pace,
  now: () => number,
  address: string,
  text: string,
  buttons: readonly Button[] = [],
): Promise<Delivery> {
  return asked(pace, now, address, () =>
    // No parse_mode: a person's or consultant's words are never markup.
    api.sendMessage(Number(address), text, {
      link_preview_options: { is_disabled: true },
      ...(buttons.length > 0 ? { reply_markup: keyboard(buttons) } : {}),
    }),
  )
}

/** One call that says something in a chat, when its pace allows it, and what became of it. */
export async function asked(
  pace: Pace,
  now: () => number,
  address: string,
  call: () => Promise<{ readonly message_id: number }>,
): Promise<Delivery> {
  const wait = pace.take(address, now())
  if (wait > 0) return { at: 'retry', afterMs: wait, tried: false }
  try {
    const sent = await call()
    return { at: 'ok', receipt: String(sent.message_id) }
  } catch (error) {
    return asDelivery(error, pace, now())
  }
}

/** Long labels get a row of their own; short ones share it; languages stand in three columns. */
export function keyboard(buttons: readonly Button[]): InlineKeyboardMarkup {
  const rows: { text: string; callback_data: string }[][] = []
  const columns = buttons.length > 8 ? 3 : 2
  const longest = columns === 3 ? 16 : 14
  for (const { act, label } of buttons) {
    const row = rows.at(-1)
    const fits = row && row.length < columns && label.length <= longest && row.every((b) => b.text.length <= longest)
    if (fits) row.push({ text: label, callback_data: act })
    else rows.push([{ text: label, callback_data: act }])
  }
  return { inline_keyboard: rows }
}

function asDelivery(error: unknown, pace: Pace, now: number): Delivery {
  if (error instanceof NotNow) return { at: 'retry', afterMs: 1000, tried: true }
  if (error instanceof AnswerLost) return { at: 'unconfirmed' }
  if (!(error instanceof TelegramError)) throw error
  const { code, description, parameters } = error
  if (parameters?.migrate_to_chat_id !== undefined)
    return { at: 'moved', address: String(parameters.migrate_to_chat_id) }
  if (code === 429) return { at: 'retry', afterMs: noteFlood(error, pace, now), tried: false }
  if (code === 403) return { at: 'failed', why: description.includes('deactivated') ? 'gone' : 'blocked' }
  if (code === 400 && description.includes('chat not found')) return { at: 'failed', why: 'gone' }
  // 401 and 404: our token is wrong. That is ours to mend, and no reason to lose what waits.
  if (code === 401 || code === 404) return { at: 'retry', afterMs: 10_000, tried: true }
  if (code >= 500) return { at: 'retry', afterMs: 1000, tried: true }
  return { at: 'failed', why: 'refused' }
}

/** "Too many requests" means the whole bot, whatever it was said to. Gives how long it is silent, in ms. */
export function noteFlood(error: TelegramError, pace: Pace, now: number): number {
  const afterMs = (error.parameters?.retry_after ?? 5) * 1000
  pace.halt(now + afterMs)
  return afterMs
}
