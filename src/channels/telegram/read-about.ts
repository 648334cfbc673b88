import { type Json, plainText, record } from '../../core/door.ts'
import type { About } from '../../core/transcript.ts'
import { cut } from '../common/split.ts'

/** Enough to know which message is meant. */
const longestQuote = 200

/** How a message stands to others: its number, whether it was changed, what it replies to. Whose words were passed on is nobody's business. */
export function aboutOf(message: Json, edited: boolean): About {
  const quotes = quoted(message)
  const album = message.media_group_id
  const forwarded = message.forward_origin !== undefined || message.forward_date !== undefined
  return {
    ...(typeof message.message_id === 'number' ? { message: String(message.message_id) } : {}),
    ...(edited ? { edited: true } : {}),
    ...(quotes === null ? {} : { quotes }),
    ...(forwarded ? { forwarded: true } : {}),
    ...(typeof album === 'string' ? { album: plainText(album, 64) } : {}),
  }
}

/** The part that was marked, else the whole message. Of one in another chat (`external_reply`) Telegram gives the part alone. */
function quoted({ quote, reply_to_message: reply }: Json): string | null {
  if (quote === undefined && reply === undefined) return null
  const original = record(reply)
  const words = [record(quote)?.text, original?.text, original?.caption].find((one) => typeof one === 'string')
  const plain = typeof words === 'string' ? plainText(words).trim() : ''
  return plain === '' ? null : cut(plain, longestQuote)
}
