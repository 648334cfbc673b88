import type { DatabaseSync } from 'node:sqlite'
import { idKeyTag } from '../ids.ts'
import type { Keys } from '../keys.ts'
import type { KeyChecks } from '../move/move.ts'
import { type NoticeName, type Notices, noticeNames, readNotice } from '../move/notices.ts'
import type { Seal } from '../seal.ts'

/** What a file says of itself, beside its content. */

export function readNotices(db: DatabaseSync): Notices {
  const read = db.prepare('SELECT value FROM meta WHERE name = ?')
  const found = noticeNames.map((name) => [name, read.get(name)?.value] as const)
  return Object.fromEntries(
    found.flatMap(([name, value]) =>
      value === undefined ? [] : [[name, readNotice(Buffer.from(value as Uint8Array).toString())]],
    ),
  )
}

export const setNotice = (db: DatabaseSync, name: NoticeName, text: string): void =>
  void db.prepare('INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)').run(name, Buffer.from(text))

export const dropNotice = (db: DatabaseSync, name: NoticeName): void =>
  void db.prepare('DELETE FROM meta WHERE name = ?').run(name)

/** Null: nothing was ever kept here. */
export function readChecks(db: DatabaseSync): KeyChecks | null {
  const read = (name: string) => db.prepare('SELECT value FROM meta WHERE name = ?').get(name)?.value
  const [masterKey, idKey] = [read('master-key'), read('id-key')] as (Uint8Array | undefined)[]
  return masterKey && idKey ? { masterKey, idKey } : null
}

/** Throws a sentence when the data was made with other keys. */
export function checkKeys(db: DatabaseSync, seal: Seal, { idKey }: Keys): void {
  const checks = readChecks(db)
  if (!checks) return
  seal.openRecord(checks.masterKey, 'check')
  if (idKeyTag(idKey).equals(checks.idKey)) return
  throw new Error(
    'The stored data was made with another ID_KEY: with this one everybody would be a stranger. Start with the ID_KEY it was made with; it never changes.',
  )
}

export function noteKeys(db: DatabaseSync, { masterKey, idKey }: KeyChecks): void {
  const write = db.prepare('INSERT OR IGNORE INTO meta (name, value) VALUES (?, ?)')
  write.run('master-key', masterKey)
  write.run('id-key', idKey)
}

/** Last: until everything is wrapped with the new MASTER_KEY, no start does without the older one. */
export function noteCheck(db: DatabaseSync, seal: Seal): void {
  db.prepare("UPDATE meta SET value = ? WHERE name = 'master-key'").run(seal.sealRecord('check', 'check'))
}

/**
 * Whoever stops when nothing is on its way says so; the next start finds it and takes it away. Without it nobody knows
 * which first lines were on their way when the process ended.
 */
export function takeEndedWell(db: DatabaseSync): boolean {
  const endedWell = hasEndedWell(db)
  db.prepare("DELETE FROM meta WHERE name = 'ended-well'").run()
  return endedWell
}

export function hasEndedWell(db: DatabaseSync): boolean {
  const isNew = db.prepare('SELECT 1 FROM conversations LIMIT 1').get() === undefined
  return isNew || db.prepare("SELECT 1 FROM meta WHERE name = 'ended-well'").get() !== undefined
}

export function noteEndedWell(db: DatabaseSync): void {
  db.prepare("INSERT OR REPLACE INTO meta (name, value) VALUES ('ended-well', x'01')").run()
}
