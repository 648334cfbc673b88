import type fc from 'fast-check'
import type { Delivery, Inbound } from '../../src/core/ports.ts'
import type { Line } from '../../src/core/transcript.ts'

/** What somebody does at the other end of a channel. */
export type Deed =
  | { readonly does: 'comes' }
  | { readonly does: 'writes'; readonly text: string }
  | { readonly does: 'taps'; readonly button: ShownButton }
  | { readonly does: 'sends'; readonly media: 'voice' | 'picture' | 'sticker' }
  | { readonly does: 'leaves' }

/** `tap`: what the platform sends back for it. */
export interface ShownButton {
  readonly label: string
  readonly tap: unknown
}

/** A line as the person sees it. */
export interface Shown {
  /** Who says it, by the sign and the name that stand before the words; the bot stands without. */
  readonly speaker: { readonly who: string; readonly name: string | null }
  /** The words, in as many messages as the platform made of them. */
  readonly pieces: readonly string[]
  readonly buttons: readonly ShownButton[]
}

/**
 * All in which the channels differ: how their platform tells what somebody did, and what it shows of what we say. Both
 * go through the channel's own reader and sender.
 */
export interface Wire {
  readonly name: string
  /** Where `read` says that the person is reached. */
  readonly address: string
  /** The platform sends again what was not acknowledged; a keyboard does not. */
  readonly repeats: boolean
  /** Who opens it has come: there is no way in without a greeting. */
  readonly opens: boolean
  /** Pieces are at most so long, in UTF-16 units. */
  readonly longest: number
  /** What of a text can be typed here; all of it, unless a key for it is missing. */
  typed(text: string): string
  /** A deed in the platform's own form; null: there is no way to tell it here. */
  form(deed: Deed): unknown
  /** Is one tap, or one number, enough for it still? */
  isAtHand(button: ShownButton): boolean
  /** A button of another day; null where nothing stays that could be tapped. */
  old(act: string, label: string): ShownButton | null
  /** What the channel's own reader makes of it. */
  read(form: unknown): Promise<readonly Inbound[]>
  /** One line through the channel's own sender. Throws when the platform could not show it as it was sent. */
  show(line: Line, address?: string): Promise<Showing>
  /** Each makes the platform give the next line that answer; empty where no platform stands in between. */
  readonly badDays: ReadonlyMap<string, BadDay>
  /** Anything that may come in. */
  readonly anything: fc.Arbitrary<unknown>
  end?(): Promise<void>
}

export interface BadDay {
  readonly plan: () => void
  readonly becomes: Delivery['at']
}

export interface Showing {
  readonly delivery: Delivery
  readonly shown: Shown
}

/** The names under which people and words are known here. */
export const somebody = 700_123

/** What stands before the words of a human being. */
export function speakerIn(text: string): { readonly speaker: Shown['speaker']; readonly words: string } {
  const [, sign, name = '', words = ''] = /^(👤|🗣) (.*)\n([\s\S]*)$/u.exec(text) ?? []
  if (sign === undefined) return { speaker: { who: 'bot', name: null }, words: text }
  return { speaker: { who: sign === '👤' ? 'consultant' : 'interpreter', name }, words }
}

/** The sign stands in the first piece. */
export function asShown(pieces: readonly string[], buttons: readonly ShownButton[]): Shown {
  const [first, ...rest] = pieces
  const { speaker, words } = speakerIn(first ?? '')
  return { speaker, pieces: first === undefined ? [] : [words, ...rest], buttons }
}

/** As it goes over a wire: as text. */
export const posted = (value: unknown): unknown => JSON.parse(JSON.stringify(value) ?? 'null')

/** Of what the platform said, the one thing the talk needs. */
export const oneOf = <T>(found: T | null | undefined, what: string): T => {
  if (found === null || found === undefined) throw new Error(`There is no ${what}.`)
  return found
}
