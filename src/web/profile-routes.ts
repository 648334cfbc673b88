import { type Request, type Response, Router } from 'express'
import type { Json } from '../core/door.ts'
import type { StaffMember } from '../core/staff.ts'
import { fieldsOf, HttpError, listIn, textIn } from './body.ts'
import type { Cookie } from './cookie.ts'
import { answer, publicMember, siteOf } from './session-routes.ts'
import type { Added } from './staff-doors.ts'
import type { StaffRoutesParts } from './staff-routes.ts'

type Parts = Pick<StaffRoutesParts, 'signIn' | 'profile' | 'factors' | 'pager' | 'publicUrl' | 'choices'> & {
  readonly cookie: Cookie
}

interface Own {
  readonly me: StaffMember
  readonly body: Json
  /** The missing second factor is being set up: this completes the way in. */
  readonly first: boolean
}

/** One's own account. What one signs in with is changed only with the password, given again. */
export function profileRoutes({ signIn, profile, factors, pager, publicUrl, choices, cookie }: Parts): Router {
  const router = Router()

  router.get('/me', async (request, response) => {
    const me = await full(request)
    response.json({ ...profile.view(me), pager: pager && { connected: me.telegram !== null }, choices: choices() })
  })

  router.post('/me', async (request, response) => {
    const me = await full(request)
    const body = await fieldsOf(request)
    const draft = { displayName: textIn(body, 'displayName'), languages: listIn(body, 'languages') }
    done(response, await profile.save(me, draft))
  })

  sure('password', async ({ me, body }, _request, response) => {
    const changed = await profile.changePassword(me, textIn(body, 'next'))
    if (changed.at === 'done') cookie.give(response, changed.cookie)
    done(response, changed)
  })

  settingUp('totp/ask', async ({ me }, _request, response) => void response.json(factors.totpToAdd(me)))

  settingUp('totp', async ({ me, body, first }, _request, response) =>
    added(response, await factors.addTotp(me, textIn(body, 'code'), first)),
  )

  settingUp('passkey/ask', async ({ me }, request, response) => {
    response.json(await factors.passkeyToAdd(me, siteOf(request, publicUrl)))
  })

  // The browser's answer proves itself: it answers a challenge that was given for the password.
  router.post('/me/passkey', async (request, response) => {
    const { me, first } = await whoever(request)
    const body = await fieldsOf(request)
    const site = siteOf(request, publicUrl)
    added(response, await factors.addPasskey(me, body.answer, site, first))
  })

  sure('totp/remove', async ({ me }, _request, response) => removed(response, await factors.remove(me, 'totp')))

  sure('passkey/remove', async ({ me, body }, _request, response) =>
    removed(response, await factors.remove(me, { passkey: textIn(body, 'id') })),
  )

  sure('recovery', async ({ me }, _request, response) => {
    const recovery = await factors.renewRecovery(me)
    if (!recovery) throw new HttpError(409, 'no-factor', 'Set up a second factor first.')
    response.json({ recovery })
  })

  // No password for this: a call says nothing that the way to the console does not guard.
  router.post('/me/pager', async (request, response) => {
    const me = await full(request)
    const link = await pager?.link(me)
    if (!link) throw new HttpError(503, 'telegram-away', 'Telegram does not answer now. Try again in a moment.')
    response.json({ link })
  })

  router.delete('/me/pager', async (request, response) => {
    await pager?.disconnect(await full(request))
    response.status(204).end()
  })

  router.delete('/me/sessions', async (request, response) => {
    await profile.endEverywhere(await full(request))
    cookie.clear(response)
    response.status(204).end()
  })
  return router

  async function full(request: Request): Promise<StaffMember> {
    const me = await signIn.who(cookie.of(request))
    if (!me) throw new HttpError(401, 'signed-out', 'Sign in again.')
    return me
  }

  async function whoever(request: Request): Promise<{ readonly me: StaffMember; readonly first: boolean }> {
    const setter = await signIn.settingUp(cookie.of(request))
    return setter ? { me: setter, first: true } : { me: await full(request), first: false }
  }

  type Deed = (own: Own, request: Request, response: Response) => Promise<void>

  /** Only with the password. */
  function sure(path: string, deed: Deed): void {
    router.post(`/me/${path}`, async (request, response) => {
      const me = await full(request)
      await isSure(me, false, request, response, deed)
    })
  }

  /** With the password, or by whoever has given it just now and has no second factor yet. */
  function settingUp(path: string, deed: Deed): void {
    router.post(`/me/${path}`, async (request, response) => {
      const { me, first } = await whoever(request)
      await isSure(me, first, request, response, deed)
    })
  }

  async function isSure(me: StaffMember, first: boolean, request: Request, response: Response, deed: Deed) {
    const body = await fieldsOf(request)
    const checked = first ? { at: 'sure' as const } : await profile.sure(me, textIn(body, 'password'), request.ip ?? '')
    if (checked.at === 'wrong') response.status(403).json({ error: { code: 'password-wrong' } })
    else if (checked.at === 'slow') answer(response, checked, cookie)
    else await deed({ me, body, first }, request, response)
  }

  function added(response: Response, result: Added): void {
    if (result.at === 'fault') return void response.status(400).json({ error: { code: result.fault } })
    if (result.cookie) cookie.give(response, result.cookie)
    response.json({ recovery: result.recovery, me: publicMember(result.member) })
  }
}

function done(response: Response, result: { at: 'done' } | { at: 'fault'; fault: string }): void {
  if (result.at === 'done') response.json({})
  else response.status(400).json({ error: { code: result.fault } })
}

function removed(response: Response, gone: boolean): void {
  if (!gone) throw new HttpError(409, 'last-factor', 'One second factor has to stay.')
  response.json({})
}
