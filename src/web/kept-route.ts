import { Router } from 'express'
import { writeKept } from '../core/kept-file.ts'
import { answerFile, type Opened } from './file-answer.ts'

/** `GET /files/<id>/<key>/<name>` (`pathOfKept`): for the person's own page, and for platforms that fetch what they show. */
export function keptRoute(openKept: (reference: string, name?: string) => Promise<Opened>): Router {
  const router = Router()
  router.get('/:id/:key{/:name}', async (request, response) => {
    const { id, key, name } = request.params
    await answerFile(await openKept(writeKept({ id, key }), name?.slice(0, 200)), response)
  })
  return router
}
