import type { Interpretation } from './interpretation.ts'
import type { LanguageTag } from './language.ts'
import type { About, Media } from './transcript.ts'
import type { Thresholds, Understood } from './understood.ts'

/**
 * Everything with one person on one channel. Five regions, none of which can stand in for another: the bugs of the
 * systems we studied come from one status field that mixes side matters.
 *
 *   handling        bot -> queued -> claimed -> closed        who owns the talk: bot | queue | consultant
 *   interpretation  none -> wanted -> offered -> active -> ended | booked
 *   attention       who must act next; drives every timer
 *   rating          none -> asked -> given | skipped          never touches handling
 *   consent         unasked -> asked -> yes | no              of keeping words, not of answering
 */
export interface Conversation {
  /** Shape of the stored value; a newer one than ours is refused by name (store/upgrade.ts). */
  readonly v: 1
  readonly id: ConversationId
  readonly channel: ChannelName
  /** Where to reach the person: opaque to everyone but the channel. */
  readonly address: string
  /** Who shows the person the past talk: the platform's app, or our own page out of our store. */
  readonly pastKeptBy: 'platform' | 'us'
  readonly createdAt: Time
  /** The language the person is spoken to in, and who said so. */
  readonly language: SpokenLanguage | null
  readonly handling: Handling
  readonly interpretation: Interpretation
  readonly attention: Attention
  readonly rating: Rating
  readonly consent: Consent
  /** Danger was seen in the open case: no FAQ, no survey, no closing by time-out until a human being closes it. */
  readonly danger: { readonly category: string; readonly at: Time } | null
  /** Do they need help themselves, or do they help others: a doctor, a teacher, a social worker? */
  readonly audience: Audience
  /** The office nearest to the person, as far as they named a place; null = unknown. */
  readonly office: string | null
  /** Who interprets for them, as they wish it, and who must not: staff ids. */
  readonly interpreters: { readonly prefers: Gender | null; readonly never: readonly string[] }
  /** The platform says the person cannot be reached ("blocked"). */
  readonly unreachable: string | null
  /** The last thing asked, so that it can go along to a consultant; at most a day old. */
  readonly question: KeptQuestion | null
  /** What they sent before they were asked whether it may be kept, at most a day old: it goes along with a case. */
  readonly held?: readonly Held[]
  /** An interpreter they are ordering for an appointment, at most a day old. */
  readonly order: Order | null
  /** What the bot made of the last questions, without their words: goes along with a case. Newest last, at most three. */
  readonly trail: readonly Attempt[]
  /** The choices last offered, so that typing the number or the label is as good as tapping. */
  readonly options: readonly Option[]
  /** Misses in a row. The second offers a person, the third queues. */
  readonly misses: number
  /** The pictures that were sent together last: they are met once. */
  readonly album?: string
  /** Until when the link to what is kept of them, the newest, can be opened; gone once it was. */
  readonly dataUntil?: Time
  /** When the last event was taken in. */
  readonly touchedAt: Time
  /** How many lines the transcript has had: the next line's number. */
  readonly lines: number
}

/** Milliseconds since 1970, UTC. */
export type Time = number
export type ConversationId = string
export type CaseId = string
/** `telegram:12345`, `webchat:<activity id>`, `staff:<operation id>`, `due:...`: the same id is the same event. */
export type EventId = string
export type ChannelName = string

export interface SpokenLanguage {
  readonly tag: LanguageTag
  /** Chosen by the person; guessed otherwise. A choice beats every guess. */
  readonly chosen: boolean
}

export interface StaffRef {
  readonly id: string
  /** The display name they chose: the only name that ever leaves the staff rooms. */
  readonly name: string
}

export type Gender = 'woman' | 'man'

/** Whom answers are for: people who need help, or specialists who help them. */
export type Audience = 'person' | 'specialist'

/** What a case is about, from queue to closing; carried along by the handling that owns it. */
export interface CaseFacts {
  readonly id: CaseId
  readonly desk: string
  /** Null = nobody's in particular: everybody at the desk sees it. */
  readonly office: string | null
  readonly openedAt: Time
  /** When somebody first took it; null = nobody has yet. */
  readonly pickedUpAt: Time | null
  /** How many messages consultants have written in it. */
  readonly replies: number
  /** How many messages of the person no consultant has replied to. */
  readonly unanswered: number
  readonly reason: CaseReason
  readonly urgency: Urgency
  /** What led here, in the person's own words: nobody has to ask twice. */
  readonly question: string | null
  /** The case this one continues. */
  readonly follows: CaseId | null
  /** Offered to somebody else, not yet accepted: the owner stays the owner until then. */
  readonly offer: { readonly to: StaffRef; readonly from: StaffRef; readonly note: string; readonly at: Time } | null
}

export type CaseReason =
  | 'asked'
  | 'missed'
  | 'danger'
  | 'language'
  | 'failure'
  | 'handoff'
  | 'reopened'
  | 'media'
  /** An interpreter is ordered for an appointment. */
  | 'appointment'
export type Urgency = 'danger' | 'urgent' | 'normal'

export type Handling =
  | { readonly at: 'bot' }
  /** `remindAt`: when "not forgotten" is said next; `alertAt`: when consoles ring again (danger only). */
  | { readonly at: 'queued'; readonly case: CaseFacts; readonly remindAt: Time; readonly alertAt: Time }
  | {
      readonly at: 'claimed'
      readonly case: CaseFacts
      readonly by: StaffRef
      readonly since: Time
      /** The consultant was reminded that the person waits. */
      readonly nudged: boolean
      /** The person was asked whether they are still there. */
      readonly askedIfThere: boolean
    }
  | {
      readonly at: 'closed'
      readonly case: CaseFacts
      readonly by: StaffRef | null
      readonly closedAt: Time
      readonly how: ClosedHow
      /** What came of it, and what it was about, in the consultant's words of choice. */
      readonly outcome: Outcome | null
      readonly tags: readonly string[]
    }

/** `unneeded`: the person waited and no longer needs anybody. */
export type ClosedHow = 'done' | 'idle' | 'unreachable' | 'unneeded'

export const outcomes = ['helped', 'referred', 'unanswered', 'not-for-us'] as const
export type Outcome = (typeof outcomes)[number]

export type Attention =
  | { readonly who: 'person' | 'consultant' | 'interpreter' | 'nobody'; readonly since: Time }
  | { readonly who: 'sleeping'; readonly since: Time; readonly until: Time }

export type Rating =
  | { readonly at: 'none' }
  | { readonly at: 'asked'; readonly since: Time }
  | { readonly at: 'given'; readonly value: 'good' | 'bad'; readonly since: Time }
  | { readonly at: 'skipped'; readonly since: Time }

export type Consent =
  | { readonly at: 'unasked' }
  /** `opens`: the case to open when the person says yes, so that nothing has to be asked twice. */
  | { readonly at: 'asked'; readonly version: string; readonly since: Time; readonly opens: PendingCase }
  | { readonly at: 'yes'; readonly version: string; readonly since: Time }
  | { readonly at: 'no'; readonly version: string; readonly since: Time }

export interface PendingCase {
  readonly desk: string
  readonly reason: CaseReason
  readonly urgency: Urgency
  /** An interpreter is wanted for it. */
  readonly interpreter: boolean
}

export interface KeptQuestion {
  readonly text: string
  readonly at: Time
  /** The line of the talk in which it stands; null = it was not kept. */
  readonly line: number | null
  /** What was made of it, so that it can be answered after a detour (the language picker); null once it was met. */
  readonly understood: Understood | null
}

/** A voice, a picture, a paper: by the platform's reference, and the words with it. */
export interface Held {
  readonly media: Media
  readonly caption: string
  readonly at: Time
  readonly about?: About
}

/** What is asked next, and what was answered so far, in the specialist's own words. `since`: when it was asked. */
export type Order = { readonly since: Time } & (
  | { readonly asks: 'language' }
  | { readonly asks: 'when'; readonly language: string }
  | { readonly asks: 'where'; readonly language: string; readonly when: string }
  | { readonly asks: 'yes'; readonly language: string; readonly when: string; readonly where: string }
)

export interface Option {
  /** What it does; see core/acts.ts. */
  readonly act: string
  readonly label: string
}

export interface Attempt {
  readonly at: Time
  readonly language: LanguageTag | null
  readonly wish: string
  readonly topics: readonly { readonly topic: string; readonly p: number }[]
  /** What the bot did with it. */
  readonly outcome: 'answered' | 'offered' | 'missed' | 'handed over' | 'danger' | 'other'
  readonly revision: string
  /** The nearest phrasing, or the phrase that was heard: the editors' words, never the person's. */
  readonly why: string
  /** See `Understood`; attempts from before they were kept have none. */
  readonly telling?: readonly string[]
  readonly from?: Thresholds | null
  readonly helpful: boolean | null
}
