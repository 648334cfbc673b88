import type { Records } from '../core/ports.ts'
import type { StaffMember } from '../core/staff.ts'
import type { Known } from './accounts.ts'
import { type Attempts, placeOf } from './attempts.ts'
import type { Audit } from './audit.ts'
import { displayNameFault, type NameFault, plainName } from './names.ts'
import { hashPassword, type PasswordFault, passwordFault, passwordFits } from './passwords.ts'
import type { Sessions } from './sessions.ts'

export interface OwnView {
  readonly login: string
  readonly displayName: string
  readonly languages: readonly string[]
  readonly totp: boolean
  readonly passkeys: readonly { readonly id: string; readonly addedAt: number }[]
  readonly recoveryLeft: number
}

export type Sure =
  | { readonly at: 'sure' }
  | { readonly at: 'wrong' }
  | { readonly at: 'slow'; readonly afterSeconds: number }
type Fault = { readonly at: 'fault'; readonly fault: NameFault | PasswordFault | 'languages' }
export type Changed = { readonly at: 'done' } | Fault

/** What everybody may change about themselves. */
export interface Profile {
  view(member: StaffMember): OwnView
  save(
    member: StaffMember,
    draft: { readonly displayName: string; readonly languages: readonly string[] },
  ): Promise<Changed>
  /** Asked for again before anything by which one signs in is changed: a computer may stand open. */
  sure(member: StaffMember, password: string, from: string): Promise<Sure>
  /** All other sessions end. Gives the new cookie. */
  changePassword(
    member: StaffMember,
    password: string,
  ): Promise<{ readonly at: 'done'; readonly cookie: string } | Fault>
  endEverywhere(member: StaffMember): Promise<void>
}

export interface ProfileParts {
  readonly records: Records
  readonly sessions: Sessions
  readonly attempts: Attempts
  readonly now: () => number
  readonly audit: Audit
  readonly known: Pick<Known, 'languages'>
}

export function createProfile({ records, sessions, attempts, now, audit, known }: ProfileParts): Profile {
  return {
    view: ({ login, displayName, languages, factors }) => ({
      login,
      displayName,
      languages,
      totp: factors.totp !== null,
      passkeys: factors.passkeys.map(({ id, addedAt }) => ({ id, addedAt })),
      recoveryLeft: factors.recovery.length,
    }),
    async save({ id }, draft) {
      const displayName = plainName(draft.displayName)
      const fault = await displayNameFault(records, id, displayName)
      if (fault) return { at: 'fault', fault }
      const spoken = known.languages.filter((tag) => draft.languages.includes(tag))
      if (spoken.length === 0) return { at: 'fault', fault: 'languages' }
      await records.changeStaff(id, (m) => ({ ...m, displayName, languages: spoken }))
      audit('profile changed', id, id)
      return { at: 'done' }
    },
    async sure(member, password, from) {
      const keys = [`login:${member.login}`, placeOf(from)]
      const afterSeconds = attempts.begin(keys, now())
      if (afterSeconds > 0) return { at: 'slow', afterSeconds }
      if (!(await passwordFits(password, member.passwordHash))) return { at: 'wrong' }
      attempts.succeeded(keys)
      return { at: 'sure' }
    },
    async changePassword(member, password) {
      const fault = passwordFault(password, member.login)
      if (fault) return { at: 'fault', fault }
      const passwordHash = await hashPassword(password)
      await records.changeStaff(member.id, (m) => ({ ...m, passwordHash }))
      await sessions.endAll(member.id)
      audit('password changed', member.id, member.id)
      return { at: 'done', cookie: await sessions.begin(member, false) }
    },
    async endEverywhere(member) {
      await sessions.endAll(member.id)
      audit('signed out everywhere', member.id, member.id)
    },
  }
}
