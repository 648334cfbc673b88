import type { Conversation, Time } from '../core/conversation.ts'
import type { DueTime } from '../core/due.ts'
import type { Settlement, Turn } from '../core/ports.ts'
import type { Line } from '../core/transcript.ts'
import { isIdle, losesWords, waitsOnMs } from './semantics.ts'

/** One person's shelf. Replaced as a whole, never changed: that is what makes a turn all or nothing. */
export interface Shelf {
  readonly conversation: Conversation
  readonly version: number
  /** Lines that still have their words, oldest first. */
  readonly lines: readonly Line[]
  readonly due: readonly DueTime[]
  /** The first waiting line: since when it waits, how often it was tried, and when it may be tried again. */
  readonly head: {
    readonly since: Time
    readonly tries: number
    readonly notBefore: Time
    readonly doubtful: boolean
  }
}

export const isWaiting = (line: Line): boolean => line.delivery?.at === 'waiting'
export const waiting = (shelf: Shelf): readonly Line[] => shelf.lines.filter(isWaiting)
export const inDoubt = (shelf: Shelf): Shelf => ({ ...shelf, head: { ...shelf.head, doubtful: true } })
const freshHead = (since: Time) => ({ since, tries: 0, notBefore: 0, doubtful: false })

/** What a turn makes of the shelf. Throws before anything is changed. */
export function afterTurn(before: Shelf | null, turn: Turn): Shelf {
  let last = before?.conversation.lines ?? 0
  for (const line of turn.lines) {
    if (line.number <= last)
      throw new Error(`Line ${line.number} of ${turn.conversation.id} exists: lines are only appended.`)
    last = line.number
  }
  const past = turn.forget ? [] : (before?.lines ?? [])
  const kept = turn.keep ? past.map((line) => ({ ...line, until: null })) : past
  const stillWaits = before !== null && kept.some(isWaiting)
  return {
    conversation: turn.conversation,
    version: turn.version + 1,
    lines: [...kept, ...turn.lines],
    due: turn.due,
    head: stillWaits ? before.head : freshHead(turn.at),
  }
}

/** What becomes of it when one of its waiting lines is settled. */
export function afterSettling(shelf: Shelf, number: number, outcome: Settlement['outcome']): Shelf {
  const line = waiting(shelf).find((one) => one.number === number)
  if (!line) return shelf
  if (outcome.at === 'later') {
    const tries = shelf.head.tries + (outcome.tried ? 1 : 0)
    const doubtful = shelf.head.doubtful || outcome.doubtful === true
    return { ...shelf, head: { ...shelf.head, tries, notBefore: outcome.when, doubtful } }
  }
  const settled = { ...line, delivery: structuredClone(outcome.state) }
  const kept = losesWords(outcome.state, line.until) ? [] : [settled]
  const lines = shelf.lines.flatMap((one) => (one === line ? kept : [one]))
  const wasHead = waiting(shelf)[0] === line
  return { ...shelf, lines, head: wasHead ? freshHead(shelf.head.since) : shelf.head }
}

/** It was quiet for so long that it goes; whose last word is still on its way, and not in vain, stays. */
export function isOver({ conversation, head, ...shelf }: Shelf, now: Time, retentionMs: number): boolean {
  const inVain = !shelf.lines.some(isWaiting) || head.since <= now - waitsOnMs
  return isIdle(conversation.handling.at) && conversation.touchedAt <= now - retentionMs && inVain
}

/** Without the lines that have passed their time. */
export function afterSweep(shelf: Shelf, now: Time): Shelf {
  const lines = shelf.lines.filter(
    (line) => line.until === null || line.until > (isWaiting(line) ? now - waitsOnMs : now),
  )
  if (lines.length === shelf.lines.length) return shelf
  const headGone = waiting(shelf)[0]?.number !== lines.find(isWaiting)?.number
  return { ...shelf, lines, head: headGone ? freshHead(shelf.head.since) : shelf.head }
}
