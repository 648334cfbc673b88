import type { CaseId, Time } from './conversation.ts'
import type { LanguageTag } from './language.ts'

/**
 * A service that somebody was given, for the funder's report. Written in the turn that ends it, kept when the talk is
 * long erased: no words, no name of a person, nothing that leads back to one.
 */
export interface ServiceEntry {
  readonly service: Service
  /** Of which case; the store keeps a tag of it instead, and forgets even that when the person is erased. */
  readonly case: CaseId
  readonly desk: string
  readonly office: string | null
  /** From `desks.yaml`: who pays for it. */
  readonly funding: string | null
  /** The person's. */
  readonly language: LanguageTag | null
  /** Who gave it: staff id. */
  readonly staff: string | null
  readonly startedAt: Time
  readonly endedAt: Time
  /** Interpreted, or written to the person. */
  readonly messages: number
  /** Ids of topics and areas. */
  readonly topics: readonly string[]
}

export const services = ['consultation', 'psychologist', 'interpreter'] as const
export type Service = (typeof services)[number]

/**
 * What is left of an entry in the store. `person` and `case` are tags: equal for the same one, worth nothing otherwise.
 * Somebody who was erased and comes back has another one.
 */
export interface LedgerRow extends ServiceEntry {
  readonly person: string
}
