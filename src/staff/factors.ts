import type { Party } from '../core/party.ts'
import type { Records } from '../core/ports.ts'
import { hasSecondFactor, noFactors, type SecondFactors, type StaffMember } from '../core/staff.ts'
import type { Audit, Deed } from './audit.ts'
import { createOneUse } from './one-use.ts'
import type { Passkeys, Site } from './passkeys.ts'
import { type Qr, qrOf } from './qr.ts'
import { newRecoveryCodes } from './recovery.ts'
import type { Sessions } from './sessions.ts'
import { newTotpSecret, totpStep, totpUri } from './totp.ts'

export type Added =
  | {
      readonly at: 'done'
      /** With the first factor: ten codes, shown this once. */
      readonly recovery: readonly string[] | null
      /** When it completed a half session: the cookie of the full one. */
      readonly cookie: string | null
      readonly member: StaffMember
    }
  | { readonly at: 'fault'; readonly fault: 'code' | 'passkey' | 'not-now' }

/** A member's own second factors. `first`: it is set up from a half session, and is the step that was missing. */
export interface Factors {
  /** A fresh secret for an authenticator app. Nothing is changed until a code of it has come back. */
  totpToAdd(member: StaffMember): { readonly secret: string; readonly uri: string; readonly qr: Qr }
  addTotp(member: StaffMember, code: string, first: boolean): Promise<Added>
  passkeyToAdd(member: StaffMember, site: Site): Promise<object>
  addPasskey(member: StaffMember, answer: unknown, site: Site, first: boolean): Promise<Added>
  /** False: it is the last one, and one is needed; or it is not there. */
  remove(member: StaffMember, which: 'totp' | { readonly passkey: string }): Promise<boolean>
  /** Ten new codes; the old ones are worth nothing any more. Null without a second factor: there is nothing to recover. */
  renewRecovery(member: StaffMember): Promise<readonly string[] | null>
}

export interface FactorsParts {
  readonly records: Records
  readonly sessions: Sessions
  readonly passkeys: Passkeys
  readonly now: () => number
  readonly secondFactorNeeded: boolean
  readonly audit: Audit
  readonly party?: Party
}

export function createFactors(parts: FactorsParts): Factors {
  const { records, sessions, passkeys, now, secondFactorNeeded, audit } = parts
  const secrets = createOneUse<string>('secrets', parts.party)

  async function add(
    { id }: StaffMember,
    deed: Deed,
    first: boolean,
    grow: (f: SecondFactors) => SecondFactors,
  ): Promise<Added> {
    const codes = newRecoveryCodes()
    let fresh = false
    const member = await records.changeStaff(id, (m) => {
      // Of two half sessions only one sets a factor up: the other one has to show it.
      if (first && hasSecondFactor(m)) return null
      fresh = !hasSecondFactor(m)
      const factors = grow(m.factors)
      return { ...m, factors: fresh ? { ...factors, recovery: codes.hashes } : factors }
    })
    if (!member) return { at: 'fault', fault: 'not-now' }
    audit(deed, id, id)
    const recovery = fresh ? codes.codes : null
    if (!first) return { at: 'done', recovery, cookie: null, member }
    await sessions.endAll(id)
    audit('signed in', id, id)
    return { at: 'done', recovery, cookie: await sessions.begin(member, false), member }
  }

  return {
    totpToAdd(member) {
      const secret = newTotpSecret()
      secrets.keep(member.id, secret, now())
      const uri = totpUri(secret, member.login)
      return { secret, uri, qr: qrOf(uri) }
    },
    async addTotp(member, code, first) {
      const secret = secrets.look(member.id, now())
      const lastStep = secret && totpStep(secret, code, now())
      if (!secret || lastStep === null || lastStep === '') return { at: 'fault', fault: 'code' }
      secrets.take(member.id, now())
      return add(member, 'totp added', first, (factors) => ({ ...factors, totp: { secret, lastStep } }))
    },
    passkeyToAdd: (member, site) => passkeys.toAdd(member, site),
    async addPasskey(member, answer, site, first) {
      const passkey = await passkeys.added(member, answer, site)
      if (!passkey) return { at: 'fault', fault: 'passkey' }
      return add(member, 'passkey added', first, (factors) => ({
        ...factors,
        passkeys: [...factors.passkeys.filter(({ id }) => id !== passkey.id), passkey],
      }))
    },
    async remove({ id }, which) {
      const changed = await records.changeStaff(id, (m) => {
        const factors =
          which === 'totp'
            ? { ...m.factors, totp: null }
            : { ...m.factors, passkeys: m.factors.passkeys.filter((one) => one.id !== which.passkey) }
        const left = { ...m, factors }
        if (hasSecondFactor(left)) return left
        return secondFactorNeeded ? null : { ...m, factors: noFactors }
      })
      if (changed) audit(which === 'totp' ? 'totp removed' : 'passkey removed', id, id)
      return changed !== null
    },
    async renewRecovery({ id }) {
      const { codes, hashes } = newRecoveryCodes()
      const changed = await records.changeStaff(id, (m) =>
        hasSecondFactor(m) ? { ...m, factors: { ...m.factors, recovery: hashes } } : null,
      )
      if (changed) audit('recovery codes renewed', id, id)
      return changed ? codes : null
    },
  }
}
