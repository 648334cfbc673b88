import { createHash, randomBytes } from 'node:crypto'
import type { Records, StaffMember } from '../core/ports.ts'
import { createAttempts } from './attempts.ts'
import { passwordFits } from './passwords.ts'

export const idleMs = 30 * 60_000
export const absoluteMs = 12 * 3_600_000
/** A session is written down as used at most this often: reading the queue all day is no write a second. */
const touchMs = 60_000

export type SignedIn =
  | { readonly at: 'in'; readonly cookie: string; readonly member: StaffMember }
  | { readonly at: 'wrong' }
  | { readonly at: 'slow'; readonly afterSeconds: number }

export interface SignIn {
  open(login: string, password: string, from: string): Promise<SignedIn>
  /** Who this cookie is; null when the session has ended, was revoked, or never was. */
  who(cookie: string | null): Promise<StaffMember | null>
  close(cookie: string | null): Promise<void>
}

/** Sessions live in the store, so that they can be ended; the cookie is 256 random bits and only its hash is stored. */
export function createSignIn(records: Records, now: () => number): SignIn {
  const attempts = createAttempts()
  return {
    async open(login, password, from) {
      const name = login.trim().toLowerCase().slice(0, 100)
      const keys = [`login:${name}`, `from:${from}`]
      const afterSeconds = attempts.waitFor(keys, now())
      if (afterSeconds > 0) return { at: 'slow', afterSeconds }
      // Counted before it is weighed: thirty tries at once are thirty tries.
      attempts.failed(keys, now())
      const member = await records.staffByLogin(name)
      const fits = await passwordFits(password.slice(0, 1000), member?.passwordHash ?? null)
      if (!fits || !member || member.disabled) return { at: 'wrong' }
      attempts.succeeded(keys)
      const cookie = randomBytes(32).toString('base64url')
      await records.saveSession({ id: sessionId(cookie), staff: member.id, createdAt: now(), usedAt: now() })
      return { at: 'in', cookie, member }
    },
    async who(cookie) {
      if (!cookie) return null
      const session = await records.session(sessionId(cookie))
      if (!session) return null
      if (now() - session.usedAt > idleMs || now() - session.createdAt > absoluteMs) {
        await records.endSession({ id: session.id })
        return null
      }
      if (now() - session.usedAt > touchMs) await records.saveSession({ ...session, usedAt: now() })
      const member = await records.staffById(session.staff)
      return member && !member.disabled ? member : null
    },
    async close(cookie) {
      if (cookie) await records.endSession({ id: sessionId(cookie) })
    },
  }
}

const sessionId = (cookie: string): string => createHash('sha256').update(cookie).digest('base64url')
