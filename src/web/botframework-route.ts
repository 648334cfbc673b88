import type { RequestHandler } from 'express'
import { HttpError, readJson } from './body.ts'

export interface BotFrameworkDoor {
  look(authorization: string | undefined, from: string): { at: 'on' | 'refused' } | { at: 'wait'; seconds: number }
  activity(body: unknown, authorization: string, from: string): Promise<'taken' | 'refused' | 'unreadable'>
}

/**
 * Hop 1. The header is looked at before any of the body is read; 200 only after the commit, and at once: the platform
 * waits 15 seconds and keeps nothing for later. What is said to the person goes its own way.
 */
export function botFrameworkRoute(door: BotFrameworkDoor): RequestHandler {
  return async (request, response) => {
    const { authorization, 'content-type': content = '' } = request.headers
    const from = request.ip ?? ''
    const look = door.look(authorization, from)
    if (look.at === 'wait') {
      response.set('retry-after', String(look.seconds))
      throw new HttpError(429, 'slow-down', 'Too many wrong tokens.')
    }
    if (look.at === 'refused' || authorization === undefined) throw refused()
    if (!/^application\/json *(;|$)/i.test(content)) throw new HttpError(415, 'content', 'Send JSON.')
    const done = await door.activity(await readJson(request), authorization, from)
    if (done === 'refused') throw refused()
    if (done === 'unreadable') throw new HttpError(400, 'activity', 'This is not an activity.')
    response.end()
  }
}

/** One sentence for every reason: whoever tries tokens learns nothing. */
const refused = (): HttpError => new HttpError(401, 'token', 'Wrong token.')
