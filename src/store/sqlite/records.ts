import type { KeyObject } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import type { Records } from '../../core/ports.ts'
import type { StaffMember } from '../../core/staff.ts'
import { loginTag } from '../ids.ts'
import type { Seal } from '../seal.ts'
import type { Group } from './group.ts'
import { createSqliteSessions } from './sessions.ts'

interface StaffRow {
  readonly id: string
  readonly sealed: Uint8Array
}

/** Who works here. Members are sealed whole, what they sign in with included; a sign-in name is found by its tag. */
export function createSqliteRecords(db: DatabaseSync, group: Group, seal: Seal, idKey: KeyObject): Records {
  const all = db.prepare('SELECT id, sealed FROM staff ORDER BY id')
  const byLogin = db.prepare('SELECT id, sealed FROM staff WHERE login = ?')
  const byId = db.prepare('SELECT id, sealed FROM staff WHERE id = ?')
  const save = db.prepare(
    `INSERT INTO staff (id, login, sealed) VALUES (?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET login = excluded.login, sealed = excluded.sealed`,
  )
  const remove = db.prepare('DELETE FROM staff WHERE id = ?')
  const removeSessions = db.prepare('DELETE FROM sessions WHERE staff = ?')
  const removeLink = db.prepare('DELETE FROM links WHERE staff = ?')
  const seen = db.prepare('SELECT id, seen_at FROM staff WHERE seen_at IS NOT NULL')

  const member = (row: StaffRow): StaffMember => {
    const { v: _, ...kept } = JSON.parse(seal.openRecord(row.sealed, place(row.id)))
    return kept
  }
  const found = (row: unknown): StaffMember | null => (row ? member(row as StaffRow) : null)
  const write = (given: StaffMember, tag: Buffer): void =>
    void save.run(given.id, tag, seal.sealRecord(JSON.stringify({ v: 1, ...given }), place(given.id)))

  return {
    ...createSqliteSessions(db, group),
    async staff() {
      return (all.all() as unknown as StaffRow[]).map(member)
    },
    async staffByLogin(login) {
      return found(byLogin.get(loginTag(idKey, login)))
    },
    async staffById(id) {
      return found(byId.get(id))
    },
    saveStaff: (given) =>
      group.enqueue(() => {
        const tag = loginTag(idKey, given.login)
        const holder = byLogin.get(tag)
        if (holder && holder.id !== given.id) return () => false
        write(given, tag)
        return () => true
      }),
    changeStaff: (id, change) =>
      group.enqueue(() => {
        const before = found(byId.get(id))
        const changed = before && change(before)
        if (!changed) return () => null
        const after = { ...changed, id, login: before.login }
        write(after, loginTag(idKey, before.login))
        return () => after
      }),
    removeStaff: (id) =>
      group.enqueue(() => {
        for (const removal of [remove, removeSessions, removeLink]) removal.run(id)
        return () => {}
      }),
    async lastSeen() {
      return new Map(seen.all().map((row) => [String(row.id), Number(row.seen_at)]))
    },
  }
}

/** Inside a transaction: seals with the current master key whatever an older one sealed; gives how much that was. */
export function resealStaff(db: DatabaseSync, seal: Seal): number {
  let count = 0
  const replace = db.prepare('UPDATE staff SET sealed = ? WHERE id = ?')
  for (const row of db.prepare('SELECT id, sealed FROM staff').all() as unknown as StaffRow[]) {
    if (seal.isCurrent(row.sealed)) continue
    replace.run(seal.sealRecord(seal.openRecord(row.sealed, place(row.id)), place(row.id)), row.id)
    count++
  }
  return count
}

const place = (id: string): string => `staff\0${id}`
