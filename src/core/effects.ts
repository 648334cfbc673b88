import type { Act } from './acts.ts'
import type { CaseId, Conversation, StaffRef } from './conversation.ts'
import type { LanguageTag } from './language.ts'
import type { ServiceEntry } from './ledger.ts'
import type { About, Media, Speaker } from './transcript.ts'

/**
 * Orders to the edge, as values. Words are keys here (`wait.open`), sentences live in `locales/` and `knowledge/`.
 * Due times and the queue are no effects: they follow from the state (core/due.ts, core/case-view.ts), so that the
 * two cannot disagree.
 */
export type Effect =
  /** The bot speaks. A notice is said even while a consultant owns the talk: state and safety, nothing else. */
  | {
      readonly do: 'say'
      readonly key: string
      readonly params: Params
      readonly buttons: readonly Choice[]
      readonly notice?: true
    }
  | {
      readonly do: 'answer'
      readonly topic: string
      readonly language: LanguageTag
      readonly buttons: readonly Choice[]
    }
  | { readonly do: 'danger'; readonly category: string; readonly buttons: readonly Choice[] }
  | { readonly do: 'office'; readonly office: string; readonly buttons: readonly Choice[] }
  | { readonly do: 'contact'; readonly contact: string; readonly buttons: readonly Choice[] }
  /** A consultant's words to the person, as they stand. */
  | { readonly do: 'relay'; readonly by: StaffRef; readonly text: string; readonly media?: Media }
  /** A consultant's words, or a remark among the two: for the team. `awaits`: an interpreter gives them on. */
  | { readonly do: 'tell-team'; readonly by: Speaker; readonly text: string; readonly awaits: boolean }
  /** An interpreter's words for these lines: to the person, or to the team in the language it works in. */
  | {
      readonly do: 'interpret'
      readonly by: StaffRef
      readonly text: string
      readonly lines: readonly number[]
      readonly to: 'person' | 'team'
      readonly language: LanguageTag | null
    }
  /** The organisation's own translation of an answer, sent by a consultant who read it in another language. */
  | {
      readonly do: 'send-answer'
      readonly by: StaffRef
      readonly topic: string
      readonly language: LanguageTag
      readonly read: LanguageTag
    }
  /** What the person said or sent, into the transcript. `tapped`: the words on a button, which nobody need interpret. */
  | {
      readonly do: 'record'
      readonly text: string
      readonly at: number
      readonly media?: Media
      readonly about?: About
      readonly tapped?: true
    }
  | { readonly do: 'note'; readonly by: StaffRef; readonly text: string }
  /** Somebody was given a service: for the report. */
  | { readonly do: 'count'; readonly entry: ServiceEntry }
  /** A fact of the case for its readers: claimed, closed, transferred. Carries a key, never a person's words. */
  | { readonly do: 'mark'; readonly key: string; readonly params: Params }
  /** From now on the talk is kept with the case, not only until it is delivered. */
  | { readonly do: 'keep' }
  /** What was said before this turn goes from the person's screen, as far as their platform lets us. */
  | { readonly do: 'hide' }
  /** Everything about this person goes; only the fact that something went remains. */
  | { readonly do: 'forget' }
  /** Consoles ring, phones are called. `to`: staff ids; without it, whoever the case is for. */
  | { readonly do: 'alert'; readonly case: CaseId; readonly why: AlertWhy; readonly to?: readonly string[] }

export type AlertWhy = 'danger' | 'silent' | 'new' | 'nudge' | 'transfer' | 'interpret' | 'booked' | 'no-interpreter'

export type Params = Readonly<Record<string, string | number>>

/** A button: what it does and, as a key or as given words, what stands on it. */
export interface Choice {
  readonly act: Act
  readonly label: { readonly key: string; readonly params?: Params } | { readonly text: string }
  /** BCP 47 tag of the words on it where they are not in the person's language. */
  readonly language?: LanguageTag
}

export interface Decision {
  readonly conversation: Conversation
  readonly effects: readonly Effect[]
  /** Nothing happened, and the one who asked is told why. Only staff are refused: a person never is. */
  readonly refused?: Refusal
}

export type Refusal =
  | { readonly why: 'taken'; readonly by: StaffRef }
  | { readonly why: 'not-yours'; readonly by: StaffRef | null }
  | { readonly why: 'closed' }
  | { readonly why: 'no-such-case' }
  /** The offer was accepted by somebody else, taken back, or its time is over. */
  | { readonly why: 'offer-over' }
  /** Nobody interprets at the moment: the words would have gone out uninterpreted. */
  | { readonly why: 'no-interpreter' }
  /** They were interpreted meanwhile, or do not wait for it. */
  | { readonly why: 'interpreted-already' }
  /** The link was opened before, its time is over, or a newer one was made. */
  | { readonly why: 'no-link' }
  /** To oneself, to somebody gone, to a desk that is not there, a language without its text. */
  | { readonly why: 'no-such-target' }
