import type { DatabaseSync } from 'node:sqlite'
import type { ConversationId, Time } from '../../core/conversation.ts'
import type { Settlement, Work } from '../../core/ports.ts'
import type { Leases } from '../leases.ts'
import { losesWords } from '../semantics.ts'
import { conversationOf, type Entries } from './entries.ts'
import { type LineRow, openLine, sealOutcome } from './rows.ts'

export interface Outbox {
  claim(now: Time, leaseMs: number, max: number): readonly Work[]
  work(id: ConversationId, fence: number, now: Time): Work | null
  /** Inside the transaction of its group. */
  settle(settlement: Settlement, now: Time): () => boolean
  /** Some lines are gone: finds the new head. True when nothing is left to send. */
  mend(id: ConversationId): boolean
  /** When something may be sent; null = nothing waits. */
  next(now: Time): Time | null
}

interface Box {
  readonly head: number
  readonly ready_at: number
  readonly tries: number
}

export function createOutbox(db: DatabaseSync, entries: Entries, leases: Leases): Outbox {
  const boxOf = db.prepare('SELECT head, ready_at, tries FROM outbox WHERE conversation = ?')
  const ready = db.prepare('SELECT conversation FROM outbox WHERE ready_at <= ? ORDER BY ready_at, since LIMIT ?')
  const earliest = db.prepare('SELECT conversation, ready_at FROM outbox ORDER BY ready_at, since LIMIT ?')
  const postpone = db.prepare('UPDATE outbox SET ready_at = ?, tries = tries + ? WHERE conversation = ?')
  const moveHead = db.prepare('UPDATE outbox SET head = ?, ready_at = 0, tries = 0 WHERE conversation = ?')
  const empty = db.prepare('DELETE FROM outbox WHERE conversation = ?')
  const waiting = `FROM lines WHERE conversation = ? AND number >= ? AND delivery = 'waiting' ORDER BY number`
  const waitingLines = db.prepare(`SELECT number, delivery, outcome, until, sealed ${waiting}`)
  const firstWaiting = db.prepare(`SELECT number ${waiting} LIMIT 1`)
  const lineOf = db.prepare('SELECT delivery, until FROM lines WHERE conversation = ? AND number = ?')
  const note = db.prepare('UPDATE lines SET delivery = ?, outcome = ? WHERE conversation = ? AND number = ?')
  const noteAndErase = db.prepare('UPDATE lines SET delivery = ?, sealed = NULL WHERE conversation = ? AND number = ?')

  const box = (id: ConversationId) => boxOf.get(id) as Box | undefined

  function work(id: ConversationId, fence: number, now: Time): Work | null {
    const found = box(id)
    const entry = found && found.ready_at <= now ? entries.get(id) : null
    if (!found || !entry) return null
    const lines = (waitingLines.all(id, found.head) as unknown as LineRow[]).map((row) => openLine(entry.key, id, row))
    const { channel, address } = conversationOf(entry)
    return { conversation: id, channel, address, lines, tries: found.tries, fence }
  }

  function mend(id: ConversationId): boolean {
    const head = box(id)?.head
    if (head === undefined) return true
    const next = firstWaiting.get(id, head)?.number as number | undefined
    if (next === undefined) empty.run(id)
    else if (next !== head) moveHead.run(next, id)
    return next === undefined
  }

  return {
    work,
    mend,

    claim(now, leaseMs, max) {
      const claimed: Work[] = []
      // Whatever is leased may stand in front: so many more are looked at.
      for (const row of ready.all(now, max + leases.count()) as { conversation: string }[]) {
        if (claimed.length >= max) break
        const fence = leases.claim(row.conversation, now, leaseMs)
        const ours = fence === null ? null : work(row.conversation, fence, now)
        if (ours) claimed.push(ours)
      }
      return claimed
    },

    settle({ conversation: id, fence, line, outcome }, now) {
      const entry = entries.get(id)
      if (!entry || !leases.isLive(id, fence, now)) return () => false
      const row = lineOf.get(id, line) as { delivery: string | null; until: number | null } | undefined
      let isEmpty = false
      if (row?.delivery === 'waiting' && outcome.at === 'later') postpone.run(outcome.when, outcome.tried ? 1 : 0, id)
      if (row?.delivery === 'waiting' && outcome.at === 'settled') {
        const { state } = outcome
        if (losesWords(state, row.until)) noteAndErase.run(state.at, id, line)
        else note.run(state.at, sealOutcome(entry.key, id, line, state), id, line)
        isEmpty = mend(id)
      }
      return () => {
        if (isEmpty) leases.end(id, fence)
        else leases.renew(id, fence, now)
        return true
      }
    },

    next(now) {
      let soonest: Time | null = null
      for (const row of earliest.all(leases.count() + 1) as { conversation: string; ready_at: number }[]) {
        const at = Math.max(row.ready_at, leases.endOf(row.conversation, now) ?? 0)
        soonest = Math.min(soonest ?? at, at)
      }
      return soonest
    },
  }
}
