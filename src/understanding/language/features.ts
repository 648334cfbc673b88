/** Space for the features of one text. Filled anew each time: a message costs no memory. */
export const room = 8192

/**
 * Writes the hashes of a text's features into `into` and says how many: each word, and every piece of it of 1 to 5
 * characters with its edges. Words stand alone: in a short message their order says little about the language.
 */
export function featuresOf(words: readonly string[], into: Uint32Array): number {
  let count = 0
  for (const word of words) {
    const end = word.length + 1
    if (count + 5 * (end + 1) + 1 > into.length) break
    let whole = 0x9747b28c
    for (let at = 0; at <= end; at++) {
      if (at > 0 && at < end) whole = step(whole, word.charCodeAt(at - 1))
      let hash = 0x811c9dc5
      const stop = Math.min(at + longest - 1, end)
      for (let to = at; to <= stop; to++) {
        hash = step(hash, to === 0 || to === end ? edge : word.charCodeAt(to - 1))
        // An edge alone says nothing.
        if (to > at || (at > 0 && at < end)) into[count++] = mixed(hash)
      }
    }
    into[count++] = mixed(whole)
  }
  return count
}

const longest = 5
const edge = 0x20

const step = (hash: number, code: number): number => Math.imul(hash ^ code, 0x01000193)

/** FNV leaves its low bits poor; two multiplications spread them over the whole table. */
function mixed(hash: number): number {
  let h = hash ^ (hash >>> 15)
  h = Math.imul(h, 0x85ebca6b)
  h ^= h >>> 13
  h = Math.imul(h, 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}
