import type { Records } from '../core/ports.ts'
import { hasSecondFactor, type StaffMember } from '../core/staff.ts'
import { type Attempts, placeOf } from './attempts.ts'
import type { Audit } from './audit.ts'
import type { Passkeys, Site } from './passkeys.ts'
import { passwordFits } from './passwords.ts'
import { useRecovery } from './recovery.ts'
import { type Found, type SecondStep, type Sessions, secondStepOf } from './sessions.ts'
import { useTotp } from './totp.ts'

export type Entered =
  | { readonly at: 'in'; readonly cookie: string; readonly member: StaffMember }
  /** The password was right. The cookie is good for the second step, and for five minutes. */
  | { readonly at: 'half'; readonly cookie: string; readonly step: SecondStep }
  | { readonly at: 'wrong' }
  /** The half session is over: begin with the password. */
  | { readonly at: 'ended' }
  | Slow
export type Slow = { readonly at: 'slow'; readonly afterSeconds: number }

export interface SignIn {
  open(login: string, password: string, from: string): Promise<Entered>
  /** The second step with a code: six digits of an authenticator app, or a recovery code. */
  proveByCode(cookie: string | null, code: string, from: string): Promise<Entered>
  /** What the browser is to ask a passkey for: the second step's, or instead of a password. */
  passkeyToShow(
    cookie: string | null,
    site: Site,
    from: string,
  ): Promise<{ readonly at: 'ask'; readonly options: object } | Slow>
  proveByPasskey(cookie: string | null, answer: unknown, site: Site, from: string): Promise<Entered>
  /** The member of a full session. `look`: it does not count as use. */
  who(cookie: string | null, look?: 'look' | undefined): Promise<StaffMember | null>
  /** Whoever may set up the second factor that is missing, and nothing else. */
  settingUp(cookie: string | null): Promise<StaffMember | null>
  /** The second step that is to be done; null for everybody else. */
  step(cookie: string | null): Promise<SecondStep | null>
  close(cookie: string | null): Promise<void>
}

export interface SignInParts {
  readonly records: Records
  readonly sessions: Sessions
  readonly passkeys: Passkeys
  readonly attempts: Attempts
  readonly now: () => number
  /** False in the demo only: there a second factor is a matter of choice. */
  readonly secondFactorNeeded: boolean
  readonly audit: Audit
}

const triesOfHalf = 5

/**
 *   password ──> half session ──code or passkey──> full session
 *   passkey, with finger or PIN ─────────────────> full session       each arrow gives a new cookie
 */
export function createSignIn(parts: SignInParts): SignIn {
  const { records, sessions, passkeys, attempts, now, audit } = parts
  const tries = new Map<string, number>()

  async function enter(member: StaffMember, from: string, before: string | null): Promise<Entered> {
    attempts.succeeded([`login:${member.login}`, `second:${member.id}`, placeOf(from)])
    // Another cookie than before: whoever planted or saw the old one has nothing.
    await sessions.end(before)
    audit('signed in', member.id, member.id)
    return { at: 'in', cookie: await sessions.begin(member, false), member }
  }

  function slow(keys: readonly string[]): Slow | null {
    const afterSeconds = attempts.begin(keys, now())
    return afterSeconds === 0 ? null : { at: 'slow', afterSeconds }
  }

  /** The half session of a second step, one of its five tries taken. */
  async function half(cookie: string | null, from: string): Promise<Found | Entered> {
    const found = await sessions.find(cookie)
    if (!found?.session.half || !hasSecondFactor(found.member)) return { at: 'ended' }
    const { session, member } = found
    const waits = slow([`second:${member.id}`, placeOf(from)])
    if (waits) return waits
    tries.set(session.id, (tries.get(session.id) ?? 0) + 1)
    if (tries.size > 10_000) tries.clear()
    return found
  }

  async function refuse({ session, member }: Found, cookie: string | null): Promise<Entered> {
    audit('second factor refused', null, member.id)
    if ((tries.get(session.id) ?? 0) < triesOfHalf) return { at: 'wrong' }
    tries.delete(session.id)
    await sessions.end(cookie)
    return { at: 'ended' }
  }

  async function byPasskeyAlone(answer: unknown, site: Site, from: string): Promise<Entered> {
    const waits = slow([placeOf(from)])
    if (waits) return waits
    const owner = passkeys.owner(answer)
    const member = owner === null ? null : await records.staffById(owner)
    const used = member && !member.disabled ? await passkeys.shown(member, answer, true, site) : null
    const changed = used && member ? await records.changeStaff(member.id, usePasskey(used)) : null
    if (changed) return enter(changed, from, null)
    audit('sign-in refused', null, member?.id ?? null)
    return { at: 'wrong' }
  }

  return {
    async open(login, password, from) {
      const name = login.trim().toLowerCase().slice(0, 100)
      const waits = slow([`login:${name}`, placeOf(from)])
      if (waits) return waits
      const member = await records.staffByLogin(name)
      const fits = await passwordFits(password, member?.passwordHash ?? null)
      if (!fits || !member || member.disabled) {
        audit('sign-in refused', null, member?.id ?? null)
        return { at: 'wrong' }
      }
      if (!parts.secondFactorNeeded && !hasSecondFactor(member)) return enter(member, from, null)
      return { at: 'half', cookie: await sessions.begin(member, true), step: secondStepOf(member) }
    },
    async proveByCode(cookie, code, from) {
      const found = await half(cookie, from)
      if ('at' in found) return found
      const { id } = found.member
      const typed = code.slice(0, 100)
      const changed = await records.changeStaff(id, (m) => withFactors(m, useTotp(m.factors, typed, now())))
      if (changed) return enter(changed, from, cookie)
      const recovered = await records.changeStaff(id, (m) => withFactors(m, useRecovery(m.factors, typed)))
      if (!recovered) return refuse(found, cookie)
      audit('recovery code used', id, id)
      return enter(recovered, from, cookie)
    },
    async passkeyToShow(cookie, site, from) {
      const found = await sessions.find(cookie)
      const member = found?.session.half ? found.member : null
      // Whoever asks without a name takes a place among what waits: that counts as a try.
      const waits = member ? null : slow([placeOf(from)])
      return waits ?? { at: 'ask', options: await passkeys.toShow(member, site) }
    },
    async proveByPasskey(cookie, answer, site, from) {
      const found = await sessions.find(cookie)
      if (!found?.session.half) return byPasskeyAlone(answer, site, from)
      const counted = await half(cookie, from)
      if ('at' in counted) return counted
      const used = await passkeys.shown(counted.member, answer, false, site)
      const changed = used && (await records.changeStaff(counted.member.id, usePasskey(used)))
      return changed ? enter(changed, from, cookie) : refuse(counted, cookie)
    },
    who: (cookie, look) => sessions.full(cookie, look),
    async settingUp(cookie) {
      const found = await sessions.find(cookie)
      return found?.session.half && !hasSecondFactor(found.member) ? found.member : null
    },
    async step(cookie) {
      const found = await sessions.find(cookie)
      return found?.session.half ? secondStepOf(found.member) : null
    },
    async close(cookie) {
      const found = await sessions.find(cookie)
      if (found) audit('signed out', found.member.id, found.member.id)
      await sessions.end(cookie)
    },
  }
}

const withFactors = (member: StaffMember, factors: StaffMember['factors'] | null): StaffMember | null =>
  factors && { ...member, factors }

/** Notes the counter; null when the passkey was removed meanwhile. */
const usePasskey = (used: StaffMember['factors']['passkeys'][number]) => (member: StaffMember) => {
  const { passkeys } = member.factors
  if (!passkeys.some(({ id }) => id === used.id)) return null
  return withFactors(member, {
    ...member.factors,
    passkeys: passkeys.map((one) => (one.id === used.id ? used : one)),
  })
}
