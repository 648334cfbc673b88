import type { StaffRef, Time } from './conversation.ts'
import type { LanguageTag } from './language.ts'

/**
 * none -> wanted -> offered(wave) -> active -> ended, or booked when nobody takes it: then offered anew at that time.
 * An interpreter who leaves or is silent leads back to wanted or offered: the person still needs one.
 */
export type Interpretation =
  | { readonly at: 'none' }
  | (Needed & { readonly at: 'wanted'; readonly since: Time })
  | (Needed & {
      readonly at: 'offered'
      readonly language: LanguageTag
      readonly since: Time
      readonly wave: 1 | 2 | 3
      /** When the next wave goes out; after the last one a time is booked. */
      readonly nextAt: Time
      /** Whoever may accept: staff ids, of all waves so far. */
      readonly invited: readonly string[]
      /** Who said no, or was silent: not asked again this time. */
      readonly declined: readonly string[]
    })
  | (Needed & {
      readonly at: 'active'
      readonly language: LanguageTag
      readonly since: Time
      readonly by: StaffRef
      /** They see the lines from this number on, and what waited for them before: nothing else of the talk. */
      readonly from: number
      readonly backlog: readonly number[]
      /** They were reminded that somebody waits for their words. */
      readonly pinged: boolean
      /** How many messages they have interpreted, and the last of them: for the ledger. */
      readonly messages: number
      readonly lastAt: Time
    })
  | (Needed & { readonly at: 'booked'; readonly language: LanguageTag; readonly since: Time; readonly for: Time })
  | { readonly at: 'ended'; readonly language: LanguageTag; readonly endedAt: Time }

/** What an interpretation that is not over is about. */
export interface Needed {
  /** Null = nobody knows yet which language it is. */
  readonly language: LanguageTag | null
  /** More precisely than the language says it ("Hazaragi"); null = any. */
  readonly variety: string | null
  /** Lines whose words wait for an interpreter, oldest first. */
  readonly awaiting: readonly Awaiting[]
}

/** The person's words are interpreted for the consultant, the consultant's for the person. */
export interface Awaiting {
  readonly line: number
  readonly from: Side
}

export type Side = 'person' | 'consultant'
