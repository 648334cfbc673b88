import type { Knowledge, RequestKind } from '../../core/knowledge.ts'
import { never } from '../../core/never.ts'
import type { Wish } from '../../core/understood.ts'
import type { Reader } from '../patterns/lexicon.ts'
import { normalise, wordsOf } from '../text/normalise.ts'
import { type PhraseList, phraseList } from '../text/phrases.ts'
import { citiesOf } from './cities.ts'
import { namedLanguages } from './named-languages.ts'
import { requestsOf } from './requests.ts'

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
const fewWords = 4
const homeWords = 6

/**
 * In this order: the whole text is a phrase (yes, a plea, a language, a city, hello, thanks); a phrase stands in it;
 * the request grammar fits. Naming a language or a city is not asking for it.
 */
export function wishFinder(knowledge: Knowledge, read: Reader): WishFinder {
  const { phrases } = knowledge
  const whole = {
    plea: phraseList(phrases.plea),
    yes: phraseList(phrases.yes),
    no: phraseList(phrases.no),
    offices: phraseList(phrases.offices),
  }
  const inside: readonly (readonly [RequestKind, PhraseList])[] = [
    ['erase', phraseList(phrases.erase)],
    ['interpreter', phraseList(phrases.interpreter)],
    ['psychologist', phraseList(phrases.psychologist)],
    ['human', phraseList(phrases.human)],
    ['language', phraseList(phrases.language)],
    ['specialist', phraseList(phrases.specialist)],
  ]
  const requests = requestsOf(knowledge, read)
  const languages = namedLanguages(knowledge.languages.values(), phrases.requests.names)
  const cities = citiesOf(knowledge.offices, Object.values(phrases.requests.groups['not-a-town'] ?? {}).flat())

  return (text) => {
    const words = wordsOf(text)
    return forWhom(
      text,
      saidWhole(text, words) ?? (words.length <= requestWords ? phraseInside(text, words) : null) ?? asked(text, words),
    )
  }

  /** "I am a nurse, my patient speaks only Dari": the interpreter is for an appointment, not for this talk. */
  function forWhom(text: string, wished: FoundWish | null): FoundWish | null {
    if (wished?.wish.kind !== 'interpreter' || !requests.find(text).some(({ kind }) => kind === 'specialist'))
      return wished
    return { ...wished, wish: { ...wished.wish, forOthers: true } }
  }

  function saidWhole(text: string, words: readonly string[]): FoundWish | null {
    for (const kind of ['yes', 'no'] as const) {
      const phrase = whole[kind].whole(text)
      if (phrase !== null) return { wish: { kind, p: 0.95 }, phrase, sure: true }
    }
    const plea = whole.plea.whole(text)
    if (plea !== null) return { wish: { kind: 'human', p: 0.9 }, phrase: plea, sure: true }
    const language = languages.whole(text)
    if (language !== null) return { wish: { kind: 'language', language, p: 0.9 }, phrase: text, sure: true }
    const city = words.length <= 2 ? cities.whole(text) : null
    if (city !== null) return { wish: { kind: 'office', office: city, p: 0.8 }, phrase: text, sure: true }
    const offices = whole.offices.whole(text)
    if (offices !== null) return { wish: { kind: 'office', office: null, p: 0.8 }, phrase: offices, sure: true }
    for (const what of ['greeting', 'thanks'] as const)
      if (requests.isOnly(what, text)) return { wish: { kind: 'smalltalk', what, p: 0.95 }, phrase: text, sure: true }
    return null
  }

  function phraseInside(text: string, words: readonly string[]): FoundWish | null {
    for (const [kind, list] of inside) {
      // "In English" inside a longer sentence tells of a course or a teacher.
      if (kind === 'language' && words.length > fewWords) continue
      const phrase = said(list, text, words)
      const wish = phrase === null ? null : found(kind, phrase, words)
      if (wish) return { ...wish, sure: wish.sure || normalise(wish.phrase) === text }
    }
    return null
  }

  function asked(text: string, words: readonly string[]): FoundWish | null {
    for (const { kind, why } of requests.find(text)) {
      const wish = found(kind, why, words)
      if (wish) return wish
    }
    return null
  }

  function found(kind: RequestKind, phrase: string, words: readonly string[]): FoundWish | null {
    switch (kind) {
      case 'erase':
        return { wish: { kind, p: 0.9 }, phrase, sure: true }
      case 'human':
      case 'psychologist':
        return { wish: { kind, p: 0.85 }, phrase, sure: false }
      case 'specialist':
        return { wish: { kind, topic: null, p: 0.85 }, phrase, sure: false }
      case 'interpreter':
        return { wish: { kind, language: languages.among(words), p: 0.85 }, phrase, sure: false }
      case 'language':
        return { wish: { kind, language: languages.among(words), p: 0.8 }, phrase, sure: false }
      case 'office':
        return { wish: { kind, office: cities.among(words), p: 0.8 }, phrase, sure: false }
      case 'greeting':
      case 'thanks':
        return { wish: { kind: 'smalltalk', what: kind, p: 0.9 }, phrase, sure: false }
      case 'home':
      case 'city': {
        // Who tells more than where they live asks something: that is what gets answered.
        const office = kind === 'home' && words.length > homeWords ? null : cities.among(words)
        return office === null ? null : { wish: { kind: 'office', office, p: 0.8 }, phrase, sure: false }
      }
      case 'named-language': {
        const language = languages.among(words)
        return language === null ? null : { wish: { kind: 'language', language, p: 0.8 }, phrase, sure: false }
      }
      case 'named-interpreter': {
        const language = languages.among(words)
        // Who speaks only English, or looks for a doctor who does, needs nobody between us.
        const isForeign = language !== null && knowledge.languages.get(language)?.served !== 'answers'
        return isForeign ? { wish: { kind: 'interpreter', language, p: 0.85 }, phrase, sure: false } : null
      }
      default:
        return never(kind)
    }
  }
}

/** One word alone is a request only where little else is said: "psychologist please", not "which language does the psychologist speak". */
function said(list: PhraseList, text: string, words: readonly string[]): string | null {
  const phrase = list.inside(text)
  return phrase !== null && (words.length <= 3 || normalise(phrase).includes(' ')) ? phrase : null
}
