import { type NextFunction, type Request, type Response, Router } from 'express'
import { record } from '../core/door.ts'
import type { StaffMember } from '../core/ports.ts'
import { HttpError, readJson } from './body.ts'

export interface SignInDoor {
  open(
    login: string,
    password: string,
    from: string,
  ): Promise<
    | { readonly at: 'in'; readonly cookie: string; readonly member: StaffMember }
    | { readonly at: 'wrong' }
    | { readonly at: 'slow'; readonly afterSeconds: number }
  >
  who(cookie: string | null): Promise<StaffMember | null>
  close(cookie: string | null): Promise<void>
}

export interface StaffRoutesParts {
  readonly signIn: SignInDoor
  /** Set in the demo only: its accounts are no secret. */
  readonly demoLogins: readonly { readonly login: string; readonly password: string; readonly role: string }[] | null
  /** Served over https: the cookie may be bound to this host and to secure connections. */
  readonly secure: boolean
}

export interface StaffDoor {
  readonly router: Router
  /** Middleware: only signed-in staff pass. */
  readonly admit: (request: Request, response: Response, next: NextFunction) => Promise<void>
}

const memberOf = new WeakMap<Request, StaffMember>()

/** The signed-in member of a request that has passed `admit`. */
export function member(request: Request): StaffMember {
  const found = memberOf.get(request)
  if (!found) throw new HttpError(401, 'signed-out', 'Sign in again.')
  return found
}

const cookieIn = new WeakMap<Request, string>()
/** What ends with a session: its open streams. */
const endings = new Map<string, Set<() => void>>()

/** Calls `ended` when the session of this request is signed out; the answer takes that back. */
export function onSignOut(request: Request, ended: () => void): () => void {
  const cookie = cookieIn.get(request) ?? ''
  const mine = endings.get(cookie) ?? new Set()
  endings.set(cookie, mine.add(ended))
  return () => {
    mine.delete(ended)
    if (mine.size === 0) endings.delete(cookie)
  }
}

export function staffRoutes({ signIn, demoLogins, secure }: StaffRoutesParts): StaffDoor {
  const name = secure ? '__Host-staff' : 'staff'
  const demo = demoLogins ? { demo: true, demoLogins } : { demo: false }
  const router = Router()

  router.post('/session', async (request, response) => {
    const body = record(await readJson(request))
    const login = typeof body?.login === 'string' ? body.login : ''
    const password = typeof body?.password === 'string' ? body.password : ''
    const opened = await signIn.open(login, password, request.ip ?? '')
    switch (opened.at) {
      case 'slow':
        response.status(429).set('retry-after', String(opened.afterSeconds))
        response.json({ error: { code: 'slow', afterSeconds: opened.afterSeconds } })
        return
      case 'wrong':
        response.status(401).json({ error: { code: 'wrong' } })
        return
      case 'in':
        response.cookie(name, opened.cookie, { httpOnly: true, secure, sameSite: 'strict', path: '/' })
        response.json({ me: publicMember(opened.member) })
    }
  })

  router.get('/session', async (request, response) => {
    const who = await signIn.who(cookieOf(request))
    if (who) response.json({ me: publicMember(who), ...demo })
    else response.status(401).json({ error: { code: 'signed-out' }, ...demo })
  })

  router.delete('/session', async (request, response) => {
    const cookie = cookieOf(request)
    await signIn.close(cookie)
    for (const end of endings.get(cookie ?? '') ?? []) end()
    response.clearCookie(name, { path: '/', secure, sameSite: 'strict' })
    response.status(204).end()
  })

  return {
    router,
    async admit(request, _response, next) {
      const cookie = cookieOf(request)
      const who = await signIn.who(cookie)
      if (!who) throw new HttpError(401, 'signed-out', 'Sign in again.')
      memberOf.set(request, who)
      cookieIn.set(request, cookie ?? '')
      next()
    },
  }

  function cookieOf(request: Request): string | null {
    const pairs = (request.headers.cookie ?? '').split(/;\s*/)
    return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1) ?? null
  }
}

/** The display name only: legal names and sign-in names stay inside. */
const publicMember = ({ id, displayName, roles, languages }: StaffMember) => ({ id, displayName, roles, languages })

/**
 * Somebody else's page must not act in a consultant's name: whatever changes something has to come from our own
 * origin. Browsers say where they come from; programs without a browser's headers carry no cookie by accident.
 */
export function ownOrigin(publicUrl: string | null) {
  return (request: Request, _response: Response, next: NextFunction): void => {
    const reads = request.method === 'GET' || request.method === 'HEAD'
    const site = request.get('sec-fetch-site')
    const origin = request.get('origin')
    const own = [publicUrl && new URL(publicUrl).origin, `${request.protocol}://${request.get('host')}`]
    const foreign =
      (site !== undefined && site !== 'same-origin' && site !== 'none') ||
      (origin !== undefined && !own.includes(origin))
    if (!reads && foreign) throw new HttpError(403, 'origin', 'This must come from the console itself.')
    next()
  }
}
