import { type Request, type Response, Router } from 'express'
import { plainText } from '../core/door.ts'
import type { Live } from '../core/ports.ts'
import type { Media } from '../core/transcript.ts'
import { HttpError, readJson } from './body.ts'
import { type FileDoor, takeFrom } from './file-routes.ts'
import { openStream } from './stream.ts'

/** What the web chat's routes need of its channel. */
export interface WebchatDoor {
  open(): object
  renew(conversation: string): object
  admit(token: string): string | null
  idOf(conversation: string): string
  post(conversation: string, body: unknown): Promise<string | null>
  sent(conversation: string, clientId: string | null, media: Media): Promise<string>
  activities(conversation: string, after: number): Promise<{ activities: readonly object[]; watermark: string }>
}

export interface PersonParts {
  readonly door: WebchatDoor
  readonly live: Live
  readonly files: Pick<FileDoor, 'take'>
  /** For how many ms this conversation is not listened to; 0 = it is. */
  readonly wait: (conversation: string) => number
}

/** Direct Line 3.0 in shape: Microsoft's own client works against it, and so does our page. */
export function personRoutes({ door, live, files, wait }: PersonParts): Router {
  const router = Router()
  router.post('/tokens/generate', (_request, response) => void response.json(door.open()))
  router.post('/tokens/refresh', (request, response) => void response.json(door.renew(opened(request))))
  router.post('/conversations', (request, response) => void response.status(201).json(door.renew(opened(request))))
  router.get('/conversations/:id', (request, response) => void response.json(door.renew(admitted(request))))

  router.get('/conversations/:id/activities', async (request, response) => {
    const after = Number(request.query.watermark ?? 0)
    response.set('cache-control', 'no-store')
    response.json(await door.activities(admitted(request), Number.isSafeInteger(after) && after > 0 ? after : 0))
  })

  router.post('/conversations/:id/activities', async (request, response) => {
    const conversation = listened(request)
    const id = await door.post(conversation, await readJson(request))
    // What we do not know (typing, read marks) is no fault of the client's.
    response.json({ id: id ?? 'ignored' })
  })

  // Its own id of the message comes with the address (`?id=…&name=…`): the same id is the same message.
  router.post('/conversations/:id/upload', async (request, response) => {
    const conversation = listened(request)
    const media = await takeFrom(request, files, door.idOf(conversation))
    const id = plainText(String(request.query.id ?? ''), 100) || null
    response.json({ id: await door.sent(conversation, id, media) })
  })

  router.get('/conversations/:id/changed', (request, response) => {
    const id = door.idOf(admitted(request))
    const stream = openStream('person', request, response)
    stream.onClose(
      live.subscribe((signal) => {
        if (signal.what === 'conversation' && signal.conversation === id) stream.send('changed', {})
        if (signal.what === 'typing' && signal.conversation === id) stream.send('typing', {})
      }),
    )
  })
  return router

  /** The conversation of the token that comes with the call. */
  function opened(request: Request): string {
    const [scheme, token] = (request.headers.authorization ?? '').split(' ')
    const conversation = scheme?.toLowerCase() === 'bearer' && token ? door.admit(token) : null
    if (conversation === null) throw new HttpError(403, 'token', 'Open the chat again.')
    return conversation
  }

  /** Whoever writes without end is asked to wait; their page keeps what they wrote and tries again by itself. */
  function listened(request: Request): string {
    const conversation = admitted(request)
    const ms = wait(conversation)
    if (ms > 0) throw new HttpError(429, 'slower', 'Please wait a moment.', Math.ceil(ms / 1000))
    return conversation
  }

  /** Not yours and not there look the same. */
  function admitted(request: Request): string {
    const conversation = opened(request)
    if (conversation !== request.params.id) throw new HttpError(404, 'not-found', 'There is no such conversation.')
    return conversation
  }
}

/** Languages and sentences for the chat page, ready for the browser: no translation library goes there. */
export function pageRoutes(page: {
  readonly settings: () => object
  readonly strings: (language: string) => object
}): Router {
  const router = Router()
  router.get('/settings', (_request: Request, response: Response) => void response.json(page.settings()))
  router.get(
    '/strings',
    (request, response) => void response.json(page.strings(String(request.query.lang ?? 'en').slice(0, 20))),
  )
  return router
}
