import type { CaseView } from '../core/case-view.ts'
import type { Colleague, Roster } from '../core/roster.ts'
import type { StaffMember } from '../core/staff.ts'

/**
 * Who works here now. Not in it: who may not come in any more, and who has not chosen a name yet, by which nobody could
 * be told who they are. `hands`: see `inHand`.
 */
export function rosterOf(
  staff: readonly StaffMember[],
  hands: ReadonlyMap<string, number>,
  present: (member: string) => boolean,
): Roster {
  const here = staff.filter((member) => !member.disabled && member.displayName !== '')
  return {
    colleagues: here.map(
      (member): Colleague => ({
        ref: { id: member.id, name: member.displayName },
        roles: member.roles,
        desks: member.desks,
        offices: member.offices,
        languages: member.languages,
        varieties: member.varieties,
        gender: member.gender,
        present: present(member.id),
        busy: hands.get(member.id) ?? 0,
      }),
    ),
  }
}

/** How many cases and interpretations each member has in hand. A case that sleeps asks for nobody's hands. */
export function inHand(open: readonly CaseView[]): ReadonlyMap<string, number> {
  const hands = new Map<string, number>()
  for (const c of open) {
    const owner = c.state === 'claimed' && c.sleepsUntil === null ? c.by : null
    for (const one of [owner, c.interpreter]) if (one) hands.set(one.id, (hands.get(one.id) ?? 0) + 1)
  }
  return hands
}
