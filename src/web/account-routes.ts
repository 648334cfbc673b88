import { type Response, Router } from 'express'
import type { Json } from '../core/door.ts'
import { member } from './admitted.ts'
import { fieldsOf, HttpError, listIn, textIn } from './body.ts'
import type { Draft } from './staff-doors.ts'
import type { StaffRoutesParts } from './staff-routes.ts'

type Parts = Pick<StaffRoutesParts, 'accounts' | 'mayManageStaff' | 'choices'>

/** Everybody's account, for coordinators. Links are shown to them once, to hand on; nothing is sent by us. */
export function accountRoutes({ accounts, mayManageStaff, choices }: Parts): Router {
  const router = Router()
  router.use((request, _response, next) => {
    if (!mayManageStaff(member(request))) throw new HttpError(403, 'not-allowed', 'Only coordinators may do this.')
    next()
  })

  router.get('/', async (_request, response) => {
    response.json({ staff: await accounts.list(), choices: choices() })
  })

  router.post('/', async (request, response) => {
    const body = await fieldsOf(request)
    settled(response, await accounts.invite(member(request).id, textIn(body, 'login'), draftIn(body)))
  })

  router.post('/:id', async (request, response) => {
    settled(response, await accounts.edit(member(request).id, request.params.id, draftIn(await fieldsOf(request))))
  })

  for (const [path, disabled] of [
    ['disable', true],
    ['enable', false],
  ] as const) {
    router.post(`/:id/${path}`, async (request, response) => {
      settled(response, await accounts.setDisabled(member(request).id, request.params.id, disabled))
    })
  }

  router.post('/:id/link', async (request, response) => {
    const { dropFactors } = await fieldsOf(request)
    settled(response, await accounts.link(member(request).id, request.params.id, dropFactors === true))
  })

  router.post('/:id/sign-out', async (request, response) => {
    settled(response, await accounts.endSessions(member(request).id, request.params.id))
  })
  return router
}

type Settled = { at: 'done'; secret?: string } | { at: 'refused'; why: string }

function settled(response: Response, result: Settled): void {
  if (result.at === 'refused') response.status(409).json({ error: { code: result.why } })
  // After the #: no server, no proxy and no other page is told that part of an address.
  else response.json(result.secret ? { link: `/console#/link/${result.secret}` } : {})
}

const draftIn = (body: Json): Draft => ({
  legalName: textIn(body, 'legalName'),
  roles: listIn(body, 'roles'),
  desks: listIn(body, 'desks'),
  offices: listIn(body, 'offices'),
  languages: listIn(body, 'languages'),
  varieties: listIn(body, 'varieties'),
  gender: body.gender === 'woman' || body.gender === 'man' ? body.gender : null,
  onDuty: body.onDuty === true,
})
