import type { Knowledge, Language } from '../core/knowledge.ts'
import type { LanguageTag } from '../core/language.ts'
import type { Hint } from '../core/understood.ts'
import { normalise, wordsOf } from './normalise.ts'

export type Guess = { readonly tag: LanguageTag; readonly p: number }

/** Scripts that tell one language (or a few) by themselves, as ISO 15924 names and ranges of code points. */
const ranges: readonly (readonly [string, number, number])[] = [
  ['Latn', 0x41, 0x24f],
  ['Latn', 0x1e00, 0x1eff],
  ['Cyrl', 0x400, 0x52f],
  ['Armn', 0x530, 0x58f],
  ['Arab', 0x600, 0x6ff],
  ['Arab', 0x750, 0x77f],
  ['Arab', 0xfb50, 0xfefc],
  ['Deva', 0x900, 0x97f],
  ['Beng', 0x980, 0x9ff],
  ['Guru', 0xa00, 0xa7f],
  ['Taml', 0xb80, 0xbff],
  ['Sinh', 0xd80, 0xdff],
  ['Geor', 0x10a0, 0x10ff],
  ['Ethi', 0x1200, 0x139f],
  ['Hang', 0xac00, 0xd7af],
  ['Hans', 0x3400, 0x9fff],
]

/**
 * A first guess from script, telling letters and frequent words. Words count for all languages that have them; the
 * FAQ's own phrasings lend lv, ru and en their vocabulary. What the app and the earlier talk say is a small push.
 */
export function languageGuesser(knowledge: Knowledge): (raw: string, normalised: string, hint: Hint) => Guess[] {
  const languages = [...knowledge.languages.values()]
  const byScript = new Map<string, Language[]>()
  for (const language of languages) {
    for (const script of language.scripts) byScript.set(script, [...(byScript.get(script) ?? []), language])
  }
  const vocabulary = vocabularies(knowledge, languages)

  return (raw, normalised, hint) => {
    const script = mainScript(raw)
    if (script === null) return []
    const candidates = byScript.get(script) ?? []
    const only = candidates[0]
    if (candidates.length === 1 && only) return [{ tag: only.tag, p: 0.99 }]
    const words = wordsOf(normalised)
    const lower = raw.toLowerCase()
    const scores = new Map<LanguageTag, number>()
    const add = (tag: LanguageTag, weight: number): void => void scores.set(tag, (scores.get(tag) ?? 0) + weight)
    for (const word of words) {
      const speakers = vocabulary.get(word)
      if (speakers) for (const tag of speakers) add(tag, 1 / speakers.length)
    }
    for (const { tag, letters } of candidates) {
      const telling = [...letters].filter((letter) => lower.includes(letter)).length
      if (telling > 0) add(tag, Math.min(telling, 3))
    }
    if (scores.size === 0 && script === 'Cyrl') add('ru', 0.7)
    if (scores.size === 0 && script === 'Arab') for (const tag of ['ar', 'fa', 'prs', 'ur', 'ps']) add(tag, 0.2)
    // A hint alone says nothing about these words; it only decides between languages that they allow.
    if (scores.size > 0) {
      if (hint.spoken && scores.has(hint.spoken)) add(hint.spoken, 0.5)
      if (hint.client && scores.has(hint.client)) add(hint.client, 0.25)
    }
    return ranked(scores)
  }
}

function ranked(scores: ReadonlyMap<LanguageTag, number>): Guess[] {
  let total = 0.35
  for (const score of scores.values()) total += score
  return [...scores]
    .map(([tag, score]) => ({ tag, p: score / total }))
    .sort((a, b) => b.p - a.p)
    .slice(0, 5)
}

function vocabularies(
  knowledge: Knowledge,
  languages: readonly Language[],
): ReadonlyMap<string, readonly LanguageTag[]> {
  const speakers = new Map<string, Set<LanguageTag>>()
  const learn = (text: string, tag: LanguageTag): void => {
    for (const word of wordsOf(normalise(text))) {
      const known = speakers.get(word)
      if (known) known.add(tag)
      else speakers.set(word, new Set([tag]))
    }
  }
  for (const { tag, cues, ownName } of languages) for (const cue of [...cues, ownName]) learn(cue, tag)
  for (const topic of knowledge.topics.values()) {
    for (const [tag, questions] of Object.entries(topic.questions))
      for (const question of questions) learn(question, tag)
  }
  return new Map([...speakers].map(([word, tags]) => [word, [...tags]]))
}

/** The script most letters are written in; null = no letters of a script we know. */
export function mainScript(text: string): string | null {
  const counts = new Map<string, number>()
  for (const sign of text.slice(0, 1000)) {
    const script = scriptOf(sign)
    if (script) counts.set(script, (counts.get(script) ?? 0) + 1)
  }
  let best: string | null = null
  for (const [script, count] of counts) if (best === null || count > (counts.get(best) ?? 0)) best = script
  return best
}

function scriptOf(sign: string): string | null {
  const code = sign.codePointAt(0) ?? 0
  if (code < 0x41 || (code > 0x5a && code < 0x61) || (code > 0x7a && code < 0xc0)) return null
  return ranges.find(([, from, to]) => code >= from && code <= to)?.[0] ?? null
}
