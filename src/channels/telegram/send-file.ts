import type { Delivery } from '../../core/ports.ts'
import type { Button, Line, Media, Outgoing, Pin } from '../../core/transcript.ts'
import type { Pace } from '../common/pace.ts'
import { createPieces } from '../common/pieces.ts'
import { shown, speaker } from '../common/shown.ts'
import { split } from '../common/split.ts'
import type { TelegramApi } from './api.ts'
import { asDocument, formOf, wayOf } from './file-form.ts'
import { asked, keyboard, longestMessage, sendPiece } from './send.ts'

/** UTF-16 units under a picture or a file. */
const longestCaption = 1024

/** The bytes of a file that lies with us, by its reference; null: it is there no more, or was never ours. */
export type OpenFile = (reference: string) => Promise<Uint8Array | null>

type Piece =
  | { readonly is: 'pin'; readonly pin: Pin }
  | { readonly is: 'words'; readonly text: string; readonly buttons: readonly Button[] }
  | { readonly is: 'file'; readonly media: Media; readonly caption: string; readonly buttons: readonly Button[] }

/** Lines with a place or a file beside their words: the place, the words, the file, each once. */
export function createFileSender(api: TelegramApi, pace: Pace, now: () => number, openFile: OpenFile) {
  const sendPieces = createPieces<Piece>()
  return (message: Outgoing, address: string): Promise<Delivery> =>
    sendPieces(message, piecesOf(message.line), (piece) => {
      if (piece.is === 'pin') return sendPin(piece.pin, address)
      if (piece.is === 'words') return sendPiece(api, pace, now, address, piece.text, piece.buttons)
      return sendFile(piece.media, address, piece.caption, piece.buttons)
    })

  /** The card with the address follows in any case: a map that Telegram refuses is no reason to keep it back. */
  async function sendPin({ name, address: place, latitude, longitude }: Pin, address: string): Promise<Delivery> {
    const delivery = await asked(pace, now, address, () =>
      api.sendVenue(Number(address), latitude, longitude, name, place),
    )
    return delivery.at === 'failed' && delivery.why === 'refused' ? { at: 'ok', receipt: null } : delivery
  }

  async function sendFile(
    media: Media,
    address: string,
    caption: string,
    buttons: readonly Button[],
  ): Promise<Delivery> {
    const bytes = media.file === null ? null : await openFile(media.file)
    if (bytes === null || bytes.byteLength === 0) return { at: 'failed', why: 'refused' }
    const fields = {
      chat_id: address,
      ...(caption === '' ? {} : { caption }),
      ...(buttons.length > 0 ? { reply_markup: JSON.stringify(keyboard(buttons)) } : {}),
    }
    const by = (way: typeof asDocument): Promise<Delivery> =>
      asked(pace, now, address, () => api.upload(way.method, formOf(way, bytes, media.name, fields)))
    const way = wayOf(media.kind, bytes)
    const delivery = await by(way)
    const refused = delivery.at === 'failed' && delivery.why === 'refused' && way !== asDocument
    // A picture of odd measures, or somebody who lets nobody send voice messages: as a plain file it arrives.
    return refused ? by({ ...asDocument, extension: way.extension }) : delivery
  }
}

/** Words that fit stand under the file; longer ones go before it, and the file bears its sender's name alone. */
function piecesOf(line: Line): readonly Piece[] {
  const { media, pin, buttons } = line
  const pins: Piece[] = pin ? [{ is: 'pin', pin }] : []
  const words = line.text === '' && media ? speaker(line) : shown(line)
  if (!media) return [...pins, ...asWords(words, buttons)]
  if (words.length <= longestCaption) return [...pins, { is: 'file', media, caption: words, buttons }]
  return [...pins, ...asWords(words, []), { is: 'file', media, caption: speaker(line), buttons }]
}

function asWords(words: string, buttons: readonly Button[]): readonly Piece[] {
  const texts = split(words, longestMessage)
  return texts.map((text, i) => ({ is: 'words', text, buttons: i === texts.length - 1 ? buttons : [] }))
}
