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

/**
 * Two sets that share most of their pieces share one of their rarest, too: only those are looked up, and only what is
 * found so is compared whole. Comparing 1,400 phrasings with each other takes milliseconds instead of half a second.
 */
function nearPairs(pieces: readonly Piece[]): Fault[] {
  const often = new Map<string, number>()
  for (const { trigrams } of pieces) for (const one of trigrams) often.set(one, (often.get(one) ?? 0) + 1)
  const holding = new Map<string, Piece[]>()
  return pieces.flatMap((piece) => {
    const rarest = [...piece.trigrams].sort((a, b) => (often.get(a) ?? 0) - (often.get(b) ?? 0))
    const telling = rarest.slice(0, Math.floor(rarest.length * (1 - leastShared)) + 1)
    const candidates = new Set(telling.flatMap((one) => holding.get(one) ?? []))
    for (const one of telling) holding.set(one, [...(holding.get(one) ?? []), piece])
    const near = [...candidates].find((other) => isNear(piece, other))
    return near ? [told('same.near', piece.asked, near.asked)] : []
  })
}

/** Of the larger of two sets that are alike: their smaller one may lack as much as the likeness allows. */
const leastShared = (likeness * (1 + likeness / (2 - likeness))) / 2

function isNear(piece: Piece, other: Piece): boolean {
  if (other.asked.topic === piece.asked.topic || other.folded === piece.folded) return false
  const shared = [...piece.trigrams].filter((one) => other.trigrams.has(one)).length
  return (2 * shared) / (piece.trigrams.size + other.trigrams.size) >= likeness
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
