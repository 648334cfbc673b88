import { randomUUID } from 'node:crypto'
import { type Request, Router } from 'express'
import type { CaseView } from '../core/case-view.ts'
import type { Refusal } from '../core/effects.ts'
import type { StaffEvent } from '../core/events.ts'
import type { StaffMember, Store } from '../core/ports.ts'
import { member } from './admitted.ts'
import { fieldsOf, HttpError } from './body.ts'
import { consultantDeeds, type Right } from './consultant-deeds.ts'
import type { ShowCase } from './shown-case.ts'

export interface DeedRoutesParts {
  readonly store: Pick<Store, 'case' | 'transcript'>
  readonly now: () => number
  readonly may: (member: StaffMember, action: Right | 'see-queue' | 'erase', c: CaseView) => boolean
  readonly decide: (conversation: string, event: StaffEvent) => Promise<Refusal | null>
  /** Everything about the case's person goes. */
  readonly erase: (conversation: string, op: string) => Promise<void>
  readonly show: ShowCase
}

/** What is done with cases. Every rule is the core's; here only who is allowed to ask at all. */
export function deedRoutes(parts: DeedRoutesParts): Router {
  const { store, now, may } = parts
  const router = Router()
  for (const [name, deed] of Object.entries(consultantDeeds)) {
    router.post(`/cases/:id/${name}`, async (request, response) => {
      const me = member(request)
      const body = await fieldsOf(request)
      const asked = deed.read(body)
      const found = await caseOf(store, request)
      allowed(me, deed.needs, found)
      const event: StaffEvent = {
        id: `staff:${me.id}:${name}:${operation(body.op)}`,
        at: now(),
        by: { id: me.id, name: me.displayName },
        case: found.id,
        override: found.by?.id !== me.id && may(me, deed.needs, found),
        ...asked,
        ...(asked.type === 'interpreterAsked' ? { lines: await persons(found, asked.lines) } : {}),
      }
      const refused = await parts.decide(found.conversation, event)
      if (refused)
        return void response.status(409).json({ error: { code: refused.why, by: 'by' in refused ? refused.by : null } })
      const after = await store.case(found.id)
      response.json({ case: after ? parts.show(after) : null })
    })
  }

  router.post('/cases/:id/erase', async (request, response) => {
    const me = member(request)
    const body = await fieldsOf(request)
    const found = await caseOf(store, request)
    if (!may(me, 'erase', found)) throw notAllowed()
    await parts.erase(found.conversation, operation(body.op))
    response.json({ case: null })
  })
  return router

  /**
   * Whoever may see the case but not do this is answered by the core, with the name of the one who may. Notes and
   * readings the core takes from everybody: for them the table alone decides.
   */
  function allowed(me: StaffMember, needs: Right, found: CaseView): void {
    const onlyTable = needs === 'note' || needs === 'read-anothers' || needs === 'claim'
    if (!may(me, needs, found) && (onlyTable || !may(me, 'see-queue', found))) throw notAllowed()
  }

  /** Only what the person themselves said is handed to an interpreter. */
  async function persons(found: CaseView, lines: readonly number[]): Promise<readonly number[]> {
    if (lines.length === 0) return []
    const said = await store.transcript(found.conversation, Math.min(...lines) - 1, 1000)
    return lines.filter((number) => said.some((line) => line.number === number && line.from.who === 'person'))
  }
}

/** `op` makes a repeated call harmless. */
export const operation = (op: unknown): string =>
  typeof op === 'string' && /^[\w-]{8,64}$/.test(op) ? op : randomUUID()

export const notAllowed = (): HttpError => new HttpError(403, 'not-allowed', 'This is not yours to do or to see.')

export async function caseOf(store: Pick<Store, 'case'>, request: Request): Promise<CaseView> {
  const found = await store.case(String(request.params.id))
  if (!found) throw new HttpError(404, 'not-found', 'This case is gone: the person erased it, or its time has passed.')
  return found
}
