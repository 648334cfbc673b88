import { Router } from 'express'
import type { CaseView } from '../core/case-view.ts'
import { record } from '../core/door.ts'
import type { Localised } from '../core/language.ts'
import type { Live, StaffMember, Store } from '../core/ports.ts'
import { staffLines } from '../core/reading.ts'
import { member } from './admitted.ts'
import { HttpError, readJson } from './body.ts'
import { caseOf, notAllowed } from './deed-routes.ts'
import type { ShowCase } from './shown-case.ts'

/** What the page offers for a case, by the role table. */
const offered = [
  ...(['claim', 'write', 'note', 'close', 'transfer', 'invite-interpreter', 'read-anothers', 'erase'] as const),
]

export interface CaseRoutesParts {
  readonly store: Pick<Store, 'cases' | 'case' | 'transcript' | 'load'>
  readonly live: Live
  readonly now: () => number
  readonly may: (
    member: StaffMember,
    action: (typeof offered)[number] | 'see-queue' | 'read' | 'read-notes',
    c: CaseView,
  ) => boolean
  readonly show: ShowCase
  /** How a topic is called, and in which languages its answer can be sent. */
  readonly topic: (topic: string) => { readonly title: Localised; readonly languages: readonly string[] }
}

const linesShown = 500

/** The consultants' half, read: the queue, and a case. */
export function caseRoutes(parts: CaseRoutesParts): Router {
  const { store, now, may, show } = parts
  const router = Router()

  router.get('/cases', async (request, response) => {
    const me = member(request)
    const open = (await store.cases({ open: true, max: 500 })).filter((c) => may(me, 'see-queue', c))
    const closed = (await store.cases({ open: false, max: 50 })).filter((c) => may(me, 'see-queue', c))
    const mine = open.filter((c) => c.state === 'claimed' && (c.by?.id === me.id || c.offeredTo?.id === me.id))
    response.set('cache-control', 'no-store').json({
      waiting: open.filter((c) => c.state === 'queued').map(show),
      mine: mine.map(show),
      others: open.filter((c) => c.state === 'claimed' && !mine.includes(c)).map((c) => show({ ...c, question: null })),
      closed: closed.map((c) => show(c.by?.id === me.id ? c : { ...c, question: null })),
      now: now(),
    })
  })

  router.get('/cases/:id', async (request, response) => {
    const me = member(request)
    const found = await caseOf(store, request)
    if (may(me, 'read', found)) return void response.set('cache-control', 'no-store').json(await whole(me, found))
    if (!may(me, 'see-queue', found)) throw notAllowed()
    const closed = { case: show({ ...found, question: null, trail: [] }), lines: [], more: false, trail: [] }
    response.locals.withheld = true
    response.json({ ...closed, can: can(me, found), withheld: true })
  })

  /** A colleague's case. The deed before it (`reading`, with its reason) stands in the case already. */
  router.get('/cases/:id/anothers', async (request, response) => {
    const me = member(request)
    const found = await caseOf(store, request)
    if (!may(me, 'read-anothers', found)) throw notAllowed()
    const shown = await whole(me, found)
    const noted = shown.lines.some((line) => line.mark?.key === 'read' && line.mark.params.by === me.id)
    if (!noted) throw new HttpError(403, 'no-reason', 'Say first why you read it.')
    response.set('cache-control', 'no-store').json(shown)
  })

  router.post('/cases/:id/presence', async (request, response) => {
    const me = member(request)
    const doing = record(await readJson(request))?.doing
    if (doing !== 'looking' && doing !== 'writing' && doing !== 'left')
      throw new HttpError(400, 'doing', 'Say `looking`, `writing` or `left`.')
    const found = await caseOf(store, request)
    if (!may(me, 'see-queue', found)) throw notAllowed()
    const staff = { id: me.id, name: me.displayName }
    parts.live.publish({ what: 'presence', case: found.id, staff, doing })
    response.status(204).end()
  })
  return router

  async function whole(me: StaffMember, found: CaseView) {
    const { conversation } = await store.load(found.conversation)
    const after = Math.max(0, (conversation?.lines ?? 0) - linesShown)
    const all = await store.transcript(found.conversation, after, linesShown)
    const trail = found.trail.map((attempt) => ({
      ...attempt,
      topics: attempt.topics.map(({ topic, p }) => ({ topic, p, ...parts.topic(topic) })),
    }))
    const lines = staffLines(found, { id: me.id, desks: me.desks, notes: may(me, 'read-notes', found) }, all)
    return { case: show(found), lines, more: after > 0, trail, can: can(me, found), withheld: false }
  }

  function can(me: StaffMember, found: CaseView): readonly string[] {
    return offered.filter((action) => may(me, action, found))
  }
}
