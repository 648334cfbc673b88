import { type Request, Router } from 'express'
import { record } from '../core/door.ts'
import type { Added, Asked, AskedGroup, Coverage, Idea, KnowledgeState, RevisionUse, Tried } from '../core/editing.ts'
import type { StaffMember } from '../core/staff.ts'
import { member } from './admitted.ts'
import { HttpError, readJson } from './body.ts'

/** What the routes of the editor's page ask of the knowledge, which they do not know. */
export interface EditingDoor {
  state(): KnowledgeState
  tryOut(asked: Asked): Tried
  asked(): Promise<readonly AskedGroup[]>
  coverage(today: string): Coverage
  history(): readonly RevisionUse[]
  addPhrase(phrase: { readonly topic: string; readonly language: string; readonly text: string }): Added
  draft(idea: Idea): { readonly file: string; readonly text: string }
}

export interface KnowledgeRoutesParts {
  readonly editing: EditingDoor
  readonly may: (member: StaffMember, action: 'try-knowledge' | 'edit-knowledge') => boolean
  readonly now: () => number
}

/** More than anybody repairs at once; the first ones often explain the rest. */
const mostFaults = 50
/** As long as a person's message is read. */
const longestText = 4_000
const longestPhrase = 160

export function knowledgeRoutes({ editing, may, now }: KnowledgeRoutesParts): Router {
  const router = Router()
  const check = (request: Request, action: 'try-knowledge' | 'edit-knowledge'): void => {
    if (!may(member(request), action)) throw new HttpError(403, 'not-allowed', 'This is not yours to do or to see.')
  }
  // Days begin and end in Riga. Swedish writes them as 2026-11-23.
  const today = (): string => new Date(now()).toLocaleDateString('sv-SE', { timeZone: 'Europe/Riga' })

  router.get('/knowledge', (request, response) => {
    check(request, 'try-knowledge')
    const { refused, ...rest } = editing.state()
    response.json({ ...rest, mayEdit: may(member(request), 'edit-knowledge'), refused: refused && shown(refused) })
  })
  router.post('/knowledge/try', async (request, response) => {
    check(request, 'try-knowledge')
    const body = record(await readJson(request))
    const language = textIn(body, 'language', 20)
    response.json(
      editing.tryOut({
        text: textIn(body, 'text', longestText),
        language: language === '' ? null : language,
        audience: body?.audience === 'specialist' ? 'specialist' : 'person',
        channel: textIn(body, 'channel', 20) || 'webchat',
      }),
    )
  })
  router.get('/knowledge/asked', async (request, response) => {
    check(request, 'edit-knowledge')
    response.json({ groups: await editing.asked() })
  })
  router.get('/knowledge/coverage', (request, response) => {
    check(request, 'edit-knowledge')
    response.json({ ...editing.coverage(today()), history: editing.history() })
  })
  router.post('/knowledge/phrases', async (request, response) => {
    check(request, 'edit-knowledge')
    const body = record(await readJson(request))
    const text = textIn(body, 'text', longestPhrase + 1)
      .replace(/\s+/g, ' ')
      .trim()
    if (text.length < 3 || text.length > longestPhrase)
      throw new HttpError(400, 'phrase-length', 'From 3 to 160 signs.')
    response.json(editing.addPhrase({ topic: textIn(body, 'topic', 60), language: textIn(body, 'language', 20), text }))
  })
  router.post('/knowledge/topics', async (request, response) => {
    check(request, 'edit-knowledge')
    const body = record(await readJson(request))
    const id = textIn(body, 'id', 40)
    const area = textIn(body, 'area', 40)
    if (!/^[a-z][a-z0-9-]{2,39}$/.test(id) || !/^[a-z][a-z0-9-]{2,39}$/.test(area))
      throw new HttpError(400, 'topic-id', 'Small letters, digits and dashes.')
    response.json(
      editing.draft({
        id,
        area,
        language: textIn(body, 'language', 20),
        title: textIn(body, 'title', 60),
        question: textIn(body, 'question', longestPhrase),
        answer: textIn(body, 'answer', longestText),
        today: today(),
      }),
    )
  })
  return router
}

const shown = ({ at, faults }: NonNullable<KnowledgeState['refused']>) => ({
  at,
  count: faults.length,
  faults: faults.slice(0, mostFaults),
})

const textIn = (body: Readonly<Record<string, unknown>> | null, name: string, most: number): string =>
  typeof body?.[name] === 'string' ? String(body[name]).slice(0, most).toWellFormed() : ''
