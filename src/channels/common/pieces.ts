import type { Delivery } from '../../core/ports.ts'
import type { Outgoing } from '../../core/transcript.ts'

/** Sends the pieces of one line in order; gives what became of it. */
export type SendPieces<Piece> = (
  message: Outgoing,
  pieces: readonly Piece[],
  send: (piece: Piece) => Promise<Delivery>,
) => Promise<Delivery>

/** Remembers how many pieces of a line have arrived while its rest waits: nobody should read the beginning twice. */
export function createPieces<Piece>(): SendPieces<Piece> {
  const begun = new Map<string, number>()
  return async ({ conversation, line }, pieces, send) => {
    const name = `${conversation} ${line.number}`
    let receipt: string | null = null
    for (const [i, piece] of pieces.entries()) {
      if (i < (begun.get(name) ?? 0)) continue
      const delivery = await send(piece)
      if (delivery.at === 'failed') begun.delete(name)
      if (delivery.at !== 'ok') return delivery
      receipt = delivery.receipt
      if (i < pieces.length - 1) begun.set(name, i + 1)
    }
    begun.delete(name)
    return { at: 'ok', receipt }
  }
}
