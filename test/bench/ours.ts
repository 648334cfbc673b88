import type { RequestListener } from 'node:http'
import express, { type Express } from 'express'
import { createBotFramework } from '../../src/channels/botframework/botframework.ts'
import { createTelegram } from '../../src/channels/telegram/telegram.ts'
import { createWebchat } from '../../src/channels/webchat/webchat.ts'
import type { Channel, Inbound, Live, Receive, Store, Understanding } from '../../src/core/ports.ts'
import { createHandle, type Mind } from '../../src/engine/handle.ts'
import { createLanes } from '../../src/engine/lanes.ts'
import { createRelay } from '../../src/engine/relay.ts'
import { idOf } from '../../src/store/ids.ts'
import { type Keys, loadKeys } from '../../src/store/keys.ts'
import { openRedisStore } from '../../src/store/redis/store.ts'
import { createSqliteStore } from '../../src/store/sqlite/store.ts'
import { botFrameworkRoute } from '../../src/web/botframework-route.ts'
import { headers } from '../../src/web/headers.ts'
import { createLive } from '../../src/web/live.ts'
import { personRoutes } from '../../src/web/person-routes.ts'
import { telegramFirst } from '../../src/web/telegram-first.ts'
import { telegramRoute } from '../../src/web/telegram-route.ts'
import { mind } from '../conversations/stage.ts'
import { onSocket } from '../platforms/redis-server.ts'
import { appId } from './activities.ts'
import type { Bench } from './contender.ts'
import { freshDir, secret, token } from './given.ts'

/** The product's own parts, put together as src/app does, but for one channel and without people of staff. */
export async function ourServer({ name, apiRoot, socket }: Bench): Promise<RequestListener> {
  const understands = name !== 'webhook' && name !== 'given'
  const sends = name !== 'webhook'
  const dir = freshDir()
  const keys = loadKeys({ dataDir: dir, production: false })
  const store = await storeOf(name, dir, keys, socket)
  const live = createLive()
  const used: Mind = understands ? mind : { ...mind, understanding: still() }
  const handle = createHandle({
    store,
    lanes: createLanes(),
    live,
    mind: () => used,
    now: Date.now,
    idOf: (channel, person) => idOf(keys.idKey, channel, person),
    ready: (id, fence) => sends && relay.ready(id, fence),
    failed: (_id, error) => trouble('turn', error),
  })
  const receive = (inbound: Inbound): Promise<void> => handle.person(inbound)
  const app = express()
  const [channel, listener] = await opened({ name, apiRoot, app, receive, store, live, keys })
  const relay = createRelay({
    store,
    handle,
    channels: new Map([[channel.name, channel]]),
    now: Date.now,
    settled: (_id, _line, _outcome, error) => error === undefined || trouble('relay', error),
  })
  return listener
}

/** Each server has a corner of Redis to itself. */
async function storeOf(name: string, dir: string, keys: Keys, socket: string | null): Promise<Store> {
  if (socket === null) return createSqliteStore({ dir, keys })
  return openRedisStore({ address: onSocket(socket), keys, name: `bench-${name}` })
}

/** Without its own work understanding gives what it would have given: the decision stays the same. */
function still(): Understanding {
  const hint = { client: null, spoken: null, chosen: false }
  const ready = mind.understanding.understand('Where can I learn Latvian?', hint)
  return { understand: () => ready }
}

interface Way {
  readonly name: string
  readonly apiRoot: string
  readonly app: Express
  readonly receive: Receive
  readonly store: Store
  readonly live: Live
  readonly keys: Keys
}

async function opened(way: Way): Promise<[Channel, RequestListener]> {
  if (way.name === 'webchat') return ourWebchat(way)
  return way.name === 'botframework' ? ourBotFramework(way) : ourTelegram(way)
}

function trouble(what: string, error: unknown): void {
  console.error(what, error)
}

async function ourBotFramework({ apiRoot, app, receive }: Way): Promise<[Channel, RequestListener]> {
  const channel = await createBotFramework({
    ...{ appId, password: 'x', tenant: null, declined: '', developing: true, root: apiRoot },
    serviceHosts: [new URL(apiRoot).host],
    publicUrl: null,
    messagesPerSecond: Number.POSITIVE_INFINITY,
    now: Date.now,
    receive,
    trouble,
  })
  return [channel, app.post('/api/messages', botFrameworkRoute(channel))]
}

function ourTelegram({ apiRoot, app, receive }: Way): [Channel, RequestListener] {
  const telegram = createTelegram({
    token,
    apiRoot,
    webhook: { url: '', secret },
    declined: '',
    messagesPerSecond: Number.POSITIVE_INFINITY,
    chatBurst: 3,
    chatMessagesPerSecond: 1,
    now: Date.now,
    receive,
    // Nobody of staff comes here.
    staffCame: async () => undefined,
    staffLeft: async () => undefined,
    profiles: new Map(),
    openFile: async () => null,
    trouble,
    note: () => undefined,
  })
  return [telegram, telegramFirst(telegramRoute(telegram), app, trouble)]
}

function ourWebchat({ app, receive, store, live, keys }: Way): [Channel, RequestListener] {
  const door = createWebchat({
    tokenKey: Buffer.alloc(32, 1),
    ...{ store, live, receive, now: Date.now },
    idOf: (channel, person) => idOf(keys.idKey, channel, person),
    directionOf: () => 'ltr',
  })
  const files = { take: () => Promise.reject(new Error('Nobody sends files here.')) }
  app.use(headers({ embedOrigins: [], publicUrl: null }))
  app.use('/v3/directline', personRoutes({ door, live, files, wait: () => 0 }))
  return [door.channel, app]
}
