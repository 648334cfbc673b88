import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import express, { type Express, type RequestHandler, type Router } from 'express'
import { HttpError } from './body.ts'
import { errors, type Failed } from './errors.ts'
import { headers } from './headers.ts'
import { ownOrigin } from './own-origin.ts'
import type { StaffDoor } from './staff-routes.ts'
import { telegramFirst } from './telegram-first.ts'
import type { TelegramRoute } from './telegram-route.ts'

export interface WebParts {
  readonly host: string
  readonly port: number
  readonly publicUrl: string | null
  readonly trustProxy: number | string | false
  readonly embedOrigins: readonly string[]
  readonly telegram: TelegramRoute | null
  readonly botFramework: RequestHandler | null
  /** Null = there is no such page. */
  readonly metrics: RequestHandler | null
  readonly person: Router
  readonly page: Router
  /** What is kept of somebody, for whoever has the one-time link. */
  readonly data: Router
  /** Kept files, for whoever has a link. */
  readonly files: Router
  readonly staff: StaffDoor
  readonly cases: readonly Router[]
  readonly staffStrings: (language: string) => object
  /** Null = everything needed is there; otherwise what is missing, in a word. */
  readonly notReady: () => Promise<string | null>
  readonly failed: Failed
}

export interface Web {
  readonly app: Express
  listen(): Promise<AddressInfo>
  /** No new requests; those under way are finished, streams are closed. */
  stop(): Promise<void>
}

/** 20 MB over a slow line; all other bodies are given up sooner by their reader. */
const longestUploadMs = 5 * 60_000

const built = fileURLToPath(new URL('../../dist/ui', import.meta.url))

export function createWeb(parts: WebParts): Web {
  const app = express()
  app.disable('x-powered-by')
  app.set('trust proxy', parts.trustProxy)
  app.set('etag', false)

  // Machines need no headers made for browsers. Telegram does not even come here: see below.
  if (parts.botFramework) app.post('/api/messages', parts.botFramework)
  app.get('/healthz', (_request, response) => void response.json({ alive: true }))
  app.get('/readyz', async (_request, response) => {
    const missing = await parts.notReady()
    response.status(missing ? 503 : 200).json(missing ? { ready: false, missing } : { ready: true })
  })
  if (parts.metrics) app.get('/metrics', parts.metrics)

  app.use(headers(parts))
  app.use('/v3/directline', parts.person)
  app.use('/chat', parts.page)
  app.use('/files', parts.files)
  app.use('/mydata', parts.data)
  app.use('/api', ownOrigin(parts.publicUrl))
  app.get(
    '/api/strings',
    (request, response) => void response.json(parts.staffStrings(String(request.query.lang ?? 'lv').slice(0, 20))),
  )
  app.use('/api', parts.staff.router)
  app.use('/api', parts.staff.admit, ...parts.cases)
  app.use('/assets', express.static(`${built}/assets`, { immutable: true, maxAge: '1y', index: false }))
  app.get('/', (_request, response) => void response.sendFile('index.html', { root: built, cacheControl: false }))
  // The editor's page is a page of the console: the same sign-in, the same live stream.
  app.get('/editor', (_request, response) => void response.redirect('/console#/editor'))
  app.get(
    '/console',
    (_request, response) => void response.sendFile('console.html', { root: built, cacheControl: false }),
  )
  app.use(() => {
    throw new HttpError(404, 'not-found', 'There is nothing here.')
  })
  app.use(errors(parts.failed))

  const listener = telegramFirst(parts.telegram, app, parts.failed)
  const server = createServer(
    { requestTimeout: longestUploadMs, headersTimeout: 10_000, connectionsCheckingInterval: 2_000 },
    listener,
  )
  return { app, listen: () => listen(server, parts), stop: () => stop(server) }
}

function listen(server: Server, { host, port }: WebParts): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      const address = server.address()
      if (address && typeof address === 'object') resolve(address)
    })
  })
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    // A connection that is kept alive is closed as soon as its answer is out, not when its client tires of it.
    const often = setInterval(() => server.closeIdleConnections(), 20)
    // Streams never end by themselves, and a stopping server must not wait for slow readers: clients come back.
    const late = setTimeout(() => server.closeAllConnections(), 1500)
    server.close(() => {
      clearInterval(often)
      clearTimeout(late)
      resolve()
    })
    server.closeIdleConnections()
  })
}
