import type { WordGroups } from '../../core/knowledge.ts'
import type { LanguageTag } from '../../core/language.ts'
import { knownWords } from '../text/known-words.ts'
import { normalise, wordsOf } from '../text/normalise.ts'
import { type Beginnings, beginningsOf, type Entry, entriesBefore, follows, unsorted } from './entries.ts'
import { fits, openAtEnd, type Piece, piecesOf } from './pieces.ts'
import { soundOf } from './sound.ts'
import { everyTongue, likelyTongues, tongueBits } from './tongues.ts'
import { createTree } from './tree.ts'

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

/** Reads a normalised text with one vocabulary. */
export type Reader = (normalised: string) => Reading

export interface Vocabulary {
  readonly groups: WordGroups
  /** Phrases of all languages together, by group: the last word's end is open, the language of the text does not matter. */
  readonly phrases: Readonly<Record<string, readonly string[]>>
}

/** What is known of a word whatever stands beside it. */
interface Word {
  readonly asWritten: Beginnings | null
  readonly sound: string
  readonly asItSounds: Beginnings | null
}

/**
 * A reader for each vocabulary; a text is read once for all of them.
 *
 *   text -> words as written  -> tree of words in Latin and other letters
 *        -> words as they sound -> tree of words the editors wrote in Cyrillic: people type these in many ways
 *
 * `everyday`: the commonest words of each language, which tell in which one a text is written. `often`: words that are
 * found out beforehand, because most texts are made of them.
 */
export function createReaders<const Vocabularies extends readonly Vocabulary[]>(
  vocabularies: Vocabularies,
  everyday: Readonly<Record<LanguageTag, readonly string[]>>,
  often: Iterable<string> = [],
): { readonly [Which in keyof Vocabularies]: Reader } {
  const written = createTree<Entry>()
  const sounding = createTree<Entry>()
  const numbers: { readonly first: Piece; readonly entry: Entry }[] = []
  const tongueOf = tongueBits()
  // The same words stand in many phrases: folding is most of what building costs.
  const inWriting = folded((part) => piecesOf(part, normalise))
  const inSound = folded((part) => piecesOf(part, (word) => soundOf(normalise(word))))
  // Of languages without everyday words nothing can be told: they are never ruled out.
  const told = Object.keys(everyday).reduce((bits, tag) => bits | tongueOf(tag), 0)

  addAll(-1, { everyday })
  for (const [room, { groups, phrases }] of vocabularies.entries()) {
    addAll(room, groups)
    for (const [group, list] of Object.entries(phrases))
      for (const text of list) add({ room, group, tongues: everyTongue, written: text }, '')
  }
  const wordOf = knownWords(
    often,
    (word) => read(word, unsorted),
    (word) => read(word, beginningsOf),
  )
  let last: { readonly text: string; readonly readings: readonly Reading[] } = { text: '', readings: readAll('') }

  return vocabularies.map((_, room): Reader => {
    return (normalised) => {
      // A text is asked several things, one after the other.
      if (normalised !== last.text) last = { text: normalised, readings: readAll(normalised) }
      return last.readings[room] ?? { hits: new Map(), tongues: everyTongue }
    }
  }) as { readonly [Which in keyof Vocabularies]: Reader }

  function readAll(normalised: string): readonly Reading[] {
    const hits: Hits[] = vocabularies.map(() => new Map())
    const votes: number[] = []
    const words = wordsOf(normalised)
    const known = words.map(wordOf)
    const sounds = known.map(({ sound }) => sound)
    for (const [from, { asWritten }] of known.entries()) if (asWritten) take(asWritten, words, from, hits, votes)
    for (const [from, { asItSounds }] of known.entries()) if (asItSounds) take(asItSounds, sounds, from, hits, votes)
    const tongues = likelyTongues(votes) | ~told
    return hits.map((room) => ({ hits: room, tongues }))
  }

  function read(word: string, sorted: (entries: readonly Entry[]) => Beginnings | null): Word {
    const sound = soundOf(word)
    const heard = sounding.find(sound)
    if (isDigit(sound)) for (const { first, entry } of numbers) if (fits(first, sound)) heard.push(entry)
    return { asWritten: sorted(written.find(word)), sound, asItSounds: sorted(heard) }
  }

  function addAll(room: number, groups: WordGroups): void {
    for (const [group, byLanguage] of Object.entries(groups))
      for (const [tag, list] of Object.entries(byLanguage))
        for (const text of list) add({ room, group, tongues: tongueOf(tag), written: text }, tag)
  }

  function add(entry: Omit<Entry, 'rest'>, tag: LanguageTag): void {
    const isTyped = /\p{Script=Cyrillic}/u.test(entry.written) || tag.endsWith('-Latn')
    const pieces = entry.written.split(' ').flatMap(isTyped ? inSound : inWriting)
    const [first, ...rest] = entry.tongues === everyTongue ? openAtEnd(pieces) : pieces
    if (!first) return
    if (first.numbers) numbers.push({ first, entry: { ...entry, rest } })
    else (isTyped ? sounding : written).add(first.text, first.isOpen, { ...entry, rest })
  }
}

type Hits = Map<string, Hit[]>

function take(
  beginnings: Beginnings,
  words: readonly string[],
  from: number,
  hits: readonly Hits[],
  votes: number[],
): void {
  for (const entry of entriesBefore(beginnings, words[from + 1])) {
    if (!follows(entry, words, from + 1)) continue
    const { room, group, rest, tongues, written } = entry
    if (room < 0) {
      votes.push(tongues)
      continue
    }
    const hit = { from, to: from + 1 + rest.length, tongues, written }
    const before = hits[room]?.get(group)
    if (before) insert(before, hit)
    else hits[room]?.set(group, [hit])
  }
}

/** From left to right; of those that begin at one word the earlier found first. */
function insert(list: Hit[], hit: Hit): void {
  let at = list.length
  while (at > 0 && (list[at - 1]?.from ?? 0) > hit.from) at--
  if (at === list.length) list.push(hit)
  else list.splice(at, 0, hit)
}

function folded<Folded>(fold: (part: string) => Folded): (part: string) => Folded {
  const known = new Map<string, Folded>()
  return (part) => {
    const found = known.get(part) ?? fold(part)
    known.set(part, found)
    return found
  }
}

const isDigit = (word: string): boolean => word.charCodeAt(0) >= 0x30 && word.charCodeAt(0) <= 0x39
