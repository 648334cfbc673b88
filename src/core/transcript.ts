import type { ConversationId, Option, Time } from './conversation.ts'
import type { MediaKind } from './events.ts'
import type { LanguageTag } from './language.ts'

/**
 * One line of a talk. Lines are numbered 1, 2, 3 … in a conversation and only ever appended. A line to the person is
 * its own outbox entry: what is kept and what was sent are the same words, sealed once.
 */
export interface Line {
  readonly number: number
  readonly at: Time
  readonly from: Speaker
  /** Empty for marks. */
  readonly text: string
  /** Of the words; null = unknown. */
  readonly language: LanguageTag | null
  /** Choices under the line, in order. */
  readonly buttons: readonly Button[]
  /** Set on lines for the person. */
  readonly delivery: DeliveryState | null
  /** A fact of the case ("claimed"): a key with parameters instead of words. */
  readonly mark: { readonly key: string; readonly params: Readonly<Record<string, string | number>> } | null
  /** A voice message, a picture …: kept by the channel's reference, never copied. */
  readonly media?: { readonly kind: MediaKind; readonly file: string | null }
  /** Of a person's own line: the event it came with, so that their page knows it again. */
  readonly event?: string
  /** The lines whose words this line gives in another language: original and interpretation stay together for ever. */
  readonly interprets?: readonly number[]
  /** `all`: the person too; `team`: consultants and the interpreter; `staff`: consultants alone (notes, marks). */
  readonly seenBy: 'all' | 'team' | 'staff'
  /** Said at a desk that keeps its talks to itself (the psychologists'): read by that desk alone. */
  readonly desk?: string
  /** Forgotten at this time at the latest; null = kept as long as its case. */
  readonly until: Time | null
}

export type Speaker =
  | { readonly who: 'person' }
  | { readonly who: 'bot' }
  | { readonly who: 'consultant'; readonly name: string }
  | { readonly who: 'interpreter'; readonly name: string }
  /** Nobody says it: marks. */
  | { readonly who: 'desk' }

export interface Button extends Option {
  /** Of the label, where it differs from the line's. */
  readonly language?: LanguageTag
}

/**
 * waiting -> sent | shelved | unconfirmed | failed. `shelved`: it lies ready in our own page's mailbox.
 * `unconfirmed`: it was sent and nobody knows whether it arrived: it may appear twice.
 */
export type DeliveryState =
  | { readonly at: 'waiting' }
  | { readonly at: 'sent'; readonly receipt: string | null }
  | { readonly at: 'shelved' }
  | { readonly at: 'unconfirmed' }
  | { readonly at: 'failed'; readonly why: 'blocked' | 'gone' | 'refused' }

/** A line on its way to a person. */
export interface Outgoing {
  readonly conversation: ConversationId
  readonly line: Line
}
