import type { Knowledge, Language } from '../../core/knowledge.ts'
import type { LanguageTag } from '../../core/language.ts'
import { normalise, wordsOf } from '../text/normalise.ts'
import type { Shares } from './score.ts'
import { runsOf } from './words.ts'

/** Applies what the editors' greetings and help words say about a text. */
export type Lexicon = (normalised: string, script: string | undefined, shares: Shares) => void

/**
 * How much likelier a language becomes when the whole text is made of its words ("merci beaucoup"), when one of them
 * stands among others, and when it is typed in other letters than the editor wrote it ("privet").
 */
const push = { whole: 24, among: 2, otherLetters: 6 } as const
const longestPhrase = 4
const longestText = 12
/** What a language has at least when one of its own words is there, however strange the letters find it. */
const least = 0.04

interface Found {
  readonly owners: ReadonlyMap<LanguageTag, ReadonlySet<string>>
  readonly length: number
}

/**
 * One-word greetings are too short for statistics of letters. A word may belong to several languages: then all of them
 * become likelier, and the letters, the app or the talk so far decide between them.
 */
export function lexiconOf(knowledge: Knowledge): Lexicon {
  const owners = new Map<string, Map<LanguageTag, Set<string>>>()
  for (const language of knowledge.languages.values()) {
    for (const cue of [...language.cues, language.ownName]) own(owners, language, cue)
  }
  // Most words begin no phrase: they need not be put together with those that follow.
  const longestFrom = new Map<string, number>()
  for (const words of [...owners.keys()].map(wordsOf)) {
    const first = words[0] ?? ''
    longestFrom.set(first, Math.min(longestPhrase, Math.max(words.length, longestFrom.get(first) ?? 0)))
  }

  return (normalised, script, shares) => {
    const words = wordsOf(normalised)
    if (words.length === 0 || words.length > longestText) return
    const found = phrasesIn(words)
    const whole = found.reduce((sum, phrase) => sum + phrase.length, 0) === words.length
    for (const { owners: tags, length } of found) {
      // Together the phrases of one text count as one word would: each says the same again.
      const strength = whole ? length / words.length : 1 / words.length
      for (const [tag, scripts] of tags) {
        const asWritten = script !== undefined && scripts.has(script)
        if (whole) likelier(shares, tag, wholePush(asWritten, tags.size) ** strength, least)
        else if (asWritten) likelier(shares, tag, push.among ** strength, 0)
      }
    }
  }

  function phrasesIn(words: readonly string[]): Found[] {
    const found: Found[] = []
    for (let from = 0; from < words.length; ) {
      const [tags, length] = longestAt(words, from)
      if (tags) found.push({ owners: tags, length })
      from += length
    }
    return found
  }

  function longestAt(words: readonly string[], from: number): [Map<LanguageTag, Set<string>> | undefined, number] {
    const longest = longestFrom.get(words[from] ?? '') ?? 0
    for (let length = Math.min(longest, words.length - from); length > 0; length--) {
      const found = owners.get(words.slice(from, from + length).join(' '))
      if (found) return [found, length]
    }
    return [undefined, 1]
  }
}

const wholePush = (asWritten: boolean, owners: number): number =>
  asWritten ? Math.max(push.whole / owners, push.otherLetters) : push.otherLetters

function likelier(shares: Shares, tag: LanguageTag, times: number, from: number): void {
  shares.set(tag, Math.max(shares.get(tag) ?? 0, from) * times)
}

function own(owners: Map<string, Map<LanguageTag, Set<string>>>, { tag }: Language, cue: string): void {
  const key = normalise(cue)
  const tags = owners.get(key) ?? new Map<LanguageTag, Set<string>>()
  const scripts = tags.get(tag) ?? new Set<string>()
  for (const run of runsOf(cue)) scripts.add(run.script)
  owners.set(key, tags.set(tag, scripts))
}
