import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { shape } from './schema.ts'

export interface DatabaseOptions {
  readonly dir: string
  readonly file: string
  readonly schema: string
  /** The file is refused to grow past this; SQLite then answers as on a full disk. */
  readonly maxBytes?: number
}

const pageBytes = 4096
const busy = 5
/** Long enough for a predecessor that is just closing. */
const patienceMs = 200

/** Opens one file for this process alone; makes it when it is not there. */
export function openDatabase({ dir, file, schema, maxBytes }: DatabaseOptions): DatabaseSync {
  const path = join(dir, file)
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  chmodSync(dir, 0o700)
  // Made by hand because SQLite would make it readable by all; its -wal inherits the mode. Never opened by hand when it
  // exists: closing such a handle would silently drop the lock that SQLite holds on it.
  if (!existsSync(path)) writeFileSync(path, '', { flag: 'wx', mode: 0o600 })
  const db = new DatabaseSync(path, { timeout: patienceMs })
  try {
    // EXCLUSIVE: the system lets go of the lock when the process dies, however it dies; and no shared-memory file is needed.
    db.exec('PRAGMA locking_mode = EXCLUSIVE')
    db.exec('PRAGMA journal_mode = WAL')
    db.exec('PRAGMA synchronous = FULL')
    db.exec('PRAGMA secure_delete = ON')
    // What savepoints set aside stays in memory: half the system calls, and no stray file with somebody's rows.
    db.exec('PRAGMA temp_store = MEMORY')
    if (maxBytes !== undefined) db.exec(`PRAGMA max_page_count = ${Math.ceil(maxBytes / pageBytes)}`)
    db.exec('BEGIN IMMEDIATE')
    makeShape(db, file, schema)
    db.exec('COMMIT')
    return db
  } catch (error) {
    db.close()
    if (errorCode(error) !== busy) throw error
    throw new Error(
      `Another helpline is already running on ${dir}. Stop it, or give this one a DATA_DIR of its own; several processes that share one helpline need REDIS_URL.`,
      { cause: error },
    )
  }
}

function makeShape(db: DatabaseSync, file: string, schema: string): void {
  const found = Number(db.prepare('PRAGMA user_version').get()?.user_version)
  if (found > shape) {
    throw new Error(
      `${file} has shape ${found}, and this program knows shapes up to ${shape}. It was written by a newer version: start that one, or restore a backup from before.`,
    )
  }
  if (found > 0 && found < shape) {
    throw new Error(
      `${file} has shape ${found}, from a version before the first release; this program knows only shape ${shape}. Move the data directory away to begin anew.`,
    )
  }
  if (found === 0) db.exec(`${schema}; PRAGMA user_version = ${shape}`)
}

function errorCode(error: unknown): unknown {
  return error instanceof Error && 'errcode' in error ? error.errcode : null
}
