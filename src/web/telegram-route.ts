import type { IncomingMessage, ServerResponse } from 'node:http'
import { HttpError, readJson } from './body.ts'

export interface TelegramDoor {
  knows(secret: string | undefined): boolean
  update(body: unknown): Promise<boolean>
}

/** Rejects with what is to be answered when it is not 200. */
export type TelegramRoute = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/**
 * Hop 1. The secret is checked before any of the body is read; 200 only after the commit. Anything else makes Telegram
 * send it again: it does for 24 hours, and honours `Retry-After`.
 */
export function telegramRoute(door: TelegramDoor): TelegramRoute {
  return async (request, response) => {
    if (!door.knows(secretOf(request))) throw new HttpError(401, 'secret', 'Wrong secret.')
    if (!isJson.test(request.headers['content-type'] ?? '')) throw new HttpError(415, 'content', 'Send JSON.')
    const known = await door.update(await readJson(request))
    if (!known) throw new HttpError(400, 'update', 'This is not a Telegram update.')
    response.end()
  }
}

const isJson = /^application\/json *(;|$)/i

function secretOf({ headers }: IncomingMessage): string | undefined {
  const secret = headers['x-telegram-bot-api-secret-token']
  return typeof secret === 'string' ? secret : undefined
}
