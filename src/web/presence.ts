import type { StaffRef } from '../core/conversation.ts'

export type Doing = 'looking' | 'writing'

export interface Presence {
  set(caseId: string, staff: StaffRef, doing: Doing | 'left', now: number): void
  of(caseId: string, now: number): readonly { readonly staff: StaffRef; readonly doing: Doing }[]
}

/** A console says so every ten seconds; whoever has been silent for longer than this has gone. */
const lifeMs = 15_000

/** Who looks at which case, and who is writing. In memory: after a restart it is told anew within seconds. */
export function createPresence(): Presence {
  const cases = new Map<string, Map<string, { staff: StaffRef; doing: Doing; at: number }>>()
  return {
    set(caseId, staff, doing, now) {
      const here = cases.get(caseId) ?? new Map()
      if (doing === 'left') here.delete(staff.id)
      else here.set(staff.id, { staff, doing, at: now })
      if (here.size === 0) cases.delete(caseId)
      else cases.set(caseId, here)
    },
    of(caseId, now) {
      const here = cases.get(caseId)
      if (!here) return []
      for (const [id, entry] of here) if (now - entry.at > lifeMs) here.delete(id)
      return [...here.values()].map(({ staff, doing }) => ({ staff, doing }))
    },
  }
}
