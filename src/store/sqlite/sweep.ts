import type { DatabaseSync } from 'node:sqlite'
import type { ConversationId, Time } from '../../core/conversation.ts'
import type { Leases } from '../leases.ts'
import { rememberEventsMs, waitsOnMs } from '../semantics.ts'
import type { Entries } from './entries.ts'
import type { KeyRing } from './key-ring.ts'
import type { Outbox } from './outbox.ts'

export interface Swept {
  readonly lines: number
  readonly conversations: number
  /** There may be more: call again. */
  readonly more: boolean
}

export interface SweepParts {
  readonly db: DatabaseSync
  readonly entries: Entries
  readonly ring: KeyRing
  readonly leases: Leases
  readonly outbox: Outbox
}

/** A piece at a time: people who write meanwhile wait for one piece, not for a month's worth. */
const piece = 200

/** Erases what has passed its time, inside the transaction of its group. */
export function createSweeper(parts: SweepParts): (now: Time, retentionMs: number) => () => Swept {
  const { db, entries, ring, leases, outbox } = parts
  const idle = db.prepare(
    `SELECT id, key_id FROM conversations WHERE touched_at <= ? AND handling IN ('bot', 'closed')
       AND NOT EXISTS (SELECT 1 FROM outbox WHERE conversation = conversations.id AND since > ?) LIMIT ${piece}`,
  )
  const expired = db.prepare(
    `SELECT conversation, number, sealed IS NOT NULL AS words FROM lines
       WHERE until <= ?1 AND (delivery IS NOT 'waiting' OR until <= ?2) LIMIT ${piece}`,
  )
  const removeLine = db.prepare('DELETE FROM lines WHERE conversation = ? AND number = ?')
  const removeSeen = db.prepare(
    `DELETE FROM seen WHERE event IN (SELECT event FROM seen WHERE at <= ? LIMIT ${piece * 10})`,
  )
  const eraseWhole = createEraser(db)

  return (now, retentionMs) => {
    const gone = idle.all(now - retentionMs, now - waitsOnMs) as { id: string; key_id: number }[]
    for (const { id } of gone) {
      eraseWhole(id)
      entries.put(id, null)
    }
    const lines = expired.all(now, now - waitsOnMs) as { conversation: string; number: number; words: number }[]
    for (const line of lines) removeLine.run(line.conversation, line.number)
    const emptied = [...new Set(lines.map((line) => line.conversation))].filter(outbox.mend)
    const events = removeSeen.run(now - rememberEventsMs).changes
    return () => {
      for (const { id, key_id } of gone) {
        leases.drop(id)
        ring.destroy(key_id)
      }
      emptied.forEach(leases.drop)
      const more = gone.length === piece || lines.length === piece || events === piece * 10
      return { lines: lines.filter((line) => line.words === 1).length, conversations: gone.length, more }
    }
  }
}

/** Removes every row of a conversation. */
function createEraser(db: DatabaseSync): (id: ConversationId) => void {
  const tables = ['lines', 'cases', 'outbox'].map((table) => db.prepare(`DELETE FROM ${table} WHERE conversation = ?`))
  const conversation = db.prepare('DELETE FROM conversations WHERE id = ?')
  return (id) => {
    for (const table of tables) table.run(id)
    conversation.run(id)
  }
}

/**
 * Puts right what a crash, or a backup, left between the two files: keys that belong to nothing are destroyed, and
 * conversations whose key is gone were erased: their rows follow.
 */
export function matchKeys(db: DatabaseSync, ring: KeyRing): void {
  const rows = db.prepare('SELECT id, key_id FROM conversations').all() as { id: string; key_id: number }[]
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
  for (const row of rows) if (!kept.has(row.id)) erase(row.id)
  db.exec('COMMIT')
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
}
