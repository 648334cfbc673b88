import type { Act } from './acts.ts'
import type { CaseId, ConversationId, EventId, Outcome, StaffRef, Time } from './conversation.ts'
import type { LanguageTag } from './language.ts'
import type { About, Media } from './transcript.ts'
import type { Understood } from './understood.ts'

/** Something that has happened in a conversation. Times and ids arrive inside it: the core has no clock. */
export type ConversationEvent = PersonEvent | StaffEvent | ClockEvent | SystemEvent

interface Happened {
  readonly id: EventId
  readonly at: Time
}

/** Where a person is to be reached, in the channel's own words. */
export interface Origin {
  readonly conversation: ConversationId
  readonly channel: string
  readonly address: string
  readonly pastKeptBy: 'platform' | 'us'
  /** The language of the person's app: a hint, never a choice. */
  readonly clientLanguage: LanguageTag | null
}

export type PersonEvent = Happened & { readonly origin: Origin } & (
    | { readonly type: 'personWrote'; readonly text: string; readonly about?: About; readonly understood: Understood }
    /** A button, a command, a menu entry. `label`: the words on it. */
    | { readonly type: 'personChose'; readonly act: Act; readonly label: string | null }
    /** A voice message, a picture, a file, a place: kept by reference alone. */
    | {
        readonly type: 'personSent'
        readonly media: Media
        readonly caption: string | null
        readonly about?: About
        /** Of a place, in degrees: used at once to find the nearest office, and not kept. */
        readonly place?: Place
        readonly understood: Understood | null
      }
    | { readonly type: 'personCame'; readonly language: LanguageTag | null }
    | { readonly type: 'personLeft'; readonly why: string }
  )

export interface Place {
  readonly latitude: number
  readonly longitude: number
}

export type MediaKind = 'voice' | 'picture' | 'file' | 'sticker' | 'place' | 'contact' | 'other'

/** `override`: a coordinator closes, moves or looks after a case of somebody else's. */
export type StaffEvent = Happened & {
  readonly by: StaffRef
  readonly case: CaseId
  readonly override?: boolean
} & (ConsultantDeed | InterpreterDeed)

export type ConsultantDeed =
  | { readonly type: 'caseClaimed' }
  /** `interpreter`: they give it on; `as-typed`: knowingly, in the consultant's own language. */
  | { readonly type: 'consultantWrote'; readonly text: string; readonly through: 'interpreter' | 'as-typed' }
  /** It has no words and needs no interpreter: it goes to the person as it is. */
  | { readonly type: 'fileSent'; readonly media: Media }
  /** An answer of the FAQ in the person's language, and as the consultant read it. */
  | { readonly type: 'answerSent'; readonly topic: string; readonly language: LanguageTag; readonly read: LanguageTag }
  | { readonly type: 'noteWritten'; readonly text: string }
  /** A colleague's case was read, and why: its owner sees it. */
  | { readonly type: 'caseRead'; readonly reason: string }
  /** To one colleague, who may say no: the owner stays the owner until they say yes. */
  | { readonly type: 'caseOffered'; readonly to: StaffRef; readonly note: string }
  | { readonly type: 'offerAnswered'; readonly accepted: boolean }
  /** Into the queue of another desk or office, with its age. */
  | { readonly type: 'caseMoved'; readonly desk: string; readonly office: string | null; readonly note: string }
  | { readonly type: 'caseReturned' }
  | { readonly type: 'caseSlept'; readonly until: Time }
  | { readonly type: 'caseClosed'; readonly outcome: Outcome | null; readonly tags: readonly string[] }
  | { readonly type: 'languageNoted'; readonly language: LanguageTag }
  /** `lines`: what the person wrote before and nobody could read. */
  | {
      readonly type: 'interpreterAsked'
      readonly language: LanguageTag
      readonly variety: string | null
      readonly lines: readonly number[]
    }
  | { readonly type: 'interpreterBooked'; readonly language: LanguageTag; readonly for: Time }
  | { readonly type: 'interpreterCalledOff' }
  /** The person does not want this one, or must not have them. */
  | { readonly type: 'interpreterBarred'; readonly interpreter: string }

/** `remarked`: to the other one of the two, about the talk; the person does not see it. Consultants do so as well. */
export type InterpreterDeed =
  | { readonly type: 'interpretationAnswered'; readonly accepted: boolean }
  | { readonly type: 'interpreted'; readonly lines: readonly number[]; readonly text: string }
  | { readonly type: 'remarked'; readonly text: string }
  /** `never`: they know the person, or must not interpret for them. */
  | { readonly type: 'interpreterLeft'; readonly never: boolean }

/** A stored due time has come. `set` is the time it was set for: a later one of the same name replaced it otherwise. */
export type ClockEvent = Happened & { readonly type: 'timeCame'; readonly name: DueName; readonly set: Time }

export type DueName =
  | 'waiting'
  | 'alert'
  | 'silent'
  | 'quiet'
  | 'offer'
  | 'wake'
  | 'wave'
  | 'interpreter-silent'
  | 'booking'
  | 'forget-question'
  | 'forget-order'
  | 'rating'

export type SystemEvent = Happened &
  (
    | { readonly type: 'botFailed'; readonly origin: Origin; readonly text: string | null }
    | { readonly type: 'deliveryFailed'; readonly why: 'blocked' | 'gone' | 'refused'; readonly line: number }
    | { readonly type: 'personMoved'; readonly address: string }
    /** No console of the one who has the case has been open for a while. */
    | { readonly type: 'consultantVanished'; readonly staff: string }
    /** The one-time link to what is kept of them was opened: the one that is good until then. */
    | { readonly type: 'dataOpened'; readonly until: Time }
    /** The organisation erases somebody on request. */
    | { readonly type: 'personErased' }
  )
