import Fuse from 'fuse.js'
import type { Office } from '../../core/knowledge.ts'
import { soundOf } from '../patterns/sound.ts'
import { normalise, wordsOf } from '../text/normalise.ts'

export interface Cities {
  /** The office for a place named in these words, in any of its cases: "Liepājā", "v daugavpilse", "Talsos". */
  among(words: readonly string[]): string | null
  /** The whole text is a place's name; in the name of a town with an office a typo is forgiven. */
  whole(text: string): string | null
}

interface Name {
  readonly id: string
  readonly words: number
  readonly name: string
  readonly stem: string
}

/**
 * Towns with an office by their names in all languages of the knowledge, and the municipalities and towns it serves.
 * `notTowns`: words that look like a form of a name and are something else ("lūdzu" is no case of "Ludza").
 */
export function citiesOf(offices: readonly Office[], notTowns: readonly string[]): Cities {
  const towns = offices.flatMap(({ id, city }) => Object.values(city).map((name) => nameOf(id, normalise(name))))
  const served = offices.flatMap(({ id, serves }) =>
    serves.flatMap(({ name, places }) => [name, ...places].flatMap(formsOf).map((form) => nameOf(id, form))),
  )
  const written = byBeginning([...towns, ...served])
  // "Екабпилс" and "Jēkabpils" fall together by their sound, not by their letters.
  const heard = byBeginning([...towns, ...served].map(({ id, name }) => nameOf(id, soundOf(name))))
  const never = new Set(notTowns.map(normalise))
  // What fuse.js does best: a slip in a handful of short names. Among a hundred, "taksi" would be one in "Talsi".
  const fuse = new Fuse(towns, { keys: ['name'], threshold: mostWrong, includeScore: true, minMatchCharLength: 4 })
  const slips = [...new Set(towns.map(({ name }) => name))].map((name) => ({
    long: name.length,
    letters: new Set(name),
  }))

  return {
    among(words) {
      const found = named(words)
      if (found !== null) return found
      for (const word of words) {
        const near = word.length >= 5 && !never.has(word) ? nearest(word) : null
        if (near !== null) return near
      }
      return null
    },
    whole(text) {
      if (never.has(text)) return null
      const count = wordsOf(text).length
      const found = caseOf(written, text, count) ?? caseOf(heard, soundOf(text), count)
      return found ?? (text.length < 4 || text.length > 20 ? null : nearest(text))
    },
  }

  /** "Līvānu novadā" before "Līvānu": the longer name tells more. */
  function named(words: readonly string[]): string | null {
    const sounds = words.map(soundOf)
    for (const count of [2, 1]) {
      for (let at = 0; at + count <= words.length; at++) {
        if (!written.has(beginning(`${words[at]} `)) && !heard.has(beginning(`${sounds[at]} `))) continue
        const said = words.slice(at, at + count).join(' ')
        if (never.has(said)) continue
        const found = caseOf(written, said, count) ?? caseOf(heard, sounds.slice(at, at + count).join(' '), count)
        if (found !== null) return found
      }
    }
    return null
  }

  function nearest(text: string): string | null {
    if (!slips.some(({ long, letters }) => isAsLong(long, text) && mayBeNear(text, letters))) return null
    const hit = fuse.search(text)[0]
    return hit && isAsLong(hit.item.name.length, text) ? hit.item.id : null
  }
}

const isAsLong = (long: number, text: string): boolean => Math.abs(long - text.length) <= 2

/** Share of the letters of a word that may be wrong. */
const mostWrong = 0.25

/** Each letter that a name has not is one wrong: for most words this tells, at less than the price of a search. */
function mayBeNear(text: string, letters: ReadonlySet<string>): boolean {
  let wrong = 0
  for (const sign of text) if (!letters.has(sign)) wrong++
  return wrong <= text.length * mostWrong
}

/** Names by the first two letters, each list in the order of the names. */
type Names = ReadonlyMap<string, readonly Name[]>

const beginning = (name: string): string => name.slice(0, 2)

function byBeginning(names: readonly Name[]): Names {
  const lists = new Map<string, Name[]>()
  for (const name of names) {
    const list = lists.get(beginning(name.name)) ?? []
    list.push(name)
    lists.set(beginning(name.name), list)
  }
  return lists
}

function caseOf(names: Names, text: string, count: number): string | null {
  const found = names.get(beginning(text))?.find((name) => name.words === count && isCaseOf(name, text))
  return found?.id ?? null
}

const nameOf = (id: string, name: string): Name => ({ id, words: wordsOf(name).length, name, stem: stemOf(name) })

/** "Talsu novads" is also called by its first word: "Talsu". */
function formsOf(written: string): string[] {
  const name = normalise(written)
  const [first = '', ...rest] = wordsOf(name)
  return rest.length === 0 ? [name] : [name, first]
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
  if (!word.startsWith(stem) || ending.length > longestEnding) return false
  if (ending === '') return stem.length > 3
  // Russian keeps the Latvian -s and puts its own endings behind it: "v ekabpilse".
  const own = name.endsWith('s') && ending.charAt(0) === 's' ? ending.slice(1) : ending
  return own === '' || vowels.includes(own.charAt(0)) || ending === 's'
}
