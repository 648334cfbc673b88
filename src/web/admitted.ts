import type { Request } from 'express'
import type { StaffMember } from '../core/staff.ts'
import { HttpError } from './body.ts'

interface Admitted {
  readonly member: StaffMember
  readonly stillIn: () => Promise<boolean>
}

const admitted = new WeakMap<Request, Admitted>()

export const pass = (request: Request, who: Admitted): void => void admitted.set(request, who)

/** The signed-in member of a request that has passed `admit`. */
export function member(request: Request): StaffMember {
  const found = admitted.get(request)
  if (!found) throw new HttpError(401, 'signed-out', 'Sign in again.')
  return found.member
}

const lookEveryMs = 400

/**
 * Calls `ended` within a second when the session of this request is over, whatever ended it: signed out, too old,
 * revoked, the account disabled, here or by another process. The answer takes that back.
 */
export function onSignOut(request: Request, ended: () => void): () => void {
  const found = admitted.get(request)
  const timer = setInterval(() => {
    // A store that does not answer at the moment signs nobody out.
    found?.stillIn().then(
      (still) => !still && ended(),
      () => undefined,
    )
  }, lookEveryMs)
  timer.unref()
  return () => clearInterval(timer)
}
