import type { Records } from '../core/ports.ts'
import { hasSecondFactor, noFactors, type StaffLink, type StaffMember } from '../core/staff.ts'
import type { Audit } from './audit.ts'
import { displayNameFault, type NameFault, plainName } from './names.ts'
import { hashPassword, type PasswordFault, passwordFault } from './passwords.ts'
import { newSecret, secretId } from './secrets.ts'
import { type Sessions, secondStepOf } from './sessions.ts'
import type { Entered } from './sign-in.ts'

export const invitationMs = 72 * 3_600_000
export const resetMs = 24 * 3_600_000

/** What whoever opens a link is greeted with. */
export interface Opened {
  readonly what: StaffLink['what']
  readonly login: string
  readonly displayName: string
}

export type Used =
  | Entered
  /** Used, too old, or never made: all the same to whoever holds it. */
  | { readonly at: 'no-link' }
  | { readonly at: 'fault'; readonly fault: PasswordFault | NameFault }

export interface Links {
  /** Gives the secret for the link; it is nowhere else. Earlier links of the member no longer open. */
  make(member: StaffMember, dropFactors: boolean): Promise<string>
  open(secret: string): Promise<Opened | null>
  /** Chooses name and password; the link is used up with it, and whoever was signed in is not any more. */
  use(secret: string, chosen: { readonly displayName: string; readonly password: string }): Promise<Used>
}

export interface LinksParts {
  readonly records: Records
  readonly sessions: Sessions
  readonly now: () => number
  readonly secondFactorNeeded: boolean
  readonly audit: Audit
}

export function createLinks({ records, sessions, now, secondFactorNeeded, audit }: LinksParts): Links {
  /** The member a link is for; null when it leads nowhere any more. */
  async function behind(link: StaffLink | null): Promise<StaffMember | null> {
    if (!link || link.until < now()) return null
    const member = await records.staffById(link.staff)
    return member && !member.disabled ? member : null
  }

  return {
    async make(member, dropFactors) {
      const secret = newSecret()
      const what = member.passwordHash === null ? 'invitation' : 'reset'
      const until = now() + (what === 'invitation' ? invitationMs : resetMs)
      await records.saveLink({ id: secretId(secret), staff: member.id, what, dropFactors, until })
      return secret
    },
    async open(secret) {
      const link = await records.link(secretId(secret))
      const member = await behind(link)
      return link && member ? { what: link.what, login: member.login, displayName: member.displayName } : null
    },
    async use(secret, chosen) {
      const id = secretId(secret)
      const found = await behind(await records.link(id))
      if (!found) return { at: 'no-link' }
      const displayName = plainName(chosen.displayName)
      const fault =
        (await displayNameFault(records, found.id, displayName)) ?? passwordFault(chosen.password, found.login)
      if (fault) return { at: 'fault', fault }
      const passwordHash = await hashPassword(chosen.password)
      // Only now: a password that was too short must not use the link up.
      const link = await records.takeLink(id)
      if (!link) return { at: 'no-link' }
      const member = await records.changeStaff(link.staff, (m) =>
        m.disabled ? null : { ...m, displayName, passwordHash, factors: link.dropFactors ? noFactors : m.factors },
      )
      if (!member) return { at: 'no-link' }
      await sessions.endAll(member.id)
      audit('link used', null, member.id)
      const half = secondFactorNeeded || hasSecondFactor(member)
      const cookie = await sessions.begin(member, half)
      return half ? { at: 'half', cookie, step: secondStepOf(member) } : { at: 'in', cookie, member }
    },
  }
}
