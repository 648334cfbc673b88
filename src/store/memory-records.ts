import type { Records, StaffMember, StaffSession } from '../core/ports.ts'

/** Who works here, in plain maps. */
export function createMemoryRecords(): Records {
  const members = new Map<string, StaffMember>()
  const sessions = new Map<string, StaffSession>()
  const byLogin = (login: string) => [...members.values()].find((member) => member.login === login)
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
    async removeStaff(id) {
      members.delete(id)
      for (const session of sessions.values()) if (session.staff === id) sessions.delete(session.id)
    },
    async session(id) {
      return structuredClone(sessions.get(id) ?? null)
    },
    async saveSession(session) {
      sessions.set(session.id, structuredClone(session))
    },
    async endSession(which) {
      for (const session of sessions.values()) {
        if ('id' in which ? session.id === which.id : session.staff === which.staff) sessions.delete(session.id)
      }
    },
  }
}
