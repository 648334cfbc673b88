import type { Audience } from './conversation.ts'
import type { LanguageTag } from './language.ts'

/** What understanding made of one text. Pure data, stamped with the knowledge it was read with. */
export interface Understood {
  /** Best first; empty = cannot know. */
  readonly languages: readonly { readonly tag: LanguageTag; readonly p: number }[]
  readonly wish: Wish
  readonly words: number
  readonly revision: string
  /** Why it was understood like this, in the editors' words; for consultants and editors. */
  readonly why: string
  /** The words of the question that counted most: only such that phrasings hold, too. Empty when the FAQ was not asked. */
  readonly telling: readonly string[]
  /** From where on the FAQ would have answered, and offered; null when it was not asked. */
  readonly from: Thresholds | null
}

/** Probabilities from which the FAQ answers, and shows its best three. Fitted from the knowledge itself. */
export interface Thresholds {
  readonly answer: number
  readonly offer: number
}

export interface Ranked {
  readonly topic: string
  /** Calibrated probability, 0 to 1. */
  readonly p: number
}

export type Wish =
  | {
      readonly kind: 'answer'
      readonly topic: string
      readonly topics: readonly Ranked[]
      readonly p: number
      /** What else the same message asks clearly, in its order; absent when it is one question. */
      readonly also?: readonly string[]
      /** The question holds a word that calls for a human being at this desk, however clear the answer. */
      readonly handoff?: { readonly desk: string; readonly urgent: boolean }
    }
  | { readonly kind: 'unsure'; readonly topics: readonly Ranked[]; readonly p: number }
  | { readonly kind: 'miss'; readonly topics: readonly Ranked[]; readonly p: number }
  | { readonly kind: 'human' | 'psychologist' | 'erase' | 'yes' | 'no'; readonly p: number }
  | { readonly kind: 'smalltalk'; readonly what: 'greeting' | 'thanks'; readonly p: number }
  /** `office` is an id when a city was named. */
  | { readonly kind: 'office'; readonly office: string | null; readonly p: number }
  /** The person names the language they want to be spoken to in, or only wants to change it. */
  | { readonly kind: 'language'; readonly language: LanguageTag | null; readonly p: number }
  /** `forOthers`: somebody who works with newcomers asks for one, not for themselves. */
  | {
      readonly kind: 'interpreter'
      readonly language: LanguageTag | null
      readonly p: number
      readonly forOthers?: true
    }
  /** Somebody says that they work with newcomers; `topic`: what they ask clearly in the same message. */
  | { readonly kind: 'specialist'; readonly topic: string | null; readonly p: number }
  | { readonly kind: 'crisis'; readonly category: string; readonly level: 'A' | 'B'; readonly p: number }
  /** No words: emoji, digits, signs. */
  | { readonly kind: 'nothing'; readonly p: number }

/** What is known before reading: the app's language (a hint only), the person's own choice, what was read before. */
export interface Hint {
  readonly client: LanguageTag | null
  readonly spoken: LanguageTag | null
  readonly chosen: boolean
  /** Absent: somebody who needs help themselves. */
  readonly audience?: Audience
}

/** Of a text nobody read, or one without words. */
export const nothingUnderstood: Understood = {
  languages: [],
  wish: { kind: 'nothing', p: 1 },
  words: 0,
  revision: '',
  why: '',
  telling: [],
  from: null,
}
