import type { CaseView } from '../core/case-view.ts'
import type { Role, StaffMember } from '../core/staff.ts'

/** How far a right reaches: which cases it holds for. */
type Reach =
  | 'everywhere'
  /** Cases at the member's desks and offices, and their own. */
  | 'desk'
  /** The same, as long as nobody else has the case: a case in somebody's hands is theirs to read. */
  | 'desk, unclaimed'
  /** Cases the member has, or is offered. */
  | 'own'
  /** Cases in which the member interprets, from the start of it to its end. */
  | 'interpreting'
  | 'own, or of another desk than the psychologists'

/**
 * The table of conversation.md, "Roles", row by row: the one place that says who may do what. What a row does not name
 * is not allowed; who has several roles may do what any of them may.
 */
export const table = {
  'see-queue': { consultant: 'desk', psychologist: 'desk', coordinator: 'everywhere' },
  claim: { consultant: 'desk', psychologist: 'desk', coordinator: 'everywhere' },
  read: {
    consultant: 'desk, unclaimed',
    psychologist: 'desk, unclaimed',
    interpreter: 'interpreting',
    coordinator: 'desk, unclaimed',
  },
  write: { consultant: 'own', psychologist: 'own', interpreter: 'interpreting', coordinator: 'own' },
  /** Asks for a reason, which is kept. */
  'read-anothers': { consultant: 'desk', coordinator: 'everywhere' },
  note: { consultant: 'desk, unclaimed', psychologist: 'own' },
  'read-notes': {
    consultant: 'desk, unclaimed',
    psychologist: 'own',
    coordinator: 'own, or of another desk than the psychologists',
  },
  close: { consultant: 'own', psychologist: 'own', coordinator: 'everywhere' },
  transfer: { consultant: 'own', psychologist: 'own', coordinator: 'everywhere' },
  'invite-interpreter': { consultant: 'own', psychologist: 'own', coordinator: 'everywhere' },
  'leave-as-interpreter': { interpreter: 'interpreting' },
  /** Erases all that is kept of the case's person. */
  erase: { consultant: 'own', psychologist: 'own', coordinator: 'everywhere' },
  'try-knowledge': {
    consultant: 'everywhere',
    psychologist: 'everywhere',
    editor: 'everywhere',
    coordinator: 'everywhere',
  },
  'override-knowledge': { consultant: 'everywhere', editor: 'everywhere', coordinator: 'everywhere' },
  /** Misses, coverage, drafts. */
  'edit-knowledge': { editor: 'everywhere', coordinator: 'everywhere' },
  'manage-staff': { coordinator: 'everywhere' },
  'see-reports': { coordinator: 'everywhere' },
  'see-audit': { coordinator: 'everywhere' },
} as const satisfies Readonly<Record<string, Partial<Record<Role, Reach>>>>

export type Action = keyof typeof table
/** What a member's place in a case depends on. */
export type CaseFacts = Pick<CaseView, 'desk' | 'office' | 'urgency' | 'state' | 'by' | 'offeredTo'>

/** `c`: the case it is about; null where it is about none. `interprets`: the member does so in this case, now. */
export type May = (member: StaffMember, action: Action, c?: CaseFacts | null, interprets?: boolean) => boolean

/** `fallback`: the office, at this moment, whose members see every office's cases, so that nobody waits unseen in a small one. */
export function createMay(fallback: () => string | null): May {
  return (member, action, c = null, interprets = false) => {
    const rights: Partial<Record<Role, Reach>> = table[action]
    const near = c !== null && inSight(member, c, fallback())
    return !member.disabled && member.roles.some((role) => reaches(role, rights[role], member, c, near, interprets))
  }
}

/** Danger is everybody's who sits at the desk, and so is a case that no office has. No office named: all of them. */
const inSight = ({ offices }: StaffMember, c: CaseFacts, fallback: string | null): boolean =>
  offices.length === 0 ||
  c.office === null ||
  c.urgency === 'danger' ||
  offices.some((office) => office === c.office || office === fallback)

function reaches(
  role: Role,
  reach: Reach | undefined,
  member: StaffMember,
  c: CaseFacts | null,
  near: boolean,
  interprets: boolean,
): boolean {
  if (reach === undefined) return false
  if (reach === 'everywhere') return true
  if (reach === 'interpreting') return interprets
  if (c === null) return false
  const own = c.by?.id === member.id || c.offeredTo?.id === member.id
  // A coordinator sits at every desk, of every office.
  // Nobody in danger waits for the right desk: until somebody has them they are everybody's.
  const unheld = c.urgency === 'danger' && c.state === 'queued'
  const here = role === 'coordinator' || unheld || (near && member.desks.includes(c.desk))
  switch (reach) {
    case 'own':
      return own
    case 'desk':
      return own || here
    case 'desk, unclaimed':
      return own || (here && c.state !== 'claimed')
    case 'own, or of another desk than the psychologists':
      return own || c.desk !== 'psychologist'
  }
}
