import Fuse from 'fuse.js'
import type { Office } from '../../core/knowledge.ts'
import { normalise } from '../text/normalise.ts'

export interface Cities {
  /** The office of a city named in these words, in any of its cases: "Liepājā", "v daugavpilse". */
  among(words: readonly string[]): string | null
  /** The whole text is a city's name, a typo forgiven. */
  whole(text: string): string | null
}

interface Name {
  readonly id: string
  readonly name: string
  readonly stem: string
}

/** Towns with an office, by their names in all languages of the knowledge. */
export function citiesOf(offices: readonly Office[]): Cities {
  const names: Name[] = offices.flatMap(({ id, city }) =>
    Object.values(city)
      .map(normalise)
      .map((name) => ({ id, name, stem: stemOf(name) })),
  )
  // What fuse.js does best: a slip in a handful of short names.
  const fuse = new Fuse(names, { keys: ['name'], threshold: 0.25, includeScore: true, minMatchCharLength: 4 })

  return {
    among(words) {
      for (const word of words) {
        const found = names.find((name) => isCaseOf(name, word))
        if (found) return found.id
      }
      for (const word of words) {
        const found = word.length >= 5 ? nearest(word) : null
        if (found !== null) return found
      }
      return null
    },
    whole(text) {
      const found = names.find((name) => isCaseOf(name, text))
      return found?.id ?? (text.length < 4 || text.length > 20 ? null : nearest(text))
    },
  }

  function nearest(text: string): string | null {
    const hit = fuse.search(text)[0]
    return hit && Math.abs(hit.item.name.length - text.length) <= 2 ? hit.item.id : null
  }
}

const vowels = 'aeiouy'
const longestEnding = 3

/** The name without its ending: what stays the same in every case. */
function stemOf(name: string): string {
  const bare = name.endsWith('s') ? name.slice(0, -1) : name
  let end = bare.length
  while (end > 3 && vowels.includes(bare.charAt(end - 1))) end--
  return bare.slice(0, end)
}

/** "rig" and "rigas", but not "right": what follows the stem is an ending, and those begin with a vowel. */
function isCaseOf({ name, stem }: Name, word: string): boolean {
  if (word === name) return true
  const ending = word.slice(stem.length)
  return (
    word.startsWith(stem) &&
    ending.length <= longestEnding &&
    (ending === '' ? stem.length > 3 : vowels.includes(ending.charAt(0)) || ending === 's')
  )
}
