import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import type { Keys } from '../keys.ts'
import type { Source } from '../move/move.ts'
import { type Notice, refuseNotices, writeNotice } from '../move/notices.ts'
import { createSeal } from '../seal.ts'
import { checkKeys, dropNotice, hasEndedWell, readChecks, readNotices, setNotice } from './meta.ts'
import { type Files, sqliteRows } from './moving-out.ts'
import { openDatabase } from './open.ts'
import { keysSchema, mainSchema } from './schema.ts'

/** Everything that lies in the two files. They are ours alone: while we read them no server can start. */
export function openSqliteSource(dir: string, keys: Keys, at: number): Source {
  const where = `sqlite:${dir}`
  for (const file of ['helpline.db', 'keys.db'])
    if (!existsSync(join(dir, file)))
      throw new Error(`There is no ${file} in ${dir}. Give the folder (DATA_DIR) in which the helpline keeps its data.`)
  const seal = createSeal(keys)
  const db = openDatabase({ dir, file: 'helpline.db', schema: mainSchema })
  let keysDb: DatabaseSync | null = null
  try {
    refuseNotices(readNotices(db), where)
    checkKeys(db, seal, keys)
    const checks = readChecks(db)
    if (!checks) throw new Error(`Nothing was ever kept in ${where}: there is nothing to move.`)
    keysDb = openDatabase({ dir, file: 'keys.db', schema: keysSchema })
    const files = { db, keysDb }
    refuseKeyless(files, dir)
    return {
      where,
      checks,
      conversations: async () => Number(db.prepare('SELECT count(*) AS n FROM conversations').get()?.n),
      rows: () => sqliteRows(files, seal, keys, at, hasEndedWell(db)),
      refuseInUse: async () => undefined,
      leave: async (to) => setNotice(db, 'moved-to', writeNotice(to, at)),
      async close() {
        files.keysDb.close()
        db.close()
      },
    }
  } catch (error) {
    keysDb?.close()
    db.close()
    throw error
  }
}

/** One talk without its key was erased. All of them: it is another's file, or a lost one. */
function refuseKeyless({ db, keysDb }: Files, dir: string): void {
  const key = keysDb.prepare('SELECT 1 FROM keys WHERE id = ? AND conversation = ?')
  let talks = 0
  for (const { id, key_id } of db.prepare('SELECT id, key_id FROM conversations').iterate()) {
    talks++
    if (key.get(key_id ?? null, id ?? null)) return
  }
  if (talks > 0)
    throw new Error(
      `keys.db in ${dir} holds none of the keys of helpline.db: without them nobody can read anything. Put the newest keys.db beside it.`,
    )
}

/** Takes the notice of a move away from where everything was left; gives it. */
export function reopenSqlite(dir: string): Notice | null {
  if (!existsSync(join(dir, 'helpline.db'))) throw new Error(`There is no helpline.db in ${dir}.`)
  const db = openDatabase({ dir, file: 'helpline.db', schema: mainSchema })
  try {
    const notices = readNotices(db)
    if (notices['half-moved']) refuseNotices(notices, `sqlite:${dir}`)
    dropNotice(db, 'moved-to')
    return notices['moved-to'] ?? null
  } finally {
    db.close()
  }
}
