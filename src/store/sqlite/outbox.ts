import type { DatabaseSync } from 'node:sqlite'
import type { ConversationId, Time } from '../../core/conversation.ts'
import type { Settlement, Work } from '../../core/ports.ts'
import type { Line } from '../../core/transcript.ts'
import type { Leases } from '../leases.ts'
import { columnOf, type LineRow, openLine, sealOutcome } from '../rows.ts'
import { losesWords } from '../semantics.ts'
import type { Agenda, Box } from './agenda.ts'
import type { Entries, Entry } from './entries.ts'

export interface Outbox {
  claim(now: Time, leaseMs: number, max: number): readonly Work[]
  work(id: ConversationId, fence: number, now: Time): Work | null
  /** Inside the transaction of its group. */
  settle(settlement: Settlement): () => boolean
  /** Some lines are gone: finds the new head. True when nothing is left to send. */
  mend(id: ConversationId): boolean
  /** Before an end that is noted as good: what was in doubt since the start, and was not tried, stays so. */
  noteDoubts(): void
  /** When something may be sent; null = nothing waits. */
  next(now: Time): Time | null
}

export function createOutbox(db: DatabaseSync, agenda: Agenda, entries: Entries, leases: Leases): Outbox {
  const postpone = db.prepare(
    'INSERT OR REPLACE INTO postponed (conversation, ready_at, tries, doubtful) VALUES (?, ?, ?, ?)',
  )
  const unpostpone = db.prepare('DELETE FROM postponed WHERE conversation = ?')
  const waitingRows = db.prepare(
    `SELECT number, delivery, outcome, until, sealed FROM lines
     WHERE conversation = ? AND number >= ? AND delivery = 'waiting' ORDER BY number`,
  )
  const one = "conversation = ? AND number = ? AND delivery = 'waiting'"
  const note = db.prepare(`UPDATE lines SET delivery = ?, outcome = ? WHERE ${one}`)
  const noteAndErase = db.prepare(`UPDATE lines SET delivery = ?, sealed = NULL WHERE ${one}`)

  const waitingOf = (entry: Entry, { head }: Box): readonly Line[] =>
    entry.waiting ??
    (waitingRows.all(entry.no, head) as unknown as LineRow[]).map((row) =>
      openLine(entry.key, entry.conversation.id, row),
    )

  function work(id: ConversationId, fence: number, now: Time): Work | null {
    const box = agenda.box(id)
    const entry = box && box.readyAt <= now ? entries.get(id) : null
    if (!box || !entry) return null
    const { channel, address } = entry.conversation
    return {
      conversation: id,
      channel,
      address,
      lines: waitingOf(entry, box),
      tries: box.tries,
      doubtful: box.doubtful,
      fence,
    }
  }

  /** These still wait. True when none does. */
  function advance(entry: Entry, box: Box, waiting: readonly Line[]): boolean {
    const id = entry.conversation.id
    const head = waiting[0]?.number ?? null
    if (head !== box.head && (box.tries > 0 || box.readyAt > 0)) unpostpone.run(entry.no)
    if (head === null) agenda.setBox(id, null)
    else if (head !== box.head) agenda.setBox(id, { head, since: box.since, readyAt: 0, tries: 0, doubtful: false })
    entries.put(id, { ...entry, waiting })
    return head === null
  }

  function write(entry: Entry, box: Box, line: Line, outcome: Settlement['outcome']): boolean {
    const { no, key, conversation } = entry
    if (outcome.at === 'later') {
      const tries = box.tries + (outcome.tried ? 1 : 0)
      const doubtful = box.doubtful || outcome.doubtful === true
      postpone.run(no, outcome.when, tries, doubtful ? 1 : 0)
      agenda.setBox(conversation.id, { ...box, readyAt: outcome.when, tries, doubtful })
      return false
    }
    const { state } = outcome
    if (losesWords(state, line.until)) noteAndErase.run(columnOf(state), no, line.number)
    else note.run(columnOf(state), sealOutcome(key, conversation.id, line.number, state), no, line.number)
    return advance(
      entry,
      box,
      waitingOf(entry, box).filter((one) => one !== line),
    )
  }

  return {
    work,
    mend(id) {
      const [box, entry] = [agenda.box(id), entries.get(id)]
      if (!box || !entry) return true
      const unread = { ...entry, waiting: null }
      return advance(unread, box, waitingOf(unread, box))
    },

    claim(now, leaseMs, max) {
      const ready = [...agenda.boxes()].filter(([id, box]) => box.readyAt <= now && leases.leftOf(id) === 0)
      ready.sort(([, a], [, b]) => a.readyAt - b.readyAt || a.since - b.since)
      return ready.slice(0, max).flatMap(([id, box]) => {
        // In memory is enough: whoever ends without having settled it ends badly, and then all are in doubt.
        if (leases.hasLapsed(id)) agenda.setBox(id, { ...box, doubtful: true })
        const fence = leases.claim(id, leaseMs)
        const ours = fence === null ? null : work(id, fence, now)
        return ours ? [ours] : []
      })
    },

    settle({ conversation: id, fence, line: number, outcome }) {
      const entry = entries.get(id)
      if (!entry || !leases.isLive(id, fence)) return () => false
      const box = agenda.box(id)
      const known = box ? { ...entry, waiting: waitingOf(entry, box) } : entry
      const line = known.waiting?.find((one) => one.number === number)
      const isEmpty = box && line ? write(known, box, line, outcome) : false
      return () => {
        if (isEmpty) leases.end(id, fence)
        else leases.renew(id, fence)
        return true
      }
    },

    noteDoubts() {
      for (const [id, box] of agenda.boxes()) {
        const entry = box.doubtful ? entries.get(id) : null
        if (entry) postpone.run(entry.no, box.readyAt, box.tries, 1)
      }
    },

    next(now) {
      let soonest: Time | null = null
      for (const [id, box] of agenda.boxes()) {
        const held = leases.leftOf(id)
        const at = held > 0 ? Math.max(box.readyAt, now + held) : box.readyAt
        soonest = Math.min(soonest ?? at, at)
      }
      return soonest
    },
  }
}
