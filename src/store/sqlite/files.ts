import type { DatabaseSync } from 'node:sqlite'
import type { ConversationId, Time } from '../../core/conversation.ts'
import { keptIn } from '../../core/kept-file.ts'
import type { Files, Turn } from '../../core/ports.ts'
import type { Group } from './group.ts'

/** A file is written in pieces, each with a group of its own: whoever writes meanwhile waits for one piece at most. */
const pieceBytes = 256 * 1024
/** Files removed at once by a sweep. */
const sweptAtOnce = 20

export interface SqliteFiles {
  /** What a turn means for them, inside its transaction. */
  write(turn: Turn): void
  /** Inside a transaction; gives their number. */
  sweep(now: Time): number
}

export function createSqliteFiles(db: DatabaseSync): SqliteFiles {
  const setUntil = db.prepare('UPDATE files SET until = ? WHERE id = ?')
  const keepAll = db.prepare('UPDATE files SET until = NULL WHERE conversation = ? AND until IS NOT NULL')
  const eraseAll = db.prepare('DELETE FROM files WHERE conversation = ?')
  const over = db.prepare(`SELECT DISTINCT id FROM files WHERE until <= ? LIMIT ${sweptAtOnce}`)
  const erase = db.prepare('DELETE FROM files WHERE id = ?')
  return {
    write(turn) {
      const { id } = turn.conversation
      if (turn.forget) eraseAll.run(id)
      if (turn.keep) keepAll.run(id)
      for (const held of keptIn(turn.lines)) setUntil.run(held.until, held.id)
    },
    sweep(now) {
      const ids = over.all(now) as { id: string }[]
      for (const { id } of ids) erase.run(id)
      return ids.length
    },
  }
}

/** `maxBytes`: of all files together. */
export function createFileDrawer(db: DatabaseSync, group: Group, maxBytes: number): Files {
  const held = db.prepare('SELECT COALESCE(SUM(LENGTH(sealed)), 0) AS bytes FROM files')
  const insert = db.prepare('INSERT INTO files (id, part, conversation, until, sealed) VALUES (?, ?, ?, ?, ?)')
  const read = db.prepare('SELECT sealed FROM files WHERE id = ? ORDER BY part')
  return {
    async keepFile({ id, conversation, sealed, until }) {
      if (Number(held.get()?.bytes) + sealed.length > maxBytes) return false
      const parts = Math.ceil(sealed.length / pieceBytes)
      for (let part = 0; part < parts; part++) {
        const piece = sealed.subarray(part * pieceBytes, (part + 1) * pieceBytes)
        await group.enqueue(() => {
          insert.run(id, part, conversation, until, piece)
          return () => undefined
        })
      }
      return true
    },
    async file(id) {
      const pieces = (read.all(id) as { sealed: Uint8Array }[]).map(({ sealed }) => sealed)
      return pieces.length > 0 ? Buffer.concat(pieces) : null
    },
  }
}

/** For whoever erases a conversation whole. */
export function createFileEraser(db: DatabaseSync): (conversation: ConversationId) => void {
  const erase = db.prepare('DELETE FROM files WHERE conversation = ?')
  return (conversation) => void erase.run(conversation)
}
