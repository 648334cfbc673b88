import type { Gender, StaffRef } from './conversation.ts'
import type { LanguageTag } from './language.ts'
import type { Role } from './staff.ts'

/**
 * Who works here at this moment, as far as rules depend on it: a snapshot, some seconds old at most. What is decided with
 * it is kept in the conversation, so that nothing follows from a later one by surprise.
 */
export interface Roster {
  readonly colleagues: readonly Colleague[]
}

export interface Colleague {
  readonly ref: StaffRef
  readonly roles: readonly Role[]
  readonly desks: readonly string[]
  /** Empty = every office. */
  readonly offices: readonly string[]
  readonly languages: readonly LanguageTag[]
  readonly varieties: readonly string[]
  readonly gender: Gender | null
  /** A console of theirs is open, or was some seconds ago. */
  readonly present: boolean
  /** How many cases and interpretations are in their hands now. */
  readonly busy: number
}

export const emptyRoster: Roster = { colleagues: [] }

export const colleague = (roster: Roster, id: string): Colleague | null =>
  roster.colleagues.find((one) => one.ref.id === id) ?? null
