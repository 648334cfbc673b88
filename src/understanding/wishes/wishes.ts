import Fuse from 'fuse.js'
import type { Knowledge } from '../../core/knowledge.ts'
import type { LanguageTag } from '../../core/language.ts'
import type { Wish } from '../../core/understood.ts'
import { normalise, wordsOf } from '../text/normalise.ts'
import { type PhraseList, phraseList } from '../text/phrases.ts'

/** A wish that is no question to the FAQ, with the phrase that showed it. */
export interface FoundWish {
  readonly wish: Wish
  readonly phrase: string
  /** The whole text says it, or it is one that must never be missed; otherwise a very near phrasing goes first. */
  readonly sure: boolean
}

export type WishFinder = (normalised: string) => FoundWish | null

/** A request in the middle of a life story is a story: beyond this many words a phrase inside is no longer a request. */
const requestWords = 12

export function wishFinder(knowledge: Knowledge): WishFinder {
  const { phrases } = knowledge
  const lists = {
    human: phraseList(phrases.human),
    interpreter: phraseList(phrases.interpreter),
    psychologist: phraseList(phrases.psychologist),
    language: phraseList(phrases.language),
    offices: phraseList(phrases.offices),
    erase: phraseList(phrases.erase),
    greeting: phraseList(phrases.greeting),
    thanks: phraseList(phrases.thanks),
    plea: phraseList(phrases.plea),
    yes: phraseList(phrases.yes),
    no: phraseList(phrases.no),
  }
  const languageNamed = languageNames(knowledge)
  const cityNamed = cityNames(knowledge)

  return (text) => {
    const words = wordsOf(text)
    for (const kind of ['yes', 'no'] as const) {
      const phrase = lists[kind].whole(text)
      if (phrase !== null) return { wish: { kind, p: 0.95 }, phrase, sure: true }
    }
    const plea = lists.plea.whole(text)
    if (plea !== null) return { wish: { kind: 'human', p: 0.9 }, phrase: plea, sure: true }
    const alone = languageNamed.get(text)
    // The bare name of a language is a request for it; inside a sentence it is not.
    if (alone !== undefined) return { wish: { kind: 'language', language: alone, p: 0.9 }, phrase: text, sure: true }
    const city = words.length <= 2 ? cityNamed(text) : null
    if (city !== null) return { wish: { kind: 'office', office: city, p: 0.8 }, phrase: text, sure: true }
    for (const what of ['thanks', 'greeting'] as const) {
      const phrase = words.length <= 4 ? (lists[what].whole(text) ?? null) : null
      if (phrase !== null) return { wish: { kind: 'smalltalk', what, p: 0.95 }, phrase, sure: true }
    }
    return words.length <= requestWords ? requested(text, words) : null
  }

  function requested(text: string, words: readonly string[]): FoundWish | null {
    const erase = said(lists.erase, text, words)
    if (erase !== null) return { wish: { kind: 'erase', p: 0.9 }, phrase: erase, sure: true }
    const interpreter = said(lists.interpreter, text, words)
    if (interpreter !== null) {
      const named = words.map((word) => languageNamed.get(word)).find((tag) => tag !== undefined)
      return { wish: { kind: 'interpreter', language: named ?? null, p: 0.85 }, phrase: interpreter, sure: false }
    }
    for (const kind of ['psychologist', 'human'] as const) {
      const phrase = said(lists[kind], text, words)
      if (phrase !== null) return { wish: { kind, p: 0.85 }, phrase, sure: false }
    }
    const language = said(lists.language, text, words)
    if (language !== null) return { wish: { kind: 'language', language: null, p: 0.8 }, phrase: language, sure: false }
    const offices = lists.offices.whole(text)
    return offices === null ? null : { wish: { kind: 'office', office: null, p: 0.8 }, phrase: offices, sure: true }
  }
}

/** One word alone is a request only where little else is said: "psychologist please", not "which language does the psychologist speak". */
function said(list: PhraseList, text: string, words: readonly string[]): string | null {
  const phrase = list.inside(text)
  return phrase !== null && (words.length <= 3 || normalise(phrase).includes(' ')) ? phrase : null
}

function languageNames(knowledge: Knowledge): ReadonlyMap<string, LanguageTag> {
  const names = new Map<string, LanguageTag>()
  for (const language of knowledge.languages.values()) {
    for (const name of [language.ownName, ...Object.values(language.name)]) {
      const key = normalise(name)
      if (key !== '' && !names.has(key)) names.set(key, language.tag)
    }
  }
  return names
}

/** Cities in any of three languages, a typo forgiven: what fuse.js does best, over a handful of short names. */
function cityNames(knowledge: Knowledge): (text: string) => string | null {
  const names = knowledge.offices.flatMap((o) =>
    Object.values(o.city).map((name) => ({ id: o.id, name: normalise(name) })),
  )
  const fuse = new Fuse(names, { keys: ['name'], threshold: 0.2, includeScore: true, minMatchCharLength: 4 })
  return (text) => {
    if (text.length < 4 || text.length > 20) return null
    const hit = fuse.search(text)[0]
    return hit && Math.abs(hit.item.name.length - text.length) <= 2 ? hit.item.id : null
  }
}
