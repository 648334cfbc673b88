/**
 * A normalised text as counted features, in two groups that are weighed apart:
 *   words   each word, each pair of neighbours (half), and which word came first
 *   grams   the character 2-4-grams inside " word ": what people type is inflected and misspelt
 * A feature is a 32-bit hash (FNV-1a): nothing is cut out of the text and kept. Among the some ten thousand features of
 * a FAQ two meet by chance about once in a hundred sets.
 */
export interface Features {
  readonly words: ReadonlyMap<number, number>
  readonly grams: ReadonlyMap<number, number>
}

const longestGram = 4
const pairWeight = 0.5

export function featuresOf(normalised: string): Features {
  const words = new Map<number, number>()
  const grams = new Map<number, number>()
  const text = ` ${normalised} `
  const last = text.length - 1
  let before: number | null = null
  for (let start = 0; start < last; ) {
    const end = text.indexOf(' ', start + 1)
    if (end - start > 1) {
      const word = hashOf(text, start + 1, end)
      count(words, word, 1)
      // Few questions are told apart by their order, but many by how they begin.
      if (before === null) count(words, mixed(word, seeds.first), 1)
      else count(words, mixed(mixed(before, word & 0xffff), word >>> 16), pairWeight)
      before = word
      countGrams(text, start, end, grams)
    }
    start = end
  }
  return { words, grams }
}

/** The word between two spaces; both are part of its n-grams: a beginning is not a middle. */
function countGrams(text: string, start: number, end: number, grams: Map<number, number>): void {
  for (let from = start; from < end; from++) {
    let gram: number = seeds.gram
    const to = Math.min(from + longestGram - 1, end)
    for (let i = from; i <= to; i++) {
      gram = mixed(gram, text.charCodeAt(i))
      if (i > from) count(grams, gram, 1)
    }
  }
}

const seeds = { word: 0x1b873593, gram: 0x811c9dc5, first: 0x3c } as const

/** Kept signed: numbers above 2^31 would be objects of their own, slow to look up. */
const mixed = (hash: number, code: number): number => Math.imul(hash ^ code, 0x01000193) | 0

function hashOf(text: string, from: number, to: number): number {
  let hash: number = seeds.word
  for (let i = from; i < to; i++) hash = mixed(hash, text.charCodeAt(i))
  return hash
}

function count(counts: Map<number, number>, feature: number, by: number): void {
  counts.set(feature, (counts.get(feature) ?? 0) + by)
}
