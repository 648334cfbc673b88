import { type Request, type Response, Router } from 'express'
import type { StaffMember } from '../core/staff.ts'
import { fieldsOf, textIn } from './body.ts'
import type { Cookie } from './cookie.ts'
import type { Entered, Site } from './staff-doors.ts'
import type { StaffRoutesParts } from './staff-routes.ts'

type Parts = Pick<StaffRoutesParts, 'signIn' | 'links' | 'demoLogins' | 'publicUrl'> & { readonly cookie: Cookie }

/** The way in and out: password, second step, passkey alone, one-time links. */
export function sessionRoutes({ signIn, links, demoLogins, publicUrl, cookie }: Parts): Router {
  const demo = demoLogins ? { demo: true, demoLogins } : { demo: false }
  const router = Router()

  router.post('/session', async (request, response) => {
    const body = await fieldsOf(request)
    const entered = await signIn.open(textIn(body, 'login'), textIn(body, 'password'), request.ip ?? '')
    answer(response, entered, cookie)
  })

  router.get('/session', async (request, response) => {
    const value = cookie.of(request)
    const passkeys = canPasskeys(siteOf(request, publicUrl))
    const who = await signIn.who(value)
    if (who) response.json({ me: publicMember(who), passkeys, ...demo })
    else {
      const step = await signIn.step(value)
      response.status(401).json({ error: { code: 'signed-out' }, step, passkeys, ...demo })
    }
  })

  router.delete('/session', async (request, response) => {
    await signIn.close(cookie.of(request))
    cookie.clear(response)
    response.status(204).end()
  })

  router.post('/session/code', async (request, response) => {
    const code = textIn(await fieldsOf(request), 'code')
    answer(response, await signIn.proveByCode(cookie.of(request), code, request.ip ?? ''), cookie)
  })

  router.post('/session/passkey/ask', async (request, response) => {
    const site = siteOf(request, publicUrl)
    const asked = await signIn.passkeyToShow(cookie.of(request), site, request.ip ?? '')
    if (asked.at === 'slow') answer(response, asked, cookie)
    else response.json(asked.options)
  })

  router.post('/session/passkey', async (request, response) => {
    const { answer: shown } = await fieldsOf(request)
    const site = siteOf(request, publicUrl)
    answer(response, await signIn.proveByPasskey(cookie.of(request), shown, site, request.ip ?? ''), cookie)
  })

  // The secret comes in the body: paths end up in the logs of proxies.
  router.post('/link', async (request, response) => {
    const opened = await links.open(textIn(await fieldsOf(request), 'secret'))
    if (opened) response.json(opened)
    else noLink(response)
  })

  router.post('/link/use', async (request, response) => {
    const body = await fieldsOf(request)
    const chosen = { displayName: textIn(body, 'displayName'), password: textIn(body, 'password') }
    const used = await links.use(textIn(body, 'secret'), chosen)
    if (used.at === 'no-link') noLink(response)
    else if (used.at === 'fault') response.status(400).json({ error: { code: used.fault } })
    else answer(response, used, cookie)
  })
  return router
}

/** How far somebody has come, with the cookie of it. */
export function answer(response: Response, entered: Entered, cookie: Cookie): void {
  switch (entered.at) {
    case 'in':
      cookie.give(response, entered.cookie)
      response.json({ me: publicMember(entered.member) })
      return
    case 'half':
      cookie.give(response, entered.cookie)
      response.json({ step: entered.step })
      return
    case 'slow':
      response.status(429).set('retry-after', String(entered.afterSeconds))
      response.json({ error: { code: 'slow', afterSeconds: entered.afterSeconds } })
      return
    case 'ended':
    case 'wrong':
      response.status(401).json({ error: { code: entered.at } })
  }
}

/** Used, too old and never made are one and the same to whoever holds a link. */
const noLink = (response: Response): void => void response.status(404).json({ error: { code: 'no-link' } })

/** The display name only: legal names and sign-in names stay inside. */
export const publicMember = ({ id, displayName, roles, languages }: StaffMember) => ({
  id,
  displayName,
  roles,
  languages,
})

/** The console's address: the known one, or in the demo the one it was asked by. */
export function siteOf(request: Request, publicUrl: string | null): Site {
  const url = new URL(publicUrl ?? `${request.protocol}://${request.get('host') ?? 'localhost'}`)
  return { origin: url.origin, host: url.hostname }
}

/** Browsers make passkeys for names only, and only where nobody can listen. */
const canPasskeys = ({ origin, host }: Site): boolean =>
  host === 'localhost' || (origin.startsWith('https:') && !/^[\d.]+$|:/.test(host))
