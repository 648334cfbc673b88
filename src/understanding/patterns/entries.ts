import { fits, type Piece } from './pieces.ts'

/** A word or phrase of the editors, found by its first word. */
export interface Entry {
  /** Which vocabulary; -1 = the everyday words, which only tell the language. */
  readonly room: number
  readonly group: string
  /** The words behind the first one. */
  readonly rest: readonly Piece[]
  readonly tongues: number
  readonly written: string
}

/** What a word may begin, by the first letter of the word behind it: "I" begins a thousand phrases, "I want" a few. */
export interface Beginnings {
  /** Entries whatever follows: of this word alone, or all. */
  readonly alone: readonly Entry[]
  /** Those and the longer ones that the letter leaves, in the same order; null = nothing is known by letter. */
  readonly before: ReadonlyMap<number, readonly Entry[]> | null
}

export function beginningsOf(entries: readonly Entry[]): Beginnings | null {
  if (entries.length === 0) return null
  const alone = entries.filter(({ rest }) => rest.length === 0)
  const letters = new Set(entries.flatMap(({ rest: [next] }) => (next ? lettersOf(next) : [])))
  if (letters.size === 0) return { alone, before: null }
  const left = (letter: number): Entry[] =>
    entries.filter(({ rest: [next] }) => !next || lettersOf(next).includes(letter))
  return { alone, before: new Map([...letters].map((letter) => [letter, left(letter)])) }
}

/** For a word that is asked once: sorting by letters costs more than it saves. */
export const unsorted = (entries: readonly Entry[]): Beginnings | null =>
  entries.length === 0 ? null : { alone: entries, before: null }

export function entriesBefore({ alone, before }: Beginnings, next: string | undefined): readonly Entry[] {
  return before === null || next === undefined ? alone : (before.get(next.charCodeAt(0)) ?? alone)
}

/** Do the words behind the first one stand in the text from `at` on? */
export function follows({ rest }: Entry, words: readonly string[], at: number): boolean {
  for (let i = 0; i < rest.length; i++) {
    const piece = rest[i]
    if (piece && !fits(piece, words[at + i])) return false
  }
  return true
}

const digits = [...'0123456789'].map((digit) => digit.charCodeAt(0))
const lettersOf = ({ text, numbers }: Piece): readonly number[] => (numbers ? digits : [text.charCodeAt(0)])
