import type { DatabaseSync } from 'node:sqlite'
import type { ConversationId, Time } from '../../core/conversation.ts'
import type { Leases } from '../leases.ts'
import { dayOf, waitsOnMs } from '../semantics.ts'
import type { Agenda } from './agenda.ts'
import type { Entries } from './entries.ts'
import { createFileEraser, type SqliteFiles } from './files.ts'
import type { KeyRing } from './key-ring.ts'
import type { Ledger } from './ledger.ts'
import type { Outbox } from './outbox.ts'
import type { Seen } from './seen.ts'
import { createPastEraser } from './turns.ts'

export interface Swept {
  readonly lines: number
  readonly conversations: number
  /** There may be more: call again. */
  readonly more: boolean
}

export interface SweepParts {
  readonly db: DatabaseSync
  readonly entries: Entries
  readonly agenda: Agenda
  readonly seen: Seen
  readonly ring: KeyRing
  readonly ledger: Ledger
  readonly files: SqliteFiles
  readonly leases: Leases
  readonly outbox: Outbox
}

/** A piece at a time: people who write meanwhile wait for one piece, not for a month's worth. */
const piece = 200

interface ConversationRow {
  readonly no: number
  readonly id: ConversationId
  readonly key_id: number
}

/** Erases what has passed its time, inside the transaction of its group. */
export function createSweeper(parts: SweepParts): (now: Time, retentionMs: number) => () => Swept {
  const { db, entries, agenda, seen, ring, ledger, files, leases, outbox } = parts
  const idle = db.prepare(
    `SELECT no, id, key_id FROM conversations WHERE handling IN ('bot', 'closed') AND day <= ? AND touched_at <= ?`,
  )
  const expired = db.prepare(
    `SELECT id, lines.no, lines.sealed IS NOT NULL AS words FROM lines JOIN conversations ON conversations.no = conversation
       WHERE until <= ?1 AND (delivery IS NOT 'waiting' OR until <= ?2) LIMIT ${piece}`,
  )
  // Its place stays, so that the lines before it are found, until the whole conversation goes.
  const emptyLine = db.prepare(
    'UPDATE lines SET delivery = NULL, outcome = NULL, until = NULL, sealed = NULL WHERE no = ?',
  )
  const eraseWhole = createEraser(db)

  /** Whose last word is still on its way, and not in vain, stays. */
  function quiet(now: Time, since: Time): ConversationRow[] {
    const found: ConversationRow[] = []
    for (const row of idle.iterate(dayOf(since), since) as Iterable<unknown> as Iterable<ConversationRow>) {
      const box = agenda.box(row.id)
      if (box && box.since > now - waitsOnMs) continue
      if (found.push(row) === piece) break
    }
    return found
  }

  return (now, retentionMs) => {
    const gone = quiet(now, now - retentionMs)
    for (const { no, id } of gone) eraseWhole(no, id)
    for (const { id } of gone) {
      entries.put(id, null)
      agenda.setBox(id, null)
      agenda.setDue(id, [])
    }
    const lines = expired.all(now, now - waitsOnMs) as { id: string; no: number; words: number }[]
    for (const line of lines) emptyLine.run(line.no)
    const emptied = [...new Set(lines.map((line) => line.id))].filter(outbox.mend)
    const events = seen.sweep(now, piece * 10)
    const services = ledger.sweep(now, piece)
    const swept = files.sweep(now)
    return () => {
      for (const { id, key_id } of gone) {
        leases.drop(id)
        ring.destroy(key_id)
      }
      emptied.forEach(leases.drop)
      events.forget()
      const more = swept > 0 || [gone.length, lines.length, services].includes(piece) || events.count === piece * 10
      return { lines: lines.filter((line) => line.words === 1).length, conversations: gone.length, more }
    }
  }
}

/** Removes every row of a conversation. */
function createEraser(db: DatabaseSync): (no: number, id: ConversationId) => void {
  const erasePast = createPastEraser(db)
  const eraseFiles = createFileEraser(db)
  const conversation = db.prepare('DELETE FROM conversations WHERE no = ?')
  return (no, id) => {
    erasePast(no, id)
    eraseFiles(id)
    conversation.run(no)
  }
}

/**
 * Puts right what a crash, or a backup, left between the two files: keys that belong to nothing are destroyed, and
 * conversations whose key is gone were erased: their rows follow, and the ledger forgets whose its entries are.
 */
export function matchKeys(db: DatabaseSync, ring: KeyRing, ledger: Ledger): void {
  const rows = db.prepare('SELECT no, id, key_id FROM conversations').all() as unknown as ConversationRow[]
  if (rows.length > 0 && ring.isEmpty()) {
    throw new Error(
      'keys.db holds no keys, but helpline.db holds conversations: without their keys nobody can read them. Put keys.db back beside helpline.db; to begin anew, move both away.',
    )
  }
  const own = new Map(rows.map((row) => [row.key_id, row.id]))
  const kept = new Set<ConversationId>()
  ring.sweep((keyId, conversation) => {
    const isOwn = own.get(keyId) === conversation
    if (isOwn) kept.add(conversation)
    return isOwn
  })
  const erase = createEraser(db)
  db.exec('BEGIN IMMEDIATE')
  for (const row of rows) {
    if (kept.has(row.id)) continue
    erase(row.no, row.id)
    ledger.forget(row.id)
  }
  db.exec('COMMIT')
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
}
