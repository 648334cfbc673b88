import { Router } from 'express'
import type { Localised } from '../core/language.ts'
import { member } from './admitted.ts'
import { HttpError } from './body.ts'

export interface FoundAnswer {
  readonly kind: 'topic' | 'reply'
  readonly id: string
  readonly title: Localised
  /** Languages in which it can be sent. */
  readonly languages: readonly string[]
}

export interface AnswerRoutesParts {
  readonly mayTry: (roles: ReturnType<typeof member>) => boolean
  readonly search: (words: string) => readonly FoundAnswer[]
  /** An answer as it would go out; null = there is none in this language. */
  readonly words: (kind: FoundAnswer['kind'], id: string, language: string) => string | null
}

/** The language bridge: a consultant finds an answer in their language, the person gets it in theirs. */
export function answerRoutes({ mayTry, search, words }: AnswerRoutesParts): Router {
  const router = Router()
  router.get('/answers', (request, response) => {
    if (!mayTry(member(request))) throw new HttpError(403, 'not-allowed', 'This is not yours to do or to see.')
    response.json({ found: search(String(request.query.q ?? '').slice(0, 200)) })
  })
  router.get('/answers/:kind/:id', (request, response) => {
    if (!mayTry(member(request))) throw new HttpError(403, 'not-allowed', 'This is not yours to do or to see.')
    const { kind, id } = request.params
    const of = (tag: unknown) => words(kind === 'reply' ? 'reply' : 'topic', String(id), String(tag ?? '').slice(0, 20))
    response.json({ theirs: of(request.query.language), ours: of(request.query.read) })
  })
  return router
}
