import { randomUUID } from 'node:crypto'
import { type Request, Router } from 'express'
import { caseNumber } from '../core/case-number.ts'
import type { CaseView } from '../core/case-view.ts'
import { type Json, plainText, record } from '../core/door.ts'
import type { Refusal } from '../core/effects.ts'
import type { StaffEvent } from '../core/events.ts'
import type { Localised } from '../core/language.ts'
import type { Live, StaffMember, Store } from '../core/ports.ts'
import { member, onSignOut } from './admitted.ts'
import { HttpError, readJson } from './body.ts'
import type { Presence } from './presence.ts'
import { openStream } from './stream.ts'

export interface CaseRoutesParts {
  readonly store: Pick<Store, 'cases' | 'case' | 'transcript' | 'load'>
  readonly live: Live
  readonly presence: Presence
  /** Told of every live stream: who has one open is here. */
  readonly consoles: { came(member: string): void; left(member: string): void }
  readonly now: () => number
  readonly may: (
    member: StaffMember,
    action: 'see-queue' | 'read' | 'claim' | 'write' | 'note' | 'close',
    c: CaseView,
  ) => boolean
  readonly decide: (conversation: string, event: StaffEvent) => Promise<Refusal | null>
  readonly languageName: (tag: string) => string
  readonly topicTitle: (topic: string) => Localised
  /** From which probability the bot answers, and from which it offers: to read the trail by. */
}

const longestReply = 4000
const linesShown = 500

/** The consultants' half: the queue, a case, and what may be done with it. Every rule is the core's; this only asks. */
export function caseRoutes(parts: CaseRoutesParts): Router {
  const { store, presence, now, may } = parts
  const router = Router()

  router.get('/cases', async (request, response) => {
    const me = member(request)
    const open = (await store.cases({ open: true, max: 500 })).filter((c) => may(me, 'see-queue', c))
    const closed = (await store.cases({ open: false, max: 50 })).filter((c) => may(me, 'see-queue', c))
    response.set('cache-control', 'no-store').json({
      waiting: open.filter((c) => c.state === 'queued').map(shown),
      mine: open.filter((c) => c.state === 'claimed' && c.by?.id === me.id).map(shown),
      others: open
        .filter((c) => c.state === 'claimed' && c.by?.id !== me.id)
        .map((c) => shown({ ...c, question: null })),
      closed: closed.map((c) => shown(c.by?.id === me.id ? c : { ...c, question: null })),
      now: now(),
    })
  })

  router.get('/cases/:id', async (request, response) => {
    const me = member(request)
    const found = await theCase(request)
    if (!may(me, 'read', found)) {
      if (!may(me, 'see-queue', found)) throw new HttpError(403, 'not-allowed', 'This case is at another desk.')
      response.json({
        case: shown({ ...found, question: null, trail: [] }),
        lines: [],
        more: false,
        trail: [],
        withheld: true,
      })
      return
    }
    const { conversation } = await store.load(found.conversation)
    const after = Math.max(0, (conversation?.lines ?? 0) - linesShown)
    const lines = await store.transcript(found.conversation, after, linesShown)
    const trail = found.trail.map((attempt) => ({
      ...attempt,
      topics: attempt.topics.map(({ topic, p }) => ({ topic, p, title: parts.topicTitle(topic) })),
    }))
    response
      .set('cache-control', 'no-store')
      .json({ case: shown(found), lines, more: after > 0, trail, withheld: false })
  })

  action('claim', 'claim', () => ({ type: 'caseClaimed' }))
  action('return', 'close', () => ({ type: 'caseReturned' }))
  action('close', 'close', () => ({ type: 'caseClosed', outcome: null, tags: [] }))
  action('messages', 'write', (body) => ({ type: 'consultantWrote', text: wordsIn(body), through: 'as-typed' }))
  action('notes', 'note', (body) => ({ type: 'noteWritten', text: wordsIn(body) }))

  router.post('/cases/:id/presence', async (request, response) => {
    const me = member(request)
    const doing = record(await readJson(request))?.doing
    if (doing !== 'looking' && doing !== 'writing' && doing !== 'left')
      throw new HttpError(400, 'doing', 'Say `looking`, `writing` or `left`.')
    const found = await theCase(request)
    if (!may(me, 'see-queue', found)) throw new HttpError(403, 'not-allowed', 'This case is at another desk.')
    const staff = { id: me.id, name: me.displayName }
    presence.set(found.id, staff, doing, now())
    parts.live.publish({ what: 'presence', case: found.id, staff, doing })
    response.status(204).end()
  })

  router.get('/live', (request, response) => {
    const { id } = member(request)
    const stream = openStream(request, response)
    parts.consoles.came(id)
    stream.onClose(() => parts.consoles.left(id))
    stream.onClose(onSignOut(request, () => stream.end()))
    stream.onClose(
      parts.live.subscribe((signal) => {
        if (signal.what === 'case' || signal.what === 'alert' || signal.what === 'presence')
          stream.send(signal.what, signal)
      }),
    )
  })
  return router

  function action(path: string, needs: 'claim' | 'write' | 'note' | 'close', event: (body: Json) => Asked): void {
    router.post(`/cases/:id/${path}`, async (request, response) => {
      const me = member(request)
      const body = record(await readJson(request)) ?? {}
      const asked = event(body)
      const found = await theCase(request)
      // Whose case it is, the core decides with the state it commits; here only the desk is a matter.
      if (!may(me, needs === 'claim' ? 'claim' : 'see-queue', found))
        throw new HttpError(403, 'not-allowed', 'This case is at another desk.')
      const op = typeof body.op === 'string' && /^[\w-]{8,64}$/.test(body.op) ? body.op : randomUUID()
      const by = { id: me.id, name: me.displayName }
      const refused = await parts.decide(found.conversation, {
        id: `staff:${me.id}:${path}:${op}`,
        at: now(),
        by,
        case: found.id,
        ...asked,
      })
      if (refused) {
        response.status(409).json({ error: { code: refused.why, by: 'by' in refused ? refused.by : null } })
        return
      }
      const after = await store.case(found.id)
      response.json({ case: after ? shown(after) : null })
    })
  }

  async function theCase(request: Request): Promise<CaseView> {
    const found = await store.case(String(request.params.id))
    if (!found)
      throw new HttpError(404, 'not-found', 'This case is gone: the person erased it, or its time has passed.')
    return found
  }

  function shown(c: CaseView) {
    return {
      ...c,
      number: caseNumber(c.id),
      presence: presence.of(c.id, now()),
      languageName: c.language ? parts.languageName(c.language) : null,
    }
  }
}

type Asked = DistributiveOmit<StaffEvent, 'id' | 'at' | 'by' | 'case'>
type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never

function wordsIn(body: Json): string {
  const text = typeof body.text === 'string' ? plainText(body.text) : ''
  if (text.trim() === '') throw new HttpError(400, 'empty', 'Write something first.')
  if (text.length > longestReply) throw new HttpError(413, 'too-long', `Write at most ${longestReply} characters.`)
  return text
}
