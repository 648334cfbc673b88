import type { Language } from '../../core/knowledge.ts'
import type { LanguageTag } from '../../core/language.ts'
import { soundOf } from '../patterns/sound.ts'
import { normalise, wordsOf } from '../text/normalise.ts'

export interface NamedLanguages {
  /** The whole text is a language's name. */
  whole(text: string): LanguageTag | null
  /** A language named in these words, in any of its cases: "arābu", "po-arabski", "на турецком". */
  among(words: readonly string[]): LanguageTag | null
}

const shortestStem = 4

/** Languages by their names in all languages of the knowledge, and by their own names. */
export function namedLanguages(
  languages: Iterable<Language>,
  otherNames: Readonly<Record<LanguageTag, readonly string[]>>,
): NamedLanguages {
  const whole = new Map<string, LanguageTag>()
  const stems: Stem[] = []
  for (const { tag, ownName, name } of languages) {
    for (const written of [ownName, ...Object.values(name)]) {
      const key = normalise(written)
      if (key !== '' && !whole.has(key)) whole.set(key, tag)
      const isTyped = /\p{Script=Cyrillic}/u.test(written)
      // "kurdu (sorani)": what stands in brackets tells more than what stands before them.
      for (const word of wordsOf(isTyped ? soundOf(key) : key).toReversed()) {
        const stem = stemOf(word)
        if (stem.length >= shortestStem && !stems.some((known) => known.stem === stem && known.isTyped === isTyped))
          stems.push({ stem, tag, isTyped })
      }
    }
  }
  for (const [tag, names] of Object.entries(otherNames)) for (const name of names) whole.set(normalise(name), tag)
  // The longest first: "kurmandzhi" tells more than "kurd".
  stems.sort((a, b) => b.stem.length - a.stem.length)

  return {
    whole: (text) => whole.get(text) ?? null,
    among(words) {
      const sounds = words.map(soundOf)
      for (const { stem, tag, isTyped } of stems)
        if ((isTyped ? sounds : words).some((word) => isCaseOf(stem, word))) return tag
      // Names too short to have a stem: "دری".
      for (const word of words) {
        const tag = whole.get(word)
        if (tag !== undefined) return tag
      }
      return null
    },
  }
}

interface Stem {
  readonly stem: string
  readonly tag: LanguageTag
  /** Written in Cyrillic: people type it in Latin letters in many ways. */
  readonly isTyped: boolean
}

const vowels = 'aeiou'
const longestEnding = 4

/** The name without its last vowels, as long as enough is left to know it by. */
function stemOf(word: string): string {
  let end = word.length
  while (end > shortestStem && vowels.includes(word.charAt(end - 1))) end--
  return word.slice(0, end)
}

/** "arabskogo" is a case of "arabsk"; "kirgizija" is no case of "kirgiz" but a country: its ending is "i" and a vowel. */
function isCaseOf(stem: string, word: string): boolean {
  if (!word.startsWith(stem) || word.length > stem.length + longestEnding) return false
  const ending = word.slice(stem.length)
  const isAdjective = stem.endsWith('k')
  return isAdjective || ending.charAt(0) !== 'i' || !'aeiouj'.includes(ending.charAt(1) || '-')
}
