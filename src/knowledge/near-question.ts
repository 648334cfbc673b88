import type { Asked, Questions } from './asked.ts'
import type { Fault } from './fault.ts'
import { fold } from './letters.ts'
import { say } from './words.ts'

/** From this share of equal three-letter pieces two questions are called nearly the same. */
const likeness = 0.85

interface Piece {
  readonly asked: Asked
  readonly folded: string
  readonly trigrams: ReadonlySet<string>
}

/** Nearly the same question under two topics: which one answers hangs on a letter. One warning, at the later of the two. */
export function checkNearQuestions({ phrasings, gold }: Questions): Fault[] {
  const byLanguage = Map.groupBy(phrasings.map(pieceOf), ({ asked }) => `${asked.language} ${asked.audience}`)
  return [...[...byLanguage.values()].flatMap(nearPairs), ...goldAmong(phrasings, gold)]
}

function nearPairs(pieces: readonly Piece[]): Fault[] {
  const holding = new Map<string, number[]>()
  const warnings: Fault[] = []
  for (const [index, piece] of pieces.entries()) {
    const shared = new Map<number, number>()
    for (const trigram of piece.trigrams) {
      const before = holding.get(trigram) ?? []
      for (const other of before) shared.set(other, (shared.get(other) ?? 0) + 1)
      before.push(index)
      holding.set(trigram, before)
    }
    const [near] = [...shared].flatMap(([other, count]) => {
      const earlier = pieces[other]
      if (!earlier || earlier.asked.topic === piece.asked.topic || earlier.folded === piece.folded) return []
      return (2 * count) / (earlier.trigrams.size + piece.trigrams.size) >= likeness ? [earlier.asked] : []
    })
    if (near) warnings.push(told('same.near', piece.asked, near))
  }
  return warnings
}

/** A gold question the bot has learnt proves nothing. */
function goldAmong(phrasings: readonly Asked[], gold: readonly Asked[]): Fault[] {
  const learnt = new Map(phrasings.map((asked) => [fold(asked.question), asked]))
  return gold.flatMap((asked) => {
    const same = learnt.get(fold(asked.question))
    return same ? [told('same.gold', asked, same)] : []
  })
}

function told(key: string, asked: Asked, other: Asked): Fault {
  return asked.at(say(key, { question: asked.question, other: other.question, place: placeOf(other) }))
}

/** `knowledge/topics/work/work-permit.yaml:17`. */
export function placeOf(asked: Asked): string {
  const { file, line } = asked.at(say('same.here'))
  return `${file}:${line}`
}

function pieceOf(asked: Asked): Piece {
  const folded = fold(asked.question)
  const padded = ` ${folded} `
  const trigrams = new Set(Array.from({ length: Math.max(padded.length - 2, 0) }, (_, i) => padded.slice(i, i + 3)))
  return { asked, folded, trigrams }
}
