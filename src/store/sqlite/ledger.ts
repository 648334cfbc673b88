import type { KeyObject } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import type { ConversationId, Time } from '../../core/conversation.ts'
import type { LedgerRow } from '../../core/ledger.ts'
import type { Turn } from '../../core/ports.ts'
import { createLedgerTags, freshTag } from '../ledger-tags.ts'
import { keepLedgerMs } from '../semantics.ts'

export interface Ledger {
  /** Inside a transaction: what a turn enters, and whom it forgets. */
  write(turn: Turn): void
  /** Inside a transaction: nothing leads from the person's rows to them any more; they stay one person, of several cases. */
  forget(conversation: ConversationId): void
  /** By the time a service ended; oldest first. */
  between(from: Time, to: Time): LedgerRow[]
  /** Inside a transaction: at most `max` rows that have passed their time; gives their number. */
  sweep(now: Time, max: number): number
}

interface Row extends Omit<LedgerRow, 'topics'> {
  readonly topics: string
}

/** Services that people were given: see the comment of `schema.ts` for what lies there. */
export function createLedger(db: DatabaseSync, idKey: KeyObject): Ledger {
  const tags = createLedgerTags(idKey)
  const insert = db.prepare(
    `INSERT INTO ledger (person, case_tag, service, desk, office, funding, language, staff, started_at, ended_at, messages, topics)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const casesOf = db.prepare('SELECT DISTINCT case_tag FROM ledger WHERE person = ?')
  const rename = db.prepare('UPDATE ledger SET person = ?, case_tag = ? WHERE person = ? AND case_tag = ?')
  const select = db.prepare(
    `SELECT person, case_tag AS "case", service, desk, office, funding, language, staff,
       started_at AS startedAt, ended_at AS endedAt, messages, topics
     FROM ledger WHERE ended_at >= ? AND ended_at < ? ORDER BY ended_at, no`,
  )
  const remove = db.prepare('DELETE FROM ledger WHERE no IN (SELECT no FROM ledger WHERE ended_at <= ? LIMIT ?)')

  function forget(conversation: ConversationId): void {
    const before = tags.person(conversation)
    const person = freshTag()
    for (const { case_tag } of casesOf.all(before)) rename.run(person, freshTag(), before, case_tag ?? null)
  }

  return {
    write({ conversation, services, forget: forgets }) {
      for (const one of services) {
        const { service, desk, office, funding, language, staff, startedAt, endedAt, messages } = one
        const whose = [tags.person(conversation.id), tags.case(one.case)]
        const what = [service, desk, office, funding, language, staff]
        insert.run(...whose, ...what, startedAt, endedAt, messages, JSON.stringify(one.topics))
      }
      // After this turn's own entries: erasing may have ended a case, and that service is forgotten with the rest.
      if (forgets) forget(conversation.id)
    },
    forget,
    between: (from, to) =>
      (select.all(from, to) as unknown as Row[]).map((row) => ({ ...row, topics: JSON.parse(row.topics) })),
    sweep: (now, max) => Number(remove.run(now - keepLedgerMs, max).changes),
  }
}
