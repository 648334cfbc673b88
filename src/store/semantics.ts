import type { CaseView } from '../core/case-view.ts'
import type { Conversation, Time } from '../core/conversation.ts'
import type { DeliveryState } from '../core/transcript.ts'

/** What every driver must agree on, in one place: numbers and small rules, no storage. */

/** Telegram repeats a webhook for 24 hours and its ids may start anew after a quiet week: twice the first, far below the second. */
export const rememberEventsMs: Time = 48 * 3_600_000

/** How long the process that has just committed may take for its first line before others may send it. */
export const defaultLeaseMs: Time = 30_000

/** A line that is sent has done its work: its words go, unless it lies ready in our own page's mailbox. */
export function losesWords(state: DeliveryState, until: Time | null): boolean {
  return until !== null && state.at !== 'waiting' && state.at !== 'shelved'
}

/** What still waits for its person outlives its time by this much: an answer is not swept away while a platform is down. */
export const waitsOnMs: Time = 24 * 3_600_000

/**
 * Five years: so long funders may come back to what they paid for (for the EU's funds, Regulation (EU) 2021/1060,
 * Article 82). Five leap years, so that no day is missing.
 */
export const keepLedgerMs: Time = 5 * 366 * 24 * 3_600_000

/** Danger before urgent before the rest. */
export function urgencyRank(urgency: CaseView['urgency']): number {
  return urgency === 'danger' ? 0 : urgency === 'urgent' ? 1 : 2
}

/** Nobody waits for anybody: such a conversation is erased once it has been quiet for long enough. */
export function isIdle(handling: Conversation['handling']['at']): boolean {
  return handling === 'bot' || handling === 'closed'
}

/** Since 1970. Quiet conversations are looked for by day, then exactly. */
export function dayOf(at: Time): number {
  return Math.floor(at / 86_400_000)
}

/** All kept files together: a hundred of the largest. Whoever sends more meanwhile is told that there is no room. */
export const defaultFilesMaxBytes = 2_000 * 1024 * 1024

/** Null: there is none. */
export function earliest(times: Iterable<Time>): Time | null {
  let first: Time | null = null
  for (const time of times) if (first === null || time < first) first = time
  return first
}
