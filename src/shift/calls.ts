import type { AlertWhy } from '../core/effects.ts'
import type { StaffMember } from '../core/staff.ts'

export interface Alert {
  readonly case: string
  readonly why: AlertWhy
  readonly to?: readonly string[]
}

/**
 * Whose telephone rings. Who was named, unless their console rings already. In danger everybody on the list and all
 * coordinators, here or not, at any hour: an open console is no proof that somebody sits before it. When no interpreter
 * was found, coordinators. Everything else rings consoles only.
 */
export function called(alert: Alert, staff: readonly StaffMember[], present: (id: string) => boolean): StaffMember[] {
  const { to } = alert
  return staff.filter((member) => {
    if (member.disabled || member.telegram === null) return false
    if (to) return to.includes(member.id) && !present(member.id)
    const coordinates = member.roles.includes('coordinator')
    if (alert.why === 'danger') return member.onDuty || coordinates
    return alert.why === 'no-interpreter' && coordinates
  })
}

/** Who looks after the answers, and can be called: told of an edit that is not live. */
export const keepers = (staff: readonly StaffMember[]): StaffMember[] =>
  staff.filter(
    ({ roles, disabled, telegram }) =>
      !disabled && telegram !== null && (roles.includes('editor') || roles.includes('coordinator')),
  )

/** Worth a look at the accounts at all. */
export const mayCall = ({ why, to }: Alert): boolean => to !== undefined || why === 'danger' || why === 'no-interpreter'
