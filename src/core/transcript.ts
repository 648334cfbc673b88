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
  readonly media?: Media
  readonly about?: About
  /** Shown on a map, where the channel has one. */
  readonly pin?: Pin
  /** Of a person's own line: the event it came with, so that their page knows it again. */
  readonly event?: string
  /** The lines whose words this line gives in another language: original and interpretation stay together for ever. */
  readonly interprets?: readonly number[]
  /** `all`: the person too; `team`: consultants and the interpreter; `staff`: consultants alone (notes, marks). */
  readonly seenBy: 'all' | 'team' | 'staff'
  /** Said at a desk that keeps its talks to itself (the psychologists'): read by that desk alone. */
  readonly desk?: string
  /** All that was before it is erased, or is to be hidden: a page that still shows it takes it away. */
  readonly anew?: true
  /** Forgotten at this time at the latest; null = kept as long as its case. */
  readonly until: Time | null
}

/** A voice message, a picture … that hangs on a line. What its sender says of it is not to be trusted. */
export interface Media {
  readonly kind: MediaKind
  /** Where it lies: the platform's own reference, or ours (`core/kept-file.ts`); null = nothing that can be fetched. */
  readonly file: string | null
  /** As its sender called it. */
  readonly name?: string
  readonly bytes?: number
  readonly seconds?: number
  /** What its bytes are, where we have looked. */
  readonly type?: string
}

/** How a message stands to others, as its platform tells it. */
export interface About {
  /** The platform's id of it: an edited message has the id of its first version. */
  readonly message?: string
  readonly edited?: true
  /** The words it replies to, cut short. */
  readonly quotes?: string
  /** Somebody else's words, passed on. */
  readonly forwarded?: true
  /** Pictures that were sent together. */
  readonly album?: string
}

export interface Pin {
  readonly name: string
  readonly address: string
  /** In degrees. */
  readonly latitude: number
  readonly longitude: number
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
  /** `twice`: an earlier try, or another process that died, may have sent it before: it may have appeared twice. */
  | { readonly at: 'sent'; readonly receipt: string | null; readonly twice?: true }
  | { readonly at: 'shelved' }
  | { readonly at: 'unconfirmed' }
  | { readonly at: 'failed'; readonly why: 'blocked' | 'gone' | 'refused' }

/** A line on its way to a person. */
export interface Outgoing {
  readonly conversation: ConversationId
  readonly line: Line
}
