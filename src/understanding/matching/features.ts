import { createCounter } from './counter.ts'

/**
 * A normalised text as counted features, in two groups that are weighed apart:
 *   words   each word, each pair of neighbours (half), and which word came first
 *   grams   the character 2-4-grams inside " word ": what people type is inflected and misspelt
 * A feature is a 32-bit hash (FNV-1a): nothing is cut out of the text and kept. Among the some ten thousand features of
 * a FAQ two meet by chance about once in a hundred sets.
 */
export interface Features {
  readonly words: Counted
  readonly grams: Counted
}

/** Each feature once, in the order in which they first came, and how often it came: the first `size` of each. */
export interface Counted {
  readonly features: Int32Array
  readonly counts: Float32Array
  readonly size: number
}

const longestGram = 4
const pairWeight = 0.5
const words = createCounter()
const grams = createCounter()
const both = { text: '', words: words.seen(), grams: grams.seen() }

/**
 * Good until the next text is asked for: filling the same arrays again is cheaper than new ones for every message.
 * Danger and the FAQ ask for the same text one after the other, so the last one is remembered.
 */
export function featuresOf(normalised: string): Features {
  if (normalised === both.text) return both
  count(` ${normalised} `)
  return Object.assign(both, { text: normalised, words: words.seen(), grams: grams.seen() })
}

/** For keeping. */
export function copyOf({ words, grams }: Features): Features {
  const copied = ({ features, counts, size }: Counted): Counted => ({
    features: features.slice(0, size),
    counts: counts.slice(0, size),
    size,
  })
  return { words: copied(words), grams: copied(grams) }
}

function count(text: string): void {
  const end = text.length - 1
  words.begin(text.length * 2)
  grams.begin(text.length * longestGram)
  let before: number | null = null
  for (let start = 0; start < end; ) {
    const stop = text.indexOf(' ', start + 1)
    if (stop - start > 1) {
      const word = hashOf(text, start + 1, stop)
      words.add(word, 1)
      // Few questions are told apart by their order, but many by how they begin.
      if (before === null) words.add(mixed(word, seeds.first), 1)
      else words.add(mixed(mixed(before, word & 0xffff), word >>> 16), pairWeight)
      before = word
      countGrams(text, start, stop)
    }
    start = stop
  }
}

/** The word between two spaces; both are part of its n-grams: a beginning is not a middle. */
function countGrams(text: string, start: number, end: number): void {
  for (let from = start; from < end; from++) {
    let gram = mixed(seeds.gram, text.charCodeAt(from))
    const to = Math.min(from + longestGram - 1, end)
    for (let i = from + 1; i <= to; i++) {
      gram = mixed(gram, text.charCodeAt(i))
      grams.add(gram, 1)
    }
  }
}

const seeds = { word: 0x1b873593, gram: 0x811c9dc5, first: 0x3c } as const

/** Kept signed: numbers above 2^31 would be objects of their own, slow to look up. */
function mixed(hash: number, code: number): number {
  return Math.imul(hash ^ code, 0x01000193) | 0
}

function hashOf(text: string, from: number, to: number): number {
  let hash: number = seeds.word
  for (let i = from; i < to; i++) hash = mixed(hash, text.charCodeAt(i))
  return hash
}
