import type { KeyObject } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import type { Records, StaffMember, StaffSession } from '../../core/ports.ts'
import { loginTag } from '../ids.ts'
import type { Seal } from '../seal.ts'
import type { Group } from './group.ts'

interface StaffRow {
  readonly id: string
  readonly sealed: Uint8Array
}

/** Who works here. Members are sealed whole; a sign-in name is found by its tag. */
export function createSqliteRecords(db: DatabaseSync, group: Group, seal: Seal, idKey: KeyObject): Records {
  const all = db.prepare('SELECT id, sealed FROM staff ORDER BY id')
  const byLogin = db.prepare('SELECT id, sealed FROM staff WHERE login = ?')
  const byId = db.prepare('SELECT id, sealed FROM staff WHERE id = ?')
  const save = db.prepare('INSERT OR REPLACE INTO staff (id, login, sealed) VALUES (?, ?, ?)')
  const remove = db.prepare('DELETE FROM staff WHERE id = ?')
  const session = db.prepare('SELECT id, staff, created_at, used_at FROM sessions WHERE id = ?')
  const saveSession = db.prepare('INSERT OR REPLACE INTO sessions (id, staff, created_at, used_at) VALUES (?, ?, ?, ?)')
  const endOne = db.prepare('DELETE FROM sessions WHERE id = ?')
  const endAll = db.prepare('DELETE FROM sessions WHERE staff = ?')

  const member = (row: StaffRow): StaffMember => {
    const { v: _, ...kept } = JSON.parse(seal.openRecord(row.sealed, place(row.id)))
    return kept
  }
  const found = (row: unknown): StaffMember | null => (row ? member(row as StaffRow) : null)
  const nothing = () => {}

  return {
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
        save.run(given.id, tag, seal.sealRecord(JSON.stringify({ v: 1, ...given }), place(given.id)))
        return () => true
      }),
    removeStaff: (id) =>
      group.enqueue(() => {
        remove.run(id)
        endAll.run(id)
        return nothing
      }),
    async session(id) {
      const row = session.get(id) as { id: string; staff: string; created_at: number; used_at: number } | undefined
      return row ? { id: row.id, staff: row.staff, createdAt: row.created_at, usedAt: row.used_at } : null
    },
    saveSession: ({ id, staff, createdAt, usedAt }: StaffSession) =>
      group.enqueue(() => {
        saveSession.run(id, staff, createdAt, usedAt)
        return nothing
      }),
    endSession: (which) =>
      group.enqueue(() => {
        if ('id' in which) endOne.run(which.id)
        else endAll.run(which.staff)
        return nothing
      }),
  }
}

/** Seals with the current master key whatever an older one sealed. */
export function resealStaff(db: DatabaseSync, seal: Seal): void {
  const replace = db.prepare('UPDATE staff SET sealed = ? WHERE id = ?')
  for (const row of db.prepare('SELECT id, sealed FROM staff').all() as unknown as StaffRow[]) {
    if (seal.isCurrent(row.sealed)) continue
    replace.run(seal.sealRecord(seal.openRecord(row.sealed, place(row.id)), place(row.id)), row.id)
  }
}

const place = (id: string): string => `staff\0${id}`
