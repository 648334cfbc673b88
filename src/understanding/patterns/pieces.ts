import { wordsOf } from '../text/normalise.ts'

/** One word of an editor's phrase: a whole word, the beginning of one, or a number. */
export interface Piece {
  readonly text: string
  readonly isOpen: boolean
  readonly numbers: { readonly least: number; readonly most: number } | null
}

/** "nav kur* iet" -> three pieces, the second one open; `<number>` is any number, `<10-17>` one of these. */
export function piecesOf(written: string, fold: (word: string) => string): Piece[] {
  return written.split(/\s/).flatMap((part) => {
    if (part.startsWith('<')) return [numberPiece(part.slice(1, -1))]
    const pieces = wordsOf(fold(part)).map((text) => ({ text, isOpen: false, numbers: null }))
    return part.endsWith('*') ? openAtEnd(pieces) : pieces
  })
}

/** The last word's end left open: "vīrs sit" also finds "vīrs sita". */
export function openAtEnd(pieces: readonly Piece[]): Piece[] {
  return pieces.map((piece, i) => (i === pieces.length - 1 ? { ...piece, isOpen: true } : piece))
}

export function fits(piece: Piece, word: string | undefined): boolean {
  if (word === undefined) return false
  if (!piece.numbers) return piece.isOpen ? word.startsWith(piece.text) : word === piece.text
  const value = word.length > 4 ? Number.NaN : Number(word)
  return value >= piece.numbers.least && value <= piece.numbers.most
}

function numberPiece(range: string): Piece {
  const [least = '', most = ''] = range.split('-')
  const numbers = most === '' ? { least: 0, most: 9999 } : { least: Number(least), most: Number(most) }
  return { text: '', isOpen: false, numbers }
}
