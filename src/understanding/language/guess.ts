import type { Knowledge, Language } from '../../core/knowledge.ts'
import type { LanguageTag } from '../../core/language.ts'
import type { Hint } from '../../core/understood.ts'
import { rounded } from '../matching/faq.ts'
import { normalise, wordsOf } from '../text/normalise.ts'
import { mainScript } from '../text/scripts.ts'

export type Guess = { readonly tag: LanguageTag; readonly p: number }

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
  const ours = new Set(languages.filter((l) => l.served === 'answers').flatMap((l) => l.scripts))
  const owners = new Map<string, LanguageTag[]>()
  for (const [script, speakers] of byScript) {
    for (const { tag, letters } of speakers) {
      for (const letter of letters) owners.set(script + letter, [...(owners.get(script + letter) ?? []), tag])
    }
  }

  return (raw, normalised, hint) => {
    const script = mainScript(raw)
    if (script === null) return []
    const candidates = byScript.get(script) ?? []
    const only = candidates[0]
    if (candidates.length === 1 && only) return [{ tag: only.tag, p: 0.99 }]
    const words = wordsOf(normalised)
    const scores = new Map<LanguageTag, number>()
    const add = (tag: LanguageTag, weight: number): void => void scores.set(tag, (scores.get(tag) ?? 0) + weight)
    for (const word of words) {
      const speakers = vocabulary.get(word)
      if (speakers) for (const tag of speakers) add(tag, 1 / speakers.length)
    }
    for (const [tag, letters] of tellingLetters(raw.slice(0, 1000).toLowerCase(), script))
      add(tag, Math.min(letters, 3))
    if (scores.size === 0 && script === 'Cyrl') add('ru', 0.7)
    if (scores.size === 0 && script === 'Arab') for (const tag of ['ar', 'fa', 'prs', 'ur', 'ps']) add(tag, 0.2)
    // A hint alone says nothing about these words; it only decides between languages that they allow.
    if (scores.size > 0) {
      if (hint.spoken && scores.has(hint.spoken)) add(hint.spoken, 0.5)
      if (hint.client && scores.has(hint.client)) add(hint.client, 0.25)
    }
    return ranked(scores, ours.has(script) ? doubt.shared : doubt.foreign)
  }

  /** How many different letters of its own each language shows in the text. */
  function tellingLetters(lower: string, script: string): Map<LanguageTag, number> {
    const counts = new Map<LanguageTag, number>()
    for (const letter of new Set(lower)) {
      if (letter < '\u0080') continue
      for (const tag of owners.get(script + letter) ?? []) counts.set(tag, (counts.get(tag) ?? 0) + 1)
    }
    return counts
  }
}

/** What stays open after all signs. In a script that none of our languages uses one thing is sure: it is none of ours. */
const doubt = { shared: 0.35, foreign: 0.02 } as const

function ranked(scores: ReadonlyMap<LanguageTag, number>, open: number): Guess[] {
  let total = open
  for (const score of scores.values()) total += score
  return [...scores]
    .map(([tag, score]) => ({ tag, p: rounded(score / total) }))
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
