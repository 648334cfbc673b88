import { createHash } from 'node:crypto'
import { type Request, Router } from 'express'
import { caseNumber } from '../core/case-number.ts'
import type { CaseView } from '../core/case-view.ts'
import type { Refusal } from '../core/effects.ts'
import type { InterpreterDeed, StaffEvent } from '../core/events.ts'
import type { Live, Store } from '../core/ports.ts'
import { interpretersLines } from '../core/reading.ts'
import { member } from './admitted.ts'
import { fieldsOf, HttpError } from './body.ts'
import { numbersIn } from './consultant-deeds.ts'
import { operation } from './deed-routes.ts'
import { answerFile } from './file-answer.ts'
import { type FileDoor, noFile } from './file-routes.ts'
import { wordsIn } from './shown-case.ts'

export interface InterpretingParts {
  readonly store: Pick<Store, 'cases' | 'load' | 'transcript'>
  readonly live: Pick<Live, 'publish'>
  readonly files: Pick<FileDoor, 'open'>
  readonly now: () => number
  readonly decide: (conversation: string, event: StaffEvent) => Promise<Refusal | null>
  readonly languageName: (tag: string) => string
}

/**
 * The interpreters' half. A case bears a name here that says nothing: our own ids would tell an interpreter which cases
 * are of the same person. No channel, no desk, no question, no trail.
 */
export function interpretingRoutes({ store, live, files, now, decide, languageName }: InterpretingParts): Router {
  const router = Router()

  router.get('/interpreting', async (request, response) => {
    const me = member(request)
    const open = await store.cases({ open: true, max: 500 })
    response.set('cache-control', 'no-store').json({
      offers: open.filter((c) => c.invited.includes(me.id)).map(shown),
      active: open.filter((c) => c.interpreter?.id === me.id).map(shown),
      now: now(),
    })
  })

  router.get('/interpreting/:handle', async (request, response) => {
    const me = member(request)
    const found = await theCase(request, me.id)
    const { conversation } = await store.load(found.conversation)
    const i = conversation?.interpretation
    if (!conversation || i?.at !== 'active' || i.by.id !== me.id) return void response.json(offer(found))
    const first = Math.min(i.from, ...i.backlog)
    const lines = interpretersLines(conversation, me.id, await store.transcript(found.conversation, first - 1, 1000))
    response.set('cache-control', 'no-store').json({ ...offer(found), lines, awaiting: i.awaiting, from: i.from })
  })

  router.get('/interpreting/:handle/files/:line', async (request, response) => {
    const me = member(request)
    const found = await theCase(request, me.id)
    const number = Number(request.params.line)
    const { conversation } = await store.load(found.conversation)
    const line = (await store.transcript(found.conversation, number - 1, 1)).find((one) => one.number === number)
    const theirs = conversation && line ? interpretersLines(conversation, me.id, [line]) : []
    if (!line?.media || theirs.length === 0) throw noFile()
    await answerFile(await files.open(found.channel, line.media), response)
  })

  /** Told while they write words for the person, who sees that somebody does. */
  router.post('/interpreting/:handle/presence', async (request, response) => {
    const me = member(request)
    const found = await theCase(request, me.id)
    if (found.interpreter?.id === me.id)
      live.publish({
        what: 'presence',
        case: found.id,
        staff: { id: me.id, name: me.displayName },
        doing: 'writing',
      })
    response.status(204).end()
  })

  deed('accept', () => ({ type: 'interpretationAnswered', accepted: true }))
  deed('decline', () => ({ type: 'interpretationAnswered', accepted: false }))
  deed('words', (body) => ({ type: 'interpreted', lines: numbersIn(body, 'lines'), text: wordsIn(body) }))
  deed('remarks', (body) => ({ type: 'remarked', text: wordsIn(body) }))
  deed('leave', (body) => ({ type: 'interpreterLeft', never: body.never === true }))
  return router

  function deed(name: string, read: (body: Awaited<ReturnType<typeof fieldsOf>>) => InterpreterDeed): void {
    router.post(`/interpreting/:handle/${name}`, async (request, response) => {
      const me = member(request)
      const body = await fieldsOf(request)
      const asked = read(body)
      const found = await theCase(request, me.id)
      const refused = await decide(found.conversation, {
        id: `staff:${me.id}:${name}:${operation(body.op)}`,
        at: now(),
        by: { id: me.id, name: me.displayName },
        case: found.id,
        ...asked,
      })
      if (refused) response.status(409).json({ error: { code: refused.why, by: null } })
      else response.status(204).end()
    })
  }

  /** Only among those the member was asked to, or is in: every other one is not there for them. */
  async function theCase(request: Request, me: string): Promise<CaseView> {
    const open = await store.cases({ open: true, max: 500 })
    const found = open.find((c) => handleOf(c.id) === request.params.handle)
    if (!found || !(found.invited.includes(me) || found.interpreter?.id === me))
      throw new HttpError(410, 'over', 'This interpretation is over, or somebody else took it.')
    return found
  }

  function offer(c: CaseView) {
    return { case: shown(c), lines: [], awaiting: [], from: 0 }
  }

  function shown(c: CaseView) {
    return {
      id: handleOf(c.id),
      number: caseNumber(handleOf(c.id)),
      language: c.interpreterLanguage,
      languageName: c.interpreterLanguage && languageName(c.interpreterLanguage),
      variety: c.interpreterVariety,
      consultant: c.by?.name ?? null,
      waits: c.awaiting.length,
      urgent: c.urgency !== 'normal',
      since: c.attentionSince,
    }
  }
}

/** Leads back to nothing: equal for the same case, unlike for two cases of one person. */
export const handleOf = (id: string): string =>
  createHash('sha256').update(`interpreting ${id}`).digest('base64url').slice(0, 16)
