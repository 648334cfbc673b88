import { execFile } from 'node:child_process'
import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { WriteAheadLog } from './log.ts'

/** Every copy of the conversations, by the moment it was made: `helpline-20261123T091500Z.db`. */
const copyName = /^helpline-\d{8}T\d{6}Z\.db$/
export const keysName = 'keys.db'
export const stampOf = (at: number): string => new Date(at).toISOString().replaceAll(/[-:]|\.\d+/g, '')

/** Copies of `helpline.db` in a folder, newest first. */
export const copiesIn = (dir: string): readonly string[] =>
  existsSync(dir)
    ? readdirSync(dir)
        .filter((name) => copyName.test(name))
        .sort()
        .reverse()
    : []

export interface Copied {
  readonly keysDb: DatabaseSync
  /** The folder of both files. */
  readonly from: string
  readonly log: WriteAheadLog
}

/**
 * Copies both files of a running store, while it goes on working. First the conversations, then their keys: so every
 * conversation of a copy has its key, unless it was erased meanwhile. Of the keys only the newest copy is kept, or a
 * backup would bring back who was erased. Gives the bytes written.
 *
 * SQLite's own way (`sqlite3_backup`) fails whenever the same connection writes, and there is only one. The file itself
 * can be copied as long as it does not change: what is written meanwhile stays in the log.
 */
export async function copyBoth({ from, keysDb, log }: Copied, dir: string, at: number): Promise<number> {
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  const talks = await whole(dir, `helpline-${stampOf(at)}.db`, (part) =>
    log.whileStill(async () => {
      await run(process.execPath, [copyFile, join(from, 'helpline.db'), part])
    }),
  )
  return talks + copyKeys(keysDb, dir)
}

/**
 * The keys as they are now, in the place of the copy before. Some hundred bytes a talk: nobody waits for that, and nobody
 * comes between.
 */
export function copyKeys(keysDb: DatabaseSync, dir: string): number {
  const part = join(dir, `${keysName}.part`)
  const path = join(dir, keysName)
  rmSync(part, { force: true })
  try {
    keysDb.prepare('VACUUM INTO ?').run(part)
    chmodSync(part, 0o600)
    toDisk(part)
    renameSync(part, path)
    toDisk(dir)
  } catch (error) {
    rmSync(part, { force: true })
    throw error
  }
  return statSync(path).size
}

const run = promisify(execFile)
const copyFile = fileURLToPath(new URL('copy-file.ts', import.meta.url))

/** Whole or not at all: a copy has its name only when it lies on the disk. */
async function whole(dir: string, name: string, write: (part: string) => Promise<void>): Promise<number> {
  const part = join(dir, `${name}.part`)
  rmSync(part, { force: true })
  try {
    await write(part)
    renameSync(part, join(dir, name))
    toDisk(dir)
  } catch (error) {
    rmSync(part, { force: true })
    throw error
  }
  return statSync(join(dir, name)).size
}

/** Puts a copy, and the newest keys beside it, where a store is opened. Throws a sentence when that cannot be done. */
export function putBack(from: string, name: string, dir: string): void {
  for (const needed of [name, keysName])
    if (!existsSync(join(from, needed))) throw new Error(`There is no ${needed} in ${from}.`)
  if (existsSync(join(dir, 'helpline.db')))
    throw new Error(`${dir} holds a helpline already. Move it away first, or set DATA_DIR to an empty folder.`)
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 })
    putFile(join(from, keysName), join(dir, keysName))
    putFile(join(from, name), join(dir, 'helpline.db'))
    checkWhole(join(dir, 'helpline.db'), name)
  } catch (error) {
    for (const put of ['helpline.db', 'helpline.db-wal', 'helpline.db-shm', keysName])
      rmSync(join(dir, put), { force: true })
    throw error
  }
}

function putFile(from: string, to: string): void {
  copyFileSync(from, to)
  chmodSync(to, 0o600)
  toDisk(to)
}

function checkWhole(path: string, name: string): void {
  let found: unknown
  try {
    const db = new DatabaseSync(path)
    found = db.prepare('PRAGMA integrity_check').get()?.integrity_check
    db.close()
  } catch {
    found = 'no database'
  }
  if (found !== 'ok') throw new Error(`${name} is damaged. Take an older copy: --copy FILE.`)
}

function toDisk(path: string): void {
  const file = openSync(path, 'r')
  fsyncSync(file)
  closeSync(file)
}
