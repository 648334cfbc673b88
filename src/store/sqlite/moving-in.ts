import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import type { Keys } from '../keys.ts'
import type { Target } from '../move/move.ts'
import { writeNotice } from '../move/notices.ts'
import { createSeal } from '../seal.ts'
import { checkKeys, dropNotice, noteEndedWell, noteKeys, readNotices, setNotice } from './meta.ts'
import { type Files, sqliteRows } from './moving-out.ts'
import { createWrites } from './moving-rows.ts'
import { openDatabase } from './open.ts'
import { keysSchema, mainSchema } from './schema.ts'

export interface SqliteTargetOptions {
  readonly dir: string
  readonly keys: Keys
  /** The moment of the move: what was over then stays so. */
  readonly at: number
  /** Throws away what an earlier move, that has not come to its end, has left. */
  readonly startOver: boolean
  /** Nothing changes while it is filled. Otherwise what waits may have been sent since, and is in doubt. */
  readonly still: boolean
}

/** So many rows become durable together. */
const together = 1_000

/** An empty folder, to be filled. */
export function openSqliteTarget({ dir, keys, at, startOver, still }: SqliteTargetOptions): Target {
  const where = `sqlite:${dir}`
  const seal = createSeal(keys)
  const { db, keysDb } = openEmpty(dir, where, startOver)
  const write = createWrites(db, keysDb)
  let open = 0

  const begin = (): void => {
    for (const one of [keysDb, db]) if (!one.isTransaction) one.exec('BEGIN IMMEDIATE')
  }
  const commit = (): void => {
    for (const one of [keysDb, db]) if (one.isTransaction) one.exec('COMMIT')
    open = 0
  }
  return {
    where,
    async begin(from, checks) {
      setNotice(db, 'half-moved', writeNotice(from, at))
      noteKeys(db, checks)
      checkKeys(db, seal, keys)
    },
    async put(row) {
      begin()
      write(row)
      if (++open >= together) commit()
    },
    async flush() {
      commit()
    },
    rows: () => sqliteRows({ db, keysDb }, seal, keys, at, true),
    refuseInUse: async () => undefined,
    async complete() {
      if (still) noteEndedWell(db)
      leaveOutGiven(keysDb, at)
      dropNotice(db, 'half-moved')
      for (const one of [keysDb, db]) one.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    },
    async close() {
      for (const one of [keysDb, db]) {
        if (one.isTransaction) one.exec('ROLLBACK')
        one.close()
      }
    },
  }
}

/** New keys get numbers that were never given before, neither here nor where everything comes from (`key-ring.ts`). */
function leaveOutGiven(keysDb: DatabaseSync, at: number): void {
  const first = at * 1000
  if (keysDb.prepare("UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = 'keys'").run(first).changes === 0)
    keysDb.prepare("INSERT INTO sqlite_sequence (name, seq) VALUES ('keys', ?)").run(first)
}

function openEmpty(dir: string, where: string, startOver: boolean): Files {
  const isThere = existsSync(join(dir, 'helpline.db'))
  let db = openDatabase({ dir, file: 'helpline.db', schema: mainSchema })
  try {
    const half = isThere ? readNotices(db)['half-moved'] : undefined
    if (half && !startOver)
      throw new Error(
        `${where} was half filled by a move from ${half.other} that has not come to its end. Run the same command with --start-over: what that move left is thrown away, and everything is moved anew.`,
      )
    if (!half && !isEmpty(db))
      throw new Error(
        `${where} holds a helpline already, and two cannot be made one. Give an empty folder, or move that one away first.`,
      )
    if (half) {
      db.close()
      for (const file of ['helpline.db', 'keys.db'])
        for (const end of ['', '-wal', '-shm']) rmSync(join(dir, file + end), { force: true })
      db = openDatabase({ dir, file: 'helpline.db', schema: mainSchema })
    }
    // An empty store that was started once has checks of its own.
    db.exec('DELETE FROM meta')
    return { db, keysDb: openDatabase({ dir, file: 'keys.db', schema: keysSchema }) }
  } catch (error) {
    if (db.isOpen) db.close()
    throw error
  }
}

const isEmpty = (db: DatabaseSync): boolean =>
  ['conversations', 'files', 'seen', 'ledger', 'staff'].every(
    (table) => db.prepare(`SELECT 1 FROM ${table} LIMIT 1`).get() === undefined,
  )
