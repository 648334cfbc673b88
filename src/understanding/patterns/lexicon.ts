import type { WordGroups } from '../../core/knowledge.ts'
import type { LanguageTag } from '../../core/language.ts'
import { normalise, wordsOf } from '../text/normalise.ts'
import { createRemembered, type Remembered } from '../text/remembered.ts'
import { fits, openAtEnd, type Piece, piecesOf } from './pieces.ts'
import { soundOf } from './sound.ts'

/** A word or phrase of a group that stands in the text. */
export interface Hit {
  /** The first word's place and the place behind the last one. */
  readonly from: number
  readonly to: number
  /** One bit per language whose list holds it. */
  readonly tongues: number
  /** As the editor wrote it. */
  readonly written: string
}

/** What is known of one text: the hits of each group, from left to right, and the languages it may be written in. */
export interface Reading {
  readonly hits: ReadonlyMap<string, readonly Hit[]>
  readonly tongues: number
}

export interface Vocabulary {
  readonly groups: WordGroups
  /** Phrases of all languages together, by group: the last word's end is open, the language of the text does not matter. */
  readonly phrases: Readonly<Record<string, readonly string[]>>
  /** The commonest words of each language: they tell in which one a text is written. */
  readonly everyday: Readonly<Record<LanguageTag, readonly string[]>>
}

interface Entry {
  readonly group: string
  readonly rest: readonly Piece[]
  readonly tongues: number
  readonly written: string
}

/** Entries by the letters of their first word: reading a word once finds all, however many words the groups hold. */
interface Branch {
  // The last letters of most words branch no more: the first branch needs no map.
  letter: number
  only: Branch | null
  next: Map<number, Branch> | null
  /** The word begins so and goes on as it likes. */
  begun: Entry[] | null
  whole: Entry[] | null
}

type Hits = Map<string, Hit[]>

const branch = (): Branch => ({ letter: -1, only: null, next: null, begun: null, whole: null })

const everyTongue = -1
const everydayGroup = 'everyday words'

/**
 *   text -> words as written  -> tree of words in Latin and other letters
 *        -> words as they sound -> tree of words the editors wrote in Cyrillic: people type these in many ways
 */
export function createLexicon({ groups, phrases, everyday }: Vocabulary): (normalised: string) => Reading {
  const written = branch()
  const sounding = branch()
  const numbers: { readonly first: Piece; readonly entry: Entry }[] = []
  const tongueOf = tongueBits()
  // The same words stand in many phrases: folding is most of what building costs.
  const inWriting = folded((part) => piecesOf(part, normalise))
  const inSound = folded((part) => piecesOf(part, (word) => soundOf(normalise(word))))
  const asWritten = createRemembered<readonly Entry[]>()
  const asItSounds = createRemembered<readonly Entry[]>()
  // Of languages without everyday words nothing can be told: they are never ruled out.
  const told = Object.keys(everyday).reduce((bits, tag) => bits | tongueOf(tag), 0)

  for (const [group, byLanguage] of Object.entries({ ...groups, [everydayGroup]: everyday })) {
    for (const [tag, list] of Object.entries(byLanguage)) for (const text of list) add(group, text, tongueOf(tag), tag)
  }
  for (const [group, list] of Object.entries(phrases)) for (const text of list) add(group, text, everyTongue, '')

  return (normalised) => {
    const hits: Hits = new Map()
    look(written, asWritten, wordsOf(normalised), hits)
    look(sounding, asItSounds, soundOf(normalised).split(' '), hits)
    for (const list of hits.values()) list.sort((a, b) => a.from - b.from)
    return { hits, tongues: likelyTongues(hits.get(everydayGroup) ?? []) | ~told }
  }

  function look(tree: Branch, beginning: Remembered<readonly Entry[]>, words: readonly string[], hits: Hits): void {
    for (const [from, word] of words.entries()) {
      const entries = beginning(word, () => entriesFor(tree, word))
      if (entries.length > 0) take(entries, words, from, hits)
    }
  }

  /** All that a word may begin, shorter beginnings first. */
  function entriesFor(tree: Branch, word: string): Entry[] {
    const found: Entry[] = []
    let at: Branch | undefined = tree
    for (let i = 0; i < word.length && at; i++) {
      at = follow(at, word.charCodeAt(i))
      if (at?.begun) found.push(...at.begun)
    }
    if (at?.whole) found.push(...at.whole)
    if (tree === sounding && isDigit(word))
      for (const { first, entry } of numbers) if (fits(first, word)) found.push(entry)
    return found
  }

  function add(group: string, text: string, tongues: number, tag: LanguageTag): void {
    const isTyped = /\p{Script=Cyrillic}/u.test(text) || tag.endsWith('-Latn')
    const pieces = text.split(' ').flatMap(isTyped ? inSound : inWriting)
    const [first, ...rest] = tongues === everyTongue ? openAtEnd(pieces) : pieces
    if (!first) return
    const entry: Entry = { group, rest, tongues, written: text }
    if (first.numbers) {
      numbers.push({ first, entry })
      return
    }
    let at = isTyped ? sounding : written
    for (let i = 0; i < first.text.length; i++) {
      at = grow(at, first.text.charCodeAt(i))
    }
    const kind = first.isOpen ? 'begun' : 'whole'
    at[kind] ??= []
    at[kind].push(entry)
  }
}

function follow(at: Branch, letter: number): Branch | undefined {
  return at.letter === letter ? (at.only ?? undefined) : at.next?.get(letter)
}

function grow(at: Branch, letter: number): Branch {
  const known = follow(at, letter)
  if (known) return known
  const grown = branch()
  if (at.only === null) {
    at.letter = letter
    at.only = grown
  } else {
    at.next ??= new Map()
    at.next.set(letter, grown)
  }
  return grown
}

function take(entries: readonly Entry[], words: readonly string[], from: number, hits: Hits): void {
  for (const { group, rest, tongues, written } of entries) {
    // Most are one word.
    if (rest.length > 0 && !rest.every((piece, i) => fits(piece, words[from + 1 + i]))) continue
    const hit = { from, to: from + 1 + rest.length, tongues, written }
    const before = hits.get(group)
    if (before) before.push(hit)
    else hits.set(group, [hit])
  }
}

/** Languages with at least half as many everyday words in the text as the first one; all, where hardly anything tells. */
function likelyTongues(hits: readonly Hit[]): number {
  const votes = new Map<number, number>()
  for (const { tongues } of hits) votes.set(tongues, (votes.get(tongues) ?? 0) + 1)
  const most = Math.max(0, ...votes.values())
  // One word decides nothing: "bet" is "but" in Latvian and a blow in Russian.
  if (most < 2) return everyTongue
  return [...votes].reduce((likely, [tongue, count]) => (count * 2 >= most ? likely | tongue : likely), 0)
}

function folded<Folded>(fold: (part: string) => Folded): (part: string) => Folded {
  const known = new Map<string, Folded>()
  return (part) => {
    const found = known.get(part) ?? fold(part)
    known.set(part, found)
    return found
  }
}

/** A bit per language; `ru-Latn` is Russian in other letters. Beyond thirty, languages share the last bit. */
function tongueBits(): (tag: string) => number {
  const bits = new Map<string, number>()
  return (tag) => {
    const [language = tag] = tag.split('-')
    const known = bits.get(language)
    if (known !== undefined) return known
    const bit = 1 << Math.min(bits.size, 29)
    bits.set(language, bit)
    return bit
  }
}

const isDigit = (word: string): boolean => word.charCodeAt(0) >= 0x30 && word.charCodeAt(0) <= 0x39
