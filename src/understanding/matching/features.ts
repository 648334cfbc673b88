/** What a word counts, and what each of its n-grams counts. */
const weights = { word: 1, gram: 0.5 } as const

/**
 * A normalised text as features with their counts: its words, and the character 2-4-grams inside " word ". Features are
 * 32-bit hashes (FNV-1a): nothing is cut out and kept, which is most of what reading a question used to cost. Among the
 * some ten thousand features of a FAQ two meet by chance about once in a hundred sets.
 */
export function featuresOf(normalised: string): Map<number, number> {
  const counts = new Map<number, number>()
  const text = ` ${normalised} `
  const last = text.length - 1
  let start = 0
  while (start < last) {
    const end = text.indexOf(' ', start + 1)
    if (end - start > 1) countWord(text, start, end, counts)
    start = end
  }
  return counts
}

/** The word between two spaces; both are part of its n-grams: a beginning is not a middle. */
function countWord(text: string, start: number, end: number, counts: Map<number, number>): void {
  let whole: number = seeds.word
  for (let i = start + 1; i < end; i++) whole = mixed(whole, text.charCodeAt(i))
  count(counts, whole, weights.word)
  for (let from = start; from < end; from++) {
    let gram: number = seeds.gram
    for (let size = 1; size <= 4 && from + size - 1 <= end; size++) {
      gram = mixed(gram, text.charCodeAt(from + size - 1))
      if (size > 1) count(counts, gram, weights.gram)
    }
  }
}

const seeds = { word: 0x1b873593, gram: 0x811c9dc5 } as const

/** Kept signed: numbers above 2^31 would be objects of their own, slow to look up. */
const mixed = (hash: number, code: number): number => Math.imul(hash ^ code, 0x01000193) | 0

function count(counts: Map<number, number>, feature: number, by: number): void {
  counts.set(feature, (counts.get(feature) ?? 0) + by)
}
