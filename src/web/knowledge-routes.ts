import { Router } from 'express'
import type { StaffMember } from '../core/staff.ts'
import { member } from './admitted.ts'
import { HttpError } from './body.ts'

/** Which answers are live, and why an edit of them is not. */
export interface KnowledgeState {
  readonly revision: string
  readonly since: number
  readonly refused: {
    readonly at: number
    readonly faults: readonly {
      readonly file: string
      readonly line: number
      readonly column: number
      readonly message: string
    }[]
  } | null
}

export interface KnowledgeRoutesParts {
  readonly state: () => KnowledgeState
  readonly mayTry: (member: StaffMember) => boolean
}

/** More than anybody repairs at once; the first ones often explain the rest. */
const mostFaults = 50

export function knowledgeRoutes({ state, mayTry }: KnowledgeRoutesParts): Router {
  const router = Router()
  router.get('/knowledge', (request, response) => {
    if (!mayTry(member(request))) throw new HttpError(403, 'not-yours', 'Not for interpreters.')
    const { refused, ...rest } = state()
    response.json({
      ...rest,
      refused: refused && { at: refused.at, count: refused.faults.length, faults: refused.faults.slice(0, mostFaults) },
    })
  })
  return router
}
