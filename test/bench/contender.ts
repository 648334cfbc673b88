import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import express, { type RequestHandler } from 'express'
import { Telegraf } from 'telegraf'
import { message } from 'telegraf/filters'
import { createBotFramework } from '../../src/channels/botframework/botframework.ts'
import { createTelegram } from '../../src/channels/telegram/telegram.ts'
import type { Channel, Inbound, Receive, Understanding } from '../../src/core/ports.ts'
import { createHandle, type Mind } from '../../src/engine/handle.ts'
import { createLanes } from '../../src/engine/lanes.ts'
import { createRelay } from '../../src/engine/relay.ts'
import { idOf } from '../../src/store/ids.ts'
import { loadKeys } from '../../src/store/keys.ts'
import { createGroup } from '../../src/store/sqlite/group.ts'
import { openDatabase } from '../../src/store/sqlite/open.ts'
import { createSqliteStore } from '../../src/store/sqlite/store.ts'
import { botFrameworkRoute } from '../../src/web/botframework-route.ts'
import { createLive } from '../../src/web/live.ts'
import { telegramFirst } from '../../src/web/telegram-first.ts'
import { telegramRoute } from '../../src/web/telegram-route.ts'
import { mind } from '../conversations/stage.ts'
import { botbuilderEcho } from './echo.ts'
import { appId } from './web-chat.ts'

/**
 * One server under measurement, in a process of its own: its CPU time is all its own.
 *   express   a bare Express 5 JSON POST
 *   durable   the same, and one row of it on disk before 200: what "acknowledged only when durable" costs at least
 *   webhook   ours, from request to durable commit to 200: nothing understood, nothing sent
 *   answer    ours, everything: understood, committed, sent, settled
 *   given     the same, but what is understood was known before
 *   telegraf  a bare telegraf echo, what one would write instead
 *   botframework, botbuilder   the same two by the Bot Framework
 */
const [name = '', apiRoot = ''] = process.argv.slice(2)
const token = '1:bench'
const secret = 'a-secret-of-at-least-32-characters'
const app = express()
let listener: RequestListener = app

if (name === 'express') app.post('/telegram', express.json(), (_request, response) => void response.json({ ok: true }))
else if (name === 'durable') app.post('/telegram', express.json(), durable())
else if (name === 'telegraf') await telegrafEcho()
else if (name === 'botbuilder') app.post('/api/messages', express.json(), botbuilderEcho(apiRoot))
else await ours({ understands: name !== 'webhook' && name !== 'given', sends: name !== 'webhook' })

const server = createServer(listener)
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.send?.({ port: typeof address === 'object' ? address?.port : 0 })
})
process.on('SIGTERM', () => process.exit(0))
// Whoever measures is gone.
process.on('disconnect', () => process.exit(0))
process.on('message', () => {
  const { user, system } = process.cpuUsage()
  process.send?.({ cpu: user + system, memory: process.memoryUsage.rss() })
})

/** As telegraf's own example for express has it, but that it asks the API: a reply inside the 200 nobody can confirm. */
async function telegrafEcho(): Promise<void> {
  const bot = new Telegraf(token, { telegram: { apiRoot, webhookReply: false } })
  bot.on(message('text'), (context) => context.reply(context.message.text))
  app.use(await bot.createWebhook({ domain: 'bench.example', path: '/telegram', secret_token: secret }))
}

/** One INSERT a message with our own pragmas and our own group commit: all requests of one tick share a COMMIT. */
function durable(): RequestHandler {
  const db = openDatabase({
    dir: freshDir(),
    file: 'messages.db',
    schema: 'CREATE TABLE messages (body TEXT NOT NULL)',
  })
  const insert = db.prepare('INSERT INTO messages (body) VALUES (?)')
  const nothing = () => {}
  const edges = { beforeCommit: nothing, afterCommit: nothing, undone: nothing, failed: nothing }
  const group = createGroup(db, edges)
  return async ({ body }, response) => {
    await group.enqueue(() => {
      insert.run(JSON.stringify(body))
      return () => null
    })
    response.json({ ok: true })
  }
}

function freshDir(): string {
  const dir = mkdtempSync(join(tmpdir(), 'tilts-bench-'))
  process.on('exit', () => rmSync(dir, { recursive: true, force: true }))
  return dir
}

async function ours({ understands, sends }: { understands: boolean; sends: boolean }): Promise<void> {
  const dir = freshDir()
  const keys = loadKeys({ dataDir: dir, production: false })
  const store = createSqliteStore({ dir, keys })
  // Without its own work understanding gives what it would have given: the decision stays the same.
  const ready = mind.understanding.understand('Where can I learn Latvian?', {
    client: null,
    spoken: null,
    chosen: false,
  })
  const still: Understanding = { understand: () => ready }
  const used: Mind = understands ? mind : { ...mind, understanding: still }
  const handle = createHandle({
    store,
    lanes: createLanes(),
    live: createLive(),
    mind: () => used,
    now: Date.now,
    idOf: (channel, person) => idOf(keys.idKey, channel, person),
    ready: (id, fence) => sends && relay.ready(id, fence),
    failed: (_id, error) => trouble('turn', error),
  })
  const receive = (inbound: Inbound): Promise<void> => handle.person(inbound)
  const channel = name === 'botframework' ? await ourBotFramework(receive) : ourTelegram(receive)
  const relay = createRelay({
    store,
    handle,
    channels: new Map([[channel.name, channel]]),
    now: Date.now,
    settled: (_id, _line, _outcome, error) => error === undefined || trouble('relay', error),
  })
}

function trouble(what: string, error: unknown): void {
  console.error(what, error)
}

async function ourBotFramework(receive: Receive): Promise<Channel> {
  const channel = await createBotFramework({
    ...{ appId, password: 'x', tenant: null, declined: '', developing: true, root: apiRoot },
    serviceHosts: [new URL(apiRoot).host],
    publicUrl: null,
    messagesPerSecond: Number.POSITIVE_INFINITY,
    now: Date.now,
    receive,
    trouble,
  })
  app.post('/api/messages', botFrameworkRoute(channel))
  return channel
}

function ourTelegram(receive: Receive): Channel {
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
  listener = telegramFirst(telegramRoute(telegram), app, trouble)
  return telegram
}
