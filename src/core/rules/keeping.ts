import type { Conversation, Held, Time } from '../conversation.ts'
import { waits } from '../due.ts'
import type { Decision } from '../effects.ts'
import type { About, Media } from '../transcript.ts'
import { decision } from './rules.ts'

/** Words are kept with a case, or with the person's yes. */
export const keepsWords = (c: Conversation): boolean =>
  c.handling.at === 'queued' || c.handling.at === 'claimed' || c.consent.at === 'yes'

/**
 * Until when words of this moment are kept; null = as long as their case. Without consent they only live until they
 * are delivered, and where our own page shows them (it has no memory but ours) for a day; after a no, minutes.
 */
export function keptUntil(c: Conversation, at: Time): Time | null {
  if (keepsWords(c)) return null
  return at + (c.consent.at === 'no' ? waits.refusedKeep : waits.question)
}

/** The person's words into the transcript, where they may be kept at all. */
export function heard(
  c: Conversation,
  text: string,
  at: Time,
  more: { readonly media?: Media; readonly about?: About | undefined; readonly tapped?: true } = {},
): Decision {
  if (!keepsWords(c) && c.pastKeptBy === 'platform') return decision(c)
  if (text === '' && !more.media) return decision(c)
  const { media, about, tapped } = more
  const rest = { ...(media ? { media } : {}), ...(about ? { about } : {}), ...(tapped ? { tapped } : {}) }
  return decision(c, { do: 'record', text, at, ...rest })
}

/** More than anybody sends before they are asked. */
const mostHeld = 10

/**
 * What is sent before anybody was asked whether it may be kept: its reference waits with the question. On our own page it
 * stands in the talk already.
 */
export function hold(c: Conversation, held: Held): Conversation {
  if (keepsWords(c) || c.pastKeptBy === 'us') return c
  return { ...c, held: [...(c.held ?? []), held].slice(-mostHeld) }
}

/** Without it: it went into the talk, or must not be kept. */
export const letGo = ({ held: _, ...c }: Conversation): Conversation => c
