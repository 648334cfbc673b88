import { Router } from 'express'
import type { Conversation } from '../core/conversation.ts'
import type { Knowledge } from '../core/knowledge.ts'
import type { Roster } from '../core/roster.ts'
import { member } from './admitted.ts'

export interface DeskRoutesParts {
  readonly knowledge: () => Knowledge
  readonly roster: () => Roster
  readonly outcomes: readonly NonNullable<Extract<Conversation['handling'], { at: 'closed' }>['outcome']>[]
}

/** `GET /desk`: whom a case can be given to, where it can go, what can be chosen at its end. */
export function deskRoutes({ knowledge, roster, outcomes }: DeskRoutesParts): Router {
  const router = Router()
  router.get('/desk', (request, response) => {
    const me = member(request)
    const { desks, offices, languages, menu } = knowledge()
    const { colleagues } = roster()
    const interpreted = new Map<string, number>()
    for (const one of colleagues)
      if (one.roles.includes('interpreter'))
        for (const tag of one.languages) interpreted.set(tag, (interpreted.get(tag) ?? 0) + 1)
    response.set('cache-control', 'no-store').json({
      colleagues: colleagues
        .filter(
          (one) => one.ref.id !== me.id && one.roles.some((role) => role === 'consultant' || role === 'psychologist'),
        )
        .map(({ ref, desks: at, present, busy }) => ({ ...ref, desks: at, present, busy })),
      desks: [...desks.values()].map(({ id, name }) => ({ id, name })),
      offices: offices.map(({ id, city }) => ({ id, name: city })),
      languages: [...languages.values()].map(({ tag, ownName }) => ({
        tag,
        ownName,
        interpreters: interpreted.get(tag) ?? 0,
      })),
      areas: menu.map(({ id, title }) => ({ id, name: title })),
      outcomes,
    })
  })
  return router
}
