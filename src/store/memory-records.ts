import type { Records } from '../core/ports.ts'
import type { StaffLink, StaffMember, StaffSession } from '../core/staff.ts'

/** Who works here, in plain maps. */
export function createMemoryRecords(): Records {
  const members = new Map<string, StaffMember>()
  const sessions = new Map<string, StaffSession>()
  const links = new Map<string, StaffLink>()
  const seen = new Map<string, number>()
  const byLogin = (login: string) => [...members.values()].find((member) => member.login === login)
  const note = (session: StaffSession): void => {
    sessions.set(session.id, structuredClone(session))
    if (!session.half && members.has(session.staff)) seen.set(session.staff, session.usedAt)
  }
  /** Removes what `over` finds; gives the number. */
  const drop = <T>(from: Map<string, T>, over: (one: T) => boolean): number => {
    const gone = [...from].filter(([, one]) => over(one))
    for (const [id] of gone) from.delete(id)
    return gone.length
  }
  return {
    async staff() {
      return structuredClone([...members.values()].sort((a, b) => (a.id < b.id ? -1 : 1)))
    },
    async staffByLogin(login) {
      return structuredClone(byLogin(login) ?? null)
    },
    async staffById(id) {
      return structuredClone(members.get(id) ?? null)
    },
    async saveStaff(member) {
      const holder = byLogin(member.login)
      if (holder && holder.id !== member.id) return false
      members.set(member.id, structuredClone(member))
      return true
    },
    async changeStaff(id, change) {
      const before = members.get(id)
      const changed = before && change(structuredClone(before))
      if (!changed) return null
      const after = structuredClone({ ...changed, id, login: before.login })
      members.set(id, after)
      return structuredClone(after)
    },
    async removeStaff(id) {
      members.delete(id)
      seen.delete(id)
      drop(sessions, (session) => session.staff === id)
      drop(links, (link) => link.staff === id)
    },
    async session(id) {
      return structuredClone(sessions.get(id) ?? null)
    },
    async saveSession(session) {
      note(session)
    },
    async touchSession(id, at) {
      const session = sessions.get(id)
      if (session) note({ ...session, usedAt: at })
    },
    async endSession(which) {
      drop(sessions, (session) => ('id' in which ? session.id === which.id : session.staff === which.staff))
    },
    async lastSeen() {
      return new Map(seen)
    },
    async saveLink(link) {
      drop(links, (other) => other.staff === link.staff)
      links.set(link.id, structuredClone(link))
    },
    async link(id) {
      return structuredClone(links.get(id) ?? null)
    },
    async takeLink(id) {
      const taken = links.get(id) ?? null
      links.delete(id)
      return taken
    },
    async sweepStaff({ now, usedBefore, createdBefore, halfBefore }) {
      const over = (one: StaffSession): boolean =>
        one.usedAt < usedBefore || one.createdAt < createdBefore || (one.half && one.createdAt < halfBefore)
      return drop(sessions, over) + drop(links, (link) => link.until < now)
    },
  }
}
