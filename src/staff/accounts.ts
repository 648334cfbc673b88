import { randomUUID } from 'node:crypto'
import type { Records } from '../core/ports.ts'
import { hasSecondFactor, noFactors, type Role, roles, type StaffMember } from '../core/staff.ts'
import type { Audit } from './audit.ts'
import type { Links } from './links.ts'
import { plainName } from './names.ts'
import type { Sessions } from './sessions.ts'

/** What a coordinator says about a member. The display name is not theirs to choose. */
export interface Draft {
  readonly legalName: string
  readonly roles: readonly string[]
  readonly desks: readonly string[]
  /** Empty = all of them. */
  readonly offices: readonly string[]
  readonly languages: readonly string[]
  readonly varieties: readonly string[]
  readonly gender: 'woman' | 'man' | null
  readonly onDuty: boolean
}

/** What there is to choose from. */
/** What there is in the knowledge, at this moment: read anew each time. */
export interface Known {
  readonly desks: readonly string[]
  readonly offices: readonly string[]
  readonly languages: readonly string[]
}

export type DraftFault = 'login' | 'login-taken' | 'legal-name' | 'roles' | 'desks' | 'offices' | 'languages'
export type Refusal = DraftFault | 'no-member' | 'last-coordinator' | 'disabled'
export type Outcome = { readonly at: 'done' } | { readonly at: 'refused'; readonly why: Refusal }
export type Linked =
  | { readonly at: 'done'; readonly secret: string }
  | { readonly at: 'refused'; readonly why: Refusal }

/** A member as coordinators see them. */
export interface AccountView extends Draft {
  readonly id: string
  readonly login: string
  readonly displayName: string
  readonly secondFactor: boolean
  /** Alerts reach them on their phone. */
  readonly paged: boolean
  /** Has not chosen a password yet. */
  readonly invited: boolean
  readonly disabled: boolean
  readonly lastSeen: number | null
}

/** What coordinators do with accounts, in the console or by the command. `by`: their id; null = the command. */
export interface Accounts {
  list(): Promise<readonly AccountView[]>
  invite(by: string | null, login: string, draft: Draft): Promise<Linked>
  edit(by: string | null, id: string, draft: Draft): Promise<Outcome>
  setDisabled(by: string | null, id: string, disabled: boolean): Promise<Outcome>
  /** A new invitation for who has not come yet, a reset for everybody else. */
  link(by: string | null, id: string, dropFactors: boolean): Promise<Linked>
  endSessions(by: string | null, id: string): Promise<Outcome>
}

export interface AccountsParts {
  readonly records: Records
  readonly sessions: Sessions
  readonly links: Links
  readonly audit: Audit
  readonly known: Known
}

export function createAccounts({ records, sessions, links, audit, known }: AccountsParts): Accounts {
  const refused = (why: Refusal) => ({ at: 'refused', why }) as const
  const done = { at: 'done' } as const

  /** The draft with all that is unknown left out, or what is missing. */
  function checked(draft: Draft): { readonly fault: DraftFault } | { readonly facts: Draft & { roles: Role[] } } {
    const has = roles.filter((role) => draft.roles.includes(role))
    const desks = known.desks.filter((desk) => draft.desks.includes(desk))
    const offices = known.offices.filter((office) => draft.offices.includes(office))
    const languages = known.languages.filter((tag) => draft.languages.includes(tag))
    const legalName = plainName(draft.legalName)
    const interprets = has.includes('interpreter')
    if (legalName === '') return { fault: 'legal-name' }
    if (has.length === 0) return { fault: 'roles' }
    const sits = has.includes('consultant') || has.includes('psychologist')
    if (desks.length !== new Set(draft.desks).size || (sits && desks.length === 0)) return { fault: 'desks' }
    if (offices.length !== new Set(draft.offices).size) return { fault: 'offices' }
    if (languages.length !== new Set(draft.languages).size || languages.length === 0) return { fault: 'languages' }
    const varieties = interprets ? draft.varieties.map(plainName).filter(Boolean).slice(0, 20) : []
    const gender = interprets ? draft.gender : null
    // Called in danger is only whoever could then take the case.
    const onDuty = draft.onDuty && (sits || has.includes('coordinator'))
    return { facts: { legalName, roles: has, desks, offices, languages, varieties, gender, onDuty } }
  }

  /** Somebody has to be able to let people in. */
  async function isLastCoordinator(id: string): Promise<boolean> {
    const staff = await records.staff()
    const able = staff.filter((m) => m.roles.includes('coordinator') && !m.disabled && m.passwordHash !== null)
    return able.length === 1 && able[0]?.id === id
  }

  return {
    async list() {
      const seen = await records.lastSeen()
      const staff = [...(await records.staff())].sort((a, b) => (a.login < b.login ? -1 : 1))
      return staff.map((member) => viewOf(member, seen.get(member.id) ?? null))
    },
    async invite(by, given, draft) {
      const login = given.trim().toLowerCase()
      if (!/^[a-z0-9][a-z0-9._@-]{1,59}$/.test(login)) return refused('login')
      const { fault, facts } = { fault: null, facts: null, ...checked(draft) }
      if (fault || !facts) return refused(fault ?? 'legal-name')
      const fresh = {
        telegram: null,
        passwordHash: null,
        factors: noFactors,
        demo: false,
        disabled: false,
      }
      const member: StaffMember = { id: randomUUID(), login, displayName: '', ...facts, ...fresh }
      if (!(await records.saveStaff(member))) return refused('login-taken')
      audit('invited', by, member.id)
      return { at: 'done', secret: await links.make(member, false) }
    },
    async edit(by, id, draft) {
      const { fault, facts } = { fault: null, facts: null, ...checked(draft) }
      if (fault || !facts) return refused(fault ?? 'legal-name')
      if (!facts.roles.includes('coordinator') && (await isLastCoordinator(id))) return refused('last-coordinator')
      if (!(await records.changeStaff(id, (m) => ({ ...m, ...facts })))) return refused('no-member')
      audit('edited', by, id)
      return done
    },
    async setDisabled(by, id, disabled) {
      if (disabled && (await isLastCoordinator(id))) return refused('last-coordinator')
      if (!(await records.changeStaff(id, (m) => ({ ...m, disabled })))) return refused('no-member')
      await sessions.endAll(id)
      audit(disabled ? 'disabled' : 'enabled', by, id)
      return done
    },
    async link(by, id, dropFactors) {
      const member = await records.staffById(id)
      if (!member) return refused('no-member')
      if (member.disabled) return refused('disabled')
      audit(member.passwordHash === null ? 'invited' : 'reset link made', by, id)
      return { at: 'done', secret: await links.make(member, dropFactors) }
    },
    async endSessions(by, id) {
      await sessions.endAll(id)
      audit('sessions ended', by, id)
      return done
    },
  }
}

function viewOf(member: StaffMember, lastSeen: number | null): AccountView {
  const { id, login, displayName, legalName, roles, desks, offices, languages, varieties, gender } = member
  const { onDuty, disabled } = member
  const invited = member.passwordHash === null
  const secondFactor = hasSecondFactor(member)
  const shown = { id, login, displayName, legalName, roles, desks, offices, languages, varieties, gender, onDuty }
  return { ...shown, secondFactor, paged: member.telegram !== null, invited, disabled, lastSeen }
}
