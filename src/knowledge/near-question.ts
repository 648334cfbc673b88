import type { Asked, Questions } from './asked.ts'
import type { Fault } from './fault.ts'
import { fold } from './letters.ts'
import { say } from './words.ts'

/** From this share of equal three-letter pieces two questions are called nearly the same. */
const likeness = 0.85

interface Piece {
  readonly asked: Asked
  readonly folded: string
  /** Its three-letter pieces as numbers, the rarest first. */
  readonly trigrams: Uint32Array
}

/** Nearly the same question under two topics: which one answers hangs on a letter. One warning, at the later of the two. */
export function checkNearQuestions({ phrasings, gold }: Questions): Fault[] {
  const byLanguage = Map.groupBy(phrasings, ({ language, audience }) => `${language} ${audience}`)
  return [...[...byLanguage.values()].flatMap((list) => nearPairs(piecesOf(list))), ...goldAmong(phrasings, gold)]
}

/**
 * Two sets that share most of their pieces share one of their rarest, too: only those are looked up, and only what is
 * found so is compared whole. Comparing 1,400 phrasings with each other takes milliseconds instead of half a second.
 */
function nearPairs(pieces: readonly Piece[]): Fault[] {
  const holding = new Map<number, Piece[]>()
  return pieces.flatMap((piece) => {
    const rarest = piece.trigrams.subarray(0, Math.floor(piece.trigrams.length * (1 - leastShared)) + 1)
    const seen = new Set<Piece>()
    for (const one of rarest) {
      const before = holding.get(one)
      for (const other of before ?? []) seen.add(other)
      if (before) before.push(piece)
      else holding.set(one, [piece])
    }
    const near = [...seen].find((other) => isNear(piece, other))
    return near ? [told('same.near', piece.asked, near.asked)] : []
  })
}

/** Of the larger of two sets that are alike: their smaller one may lack as much as the likeness allows. */
const leastShared = (likeness * (1 + likeness / (2 - likeness))) / 2

function isNear({ asked, folded, trigrams: a }: Piece, other: Piece): boolean {
  if (other.asked.topic === asked.topic || other.folded === folded) return false
  const b = other.trigrams
  const enough = (likeness * (a.length + b.length)) / 2
  let [i, j, shared] = [0, 0, 0]
  // Most are told apart by their rarest pieces: what is left could not make up for them.
  while (i < a.length && j < b.length && shared + Math.min(a.length - i, b.length - j) >= enough) {
    const [mine = 0, theirs = 0] = [a[i], b[j]]
    if (mine === theirs) shared++
    if (mine <= theirs) i++
    if (theirs <= mine) j++
  }
  return shared >= enough
}

/** Numbers are given by how often a piece stands anywhere, so that sorted means the rarest first. */
function piecesOf(list: readonly Asked[]): Piece[] {
  const cut = list.map((asked) => ({ asked, folded: fold(asked.question) }))
  const sets = cut.map(({ folded }) => trigramsOf(` ${folded} `))
  const often = new Map<string, number>()
  for (const set of sets) for (const one of set) often.set(one, (often.get(one) ?? 0) + 1)
  const numbers = new Map([...often].sort(([, a], [, b]) => a - b).map(([one], number) => [one, number]))
  return cut.map((piece, index) => ({
    ...piece,
    trigrams: Uint32Array.from(sets[index] ?? [], (one) => numbers.get(one) ?? 0).sort(),
  }))
}

function trigramsOf(text: string): Set<string> {
  const found = new Set<string>()
  for (let at = 0; at + 3 <= text.length; at++) found.add(text.slice(at, at + 3))
  return found
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
