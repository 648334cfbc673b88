import type { CaseView } from '../core/case-view.ts'
import type { StaffMember } from '../core/ports.ts'

export type Action = 'see-queue' | 'read' | 'claim' | 'write' | 'note' | 'close'

/**
 * Who may do what with a case: the one place that says so. Consultants work at their desks, psychologists at theirs,
 * coordinators everywhere; interpreters and editors have no business in the queue.
 */
export function may(member: StaffMember, action: Action, c: CaseView): boolean {
  const works = member.roles.some((role) => role === 'consultant' || role === 'psychologist' || role === 'coordinator')
  if (!works || member.disabled) return false
  const everywhere = member.roles.includes('coordinator')
  const here = everywhere || member.desks.includes(c.desk)
  const own = c.by?.id === member.id || c.offeredTo?.id === member.id
  switch (action) {
    case 'see-queue':
    case 'claim':
      return here || own
    case 'read':
      // A case in somebody's hands is theirs to read; a waiting or closed one the desk's.
      return own || (here && c.state !== 'claimed')
    case 'write':
    case 'note':
    case 'close':
      return own
  }
}
