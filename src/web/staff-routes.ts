import { type NextFunction, type Request, type Response, Router } from 'express'
import type { Localised } from '../core/language.ts'
import type { StaffMember } from '../core/staff.ts'
import { accountRoutes } from './account-routes.ts'
import { pass } from './admitted.ts'
import { HttpError } from './body.ts'
import { sessionCookie } from './cookie.ts'
import { profileRoutes } from './profile-routes.ts'
import { sessionRoutes } from './session-routes.ts'
import type { AccountsDoor, FactorsDoor, LinksDoor, PagerDoor, ProfileDoor, SignInDoor } from './staff-doors.ts'

export interface StaffRoutesParts {
  readonly signIn: SignInDoor
  readonly links: LinksDoor
  readonly profile: ProfileDoor
  readonly factors: FactorsDoor
  readonly accounts: AccountsDoor
  /** Null: there is no way to call anybody. */
  readonly pager: PagerDoor | null
  readonly mayManageStaff: (member: StaffMember) => boolean
  /** What can be chosen for a member. */
  readonly choices: () => {
    readonly desks: readonly string[]
    readonly offices: readonly { readonly id: string; readonly city: Localised }[]
    readonly languages: readonly { readonly tag: string; readonly ownName: string }[]
  }
  /** Set in the demo only: its accounts are no secret. */
  readonly demoLogins: readonly { readonly login: string; readonly password: string; readonly role: string }[] | null
  readonly publicUrl: string | null
}

export interface StaffDoor {
  readonly router: Router
  /** Middleware: only signed-in staff pass. */
  readonly admit: (request: Request, response: Response, next: NextFunction) => Promise<void>
}

/** Everything about who sits at the console: the way in, one's own account, everybody's. */
export function staffRoutes(parts: StaffRoutesParts): StaffDoor {
  const { signIn, publicUrl } = parts
  const cookie = sessionCookie(publicUrl?.startsWith('https:') ?? false)
  const admit: StaffDoor['admit'] = async (request, _response, next) => {
    const value = cookie.of(request)
    // The page reads and tells where it is by itself: that somebody sits there, it says with `GET /session`.
    const byItself = request.method === 'GET' || request.path.endsWith('/presence')
    const who = await signIn.who(value, byItself ? 'look' : undefined)
    if (!who) throw new HttpError(401, 'signed-out', 'Sign in again.')
    pass(request, { member: who, stillIn: async () => (await signIn.who(value, 'look')) !== null })
    next()
  }
  const router = Router()
  router.use((_request, response, next) => {
    response.set('cache-control', 'no-store')
    next()
  })
  router.use(sessionRoutes({ ...parts, cookie }))
  router.use(profileRoutes({ ...parts, cookie }))
  router.use('/staff', admit, accountRoutes(parts))
  return { router, admit }
}
