import { createServer, type RequestListener } from 'node:http'
import { join } from 'node:path'
import { watchedRelay } from '../../src/app/loops.ts'
import { keysOf, openStore } from '../../src/app/store.ts'
import { createTelegram } from '../../src/channels/telegram/telegram.ts'
import { readConfig } from '../../src/config.ts'
import { nothingUnderstood } from '../../src/core/understood.ts'
import { createHandle } from '../../src/engine/handle.ts'
import { createLanes } from '../../src/engine/lanes.ts'
import { idOf } from '../../src/store/ids.ts'
import { loadLocales } from '../../src/texts/locales.ts'
import { createTexts } from '../../src/texts/texts.ts'
import { createLive } from '../../src/web/live.ts'
import { createLog } from '../../src/web/log.ts'
import { telegramFirst } from '../../src/web/telegram-first.ts'
import { telegramRoute } from '../../src/web/telegram-route.ts'
import { knowledge, rules } from '../core/small-world.ts'

/**
 * All of the helpline that a message passes, and nothing else: store, engine, relay and Telegram as they are, over a
 * knowledge of four topics. The whole program takes seconds to start; this one can be killed four times a second.
 */
const config = readConfig(process.env)
const now = Date.now
const trouble = (what: string, error: unknown): void => log.trouble({ event: what }, error)
const log = createLog(false)
const keys = keysOf(config)
const opened = await openStore(config, keys)
const { store } = opened
const live = createLive(opened.party)
const lanes = createLanes()
const texts = createTexts(loadLocales(join(import.meta.dirname, '../../locales'), 'person'), knowledge, () => '')
const mind = { understanding: { understand: () => nothingUnderstood }, texts, rules }

const handle = createHandle({
  store,
  lanes,
  live,
  mind: () => mind,
  now,
  idOf: (channel, person) => idOf(keys.idKey, channel, person),
  ready: (id, fence) => relay.ready(id, fence),
  failed: (conversation, error) => log.trouble({ event: 'turn failed', conversation }, error),
})
if (!config.telegram) throw new Error('A worker speaks Telegram.')
const telegram = createTelegram({
  ...config.telegram,
  webhook: { url: `${config.publicUrl}/telegram`, secret: config.telegram.webhookSecret ?? '' },
  declined: '',
  now,
  receive: (inbound) => handle.person(inbound),
  staffCame: async () => undefined,
  staffLeft: async () => undefined,
  profiles: new Map(),
  openFile: async () => null,
  trouble,
  note: () => undefined,
})
const relay = watchedRelay({
  store,
  live,
  log,
  now,
  observer: {},
  leaseMs: opened.leaseMs,
  channels: new Map([[telegram.name, telegram]]),
  handle,
})

const nothingElse: RequestListener = (_request, response) => void response.writeHead(404).end()
const server = createServer(telegramFirst(telegramRoute(telegram), nothingElse, trouble))
const stopping = new AbortController()
server.listen(config.port, config.host, () => {
  const address = server.address()
  log.note({ event: 'ready', port: typeof address === 'object' ? (address?.port ?? 0) : 0 })
})
const loops = [relay.run(stopping.signal), telegram.run(stopping.signal)]

process.once('SIGTERM', async () => {
  stopping.abort()
  // What comes in now would be stored, and nobody would be left to give back the lease of its reply.
  const closed = new Promise((resolve) => server.close(resolve))
  const idle = setInterval(() => server.closeIdleConnections(), 10)
  await closed
  clearInterval(idle)
  await lanes.idle()
  await relay.idle()
  await Promise.allSettled(loops)
  await opened.close()
  process.exit(0)
})
