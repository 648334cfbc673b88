import type { Records } from '../core/ports.ts'
import { hasSecondFactor, type StaffMember, type StaffSession } from '../core/staff.ts'
import { oneUseMs } from './one-use.ts'
import { newSecret, secretId } from './secrets.ts'

export const idleMs = 30 * 60_000
export const absoluteMs = 12 * 3_600_000
export const halfMs = oneUseMs
/** A session is written down as used at most this often: reading the queue all day is no write a second. */
const touchMs = 60_000

export interface Found {
  readonly session: StaffSession
  readonly member: StaffMember
}

/** The second step that a half session is good for. */
export interface SecondStep {
  readonly at: 'prove' | 'set-up'
  readonly totp: boolean
  readonly passkey: boolean
}

export interface Sessions {
  /** Gives the cookie's value. */
  begin(member: StaffMember, half: boolean): Promise<string>
  /** Whose session this is, half ones included; null when it has ended, was revoked, or never was. */
  find(cookie: string | null): Promise<Found | null>
  /** Like `find`, for full sessions; does not count as use when `look` is set. */
  full(cookie: string | null, look?: 'look' | undefined): Promise<StaffMember | null>
  end(cookie: string | null): Promise<void>
  endAll(staff: string): Promise<void>
  /** Removes what is over. */
  sweep(): Promise<number>
}

/** Sessions live in the store, so that they can be ended; the cookie is 256 random bits and only its hash is stored. */
export function createSessions(records: Records, now: () => number): Sessions {
  const isOver = ({ usedAt, createdAt, half }: StaffSession): boolean =>
    now() - usedAt > idleMs || now() - createdAt > (half ? halfMs : absoluteMs)

  async function find(cookie: string | null): Promise<Found | null> {
    const session = cookie ? await records.session(secretId(cookie)) : null
    if (!session) return null
    if (isOver(session)) {
      await records.endSession({ id: session.id })
      return null
    }
    const member = await records.staffById(session.staff)
    return member && !member.disabled ? { session, member } : null
  }

  return {
    find,
    async begin(member, half) {
      const cookie = newSecret()
      await records.saveSession({ id: secretId(cookie), staff: member.id, createdAt: now(), usedAt: now(), half })
      return cookie
    },
    async full(cookie, look) {
      const found = await find(cookie)
      if (!found || found.session.half) return null
      if (!look && now() - found.session.usedAt > touchMs) await records.touchSession(found.session.id, now())
      return found.member
    },
    async end(cookie) {
      if (cookie) await records.endSession({ id: secretId(cookie) })
    },
    endAll: (staff) => records.endSession({ staff }),
    sweep: () =>
      records.sweepStaff({
        now: now(),
        usedBefore: now() - idleMs,
        createdBefore: now() - absoluteMs,
        halfBefore: now() - halfMs,
      }),
  }
}

/** What is left to do for whoever has given the right password. */
export const secondStepOf = (member: StaffMember): SecondStep => ({
  at: hasSecondFactor(member) ? 'prove' : 'set-up',
  totp: member.factors.totp !== null,
  passkey: member.factors.passkeys.length > 0,
})
