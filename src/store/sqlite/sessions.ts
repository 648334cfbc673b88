import type { DatabaseSync } from 'node:sqlite'
import type { Records } from '../../core/ports.ts'
import type { StaffLink } from '../../core/staff.ts'
import type { Group } from './group.ts'

type Sessions = Pick<
  Records,
  'session' | 'saveSession' | 'touchSession' | 'endSession' | 'saveLink' | 'link' | 'takeLink' | 'sweepStaff'
>

interface SessionRow {
  readonly id: string
  readonly staff: string
  readonly created_at: number
  readonly used_at: number
  readonly half: number
}

interface LinkRow {
  readonly id: string
  readonly staff: string
  readonly what: StaffLink['what']
  readonly drop_factors: number
  readonly until: number
}

/** What staff have open, and the links by which they come in. Hashes and times only: nothing here needs a seal. */
export function createSqliteSessions(db: DatabaseSync, group: Group): Sessions {
  const find = db.prepare('SELECT id, staff, created_at, used_at, half FROM sessions WHERE id = ?')
  const save = db.prepare(
    'INSERT OR REPLACE INTO sessions (id, staff, created_at, used_at, half) VALUES (?, ?, ?, ?, ?)',
  )
  const touch = db.prepare('UPDATE sessions SET used_at = ? WHERE id = ?')
  const seen = db.prepare(
    'UPDATE staff SET seen_at = ?1 WHERE id = (SELECT staff FROM sessions WHERE id = ?2 AND half = 0)',
  )
  const endOne = db.prepare('DELETE FROM sessions WHERE id = ?')
  const endAll = db.prepare('DELETE FROM sessions WHERE staff = ?')
  const stale = db.prepare('DELETE FROM sessions WHERE used_at < ? OR created_at < ? OR (half = 1 AND created_at < ?)')
  const saveLink = db.prepare(
    'INSERT OR REPLACE INTO links (staff, id, what, drop_factors, until) VALUES (?, ?, ?, ?, ?)',
  )
  const findLink = db.prepare('SELECT id, staff, what, drop_factors, until FROM links WHERE id = ?')
  const removeLink = db.prepare('DELETE FROM links WHERE id = ?')
  const staleLinks = db.prepare('DELETE FROM links WHERE until < ?')

  const linkOf = (id: string): StaffLink | null => {
    const row = findLink.get(id) as unknown as LinkRow | undefined
    if (!row) return null
    return { id: row.id, staff: row.staff, what: row.what, dropFactors: row.drop_factors === 1, until: row.until }
  }
  const inGroup = (write: () => void): Promise<void> =>
    group.enqueue(() => {
      write()
      return () => {}
    })

  return {
    async session(id) {
      const row = find.get(id) as unknown as SessionRow | undefined
      if (!row) return null
      return { id: row.id, staff: row.staff, createdAt: row.created_at, usedAt: row.used_at, half: row.half === 1 }
    },
    saveSession: ({ id, staff, createdAt, usedAt, half }) =>
      inGroup(() => {
        save.run(id, staff, createdAt, usedAt, half ? 1 : 0)
        seen.run(usedAt, id)
      }),
    touchSession: (id, at) =>
      inGroup(() => {
        touch.run(at, id)
        seen.run(at, id)
      }),
    endSession: (which) => inGroup(() => void ('id' in which ? endOne.run(which.id) : endAll.run(which.staff))),
    saveLink: ({ id, staff, what, dropFactors, until }) =>
      inGroup(() => void saveLink.run(staff, id, what, dropFactors ? 1 : 0, until)),
    link: async (id) => linkOf(id),
    takeLink: (id) =>
      group.enqueue(() => {
        const taken = linkOf(id)
        removeLink.run(id)
        return () => taken
      }),
    sweepStaff: ({ now, usedBefore, createdBefore, halfBefore }) =>
      group.enqueue(() => {
        const sessions = stale.run(usedBefore, createdBefore, halfBefore).changes
        const links = staleLinks.run(now).changes
        return () => Number(sessions) + Number(links)
      }),
  }
}
