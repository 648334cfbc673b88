import type { RequestListener } from 'node:http'
import { CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder'
import express, { type RequestHandler } from 'express'
import { createClient } from 'redis'
import { Telegraf } from 'telegraf'
import { message } from 'telegraf/filters'
import { createGroup } from '../../src/store/sqlite/group.ts'
import { openDatabase } from '../../src/store/sqlite/open.ts'
import { appId } from './activities.ts'
import type { Bench } from './contender.ts'
import { freshDir, secret, token } from './given.ts'

/** What a message costs without us; null: it is one of ours. */
export async function bareServer({ name, apiRoot, socket }: Bench): Promise<RequestListener | null> {
  const app = express()
  if (name === 'express')
    return app.post('/telegram', express.json(), (_, response) => void response.json({ ok: true }))
  if (name === 'durable')
    return app.post('/telegram', express.json(), socket ? await durableOnRedis(socket) : durableOnDisk())
  if (name === 'telegraf') return app.use(await telegrafEcho(apiRoot))
  if (name === 'botbuilder') return app.post('/api/messages', express.json(), botbuilderEcho(apiRoot))
  return null
}

/** One INSERT a message with our own pragmas and our own group commit: all requests of one tick share a COMMIT. */
function durableOnDisk(): RequestHandler {
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

/** One RPUSH a message, with the library as it comes. */
async function durableOnRedis(socket: string): Promise<RequestHandler> {
  const client = createClient({ socket: { path: socket, tls: false } })
  await client.connect()
  return async ({ body }, response) => {
    await client.rPush('messages', JSON.stringify(body))
    response.json({ ok: true })
  }
}

/** As telegraf's own example for express has it, but that it asks the API: a reply inside the 200 nobody can confirm. */
function telegrafEcho(apiRoot: string): Promise<RequestHandler> {
  const bot = new Telegraf(token, { telegram: { apiRoot, webhookReply: false } })
  bot.on(message('text'), (context) => context.reply(context.message.text))
  return bot.createWebhook({ domain: 'bench.example', path: '/telegram', secret_token: secret })
}

/** What one would write instead: botbuilder as its samples show it. Its token is given to it: it need not ask for one. */
function botbuilderEcho(root: string): RequestHandler {
  const adapter = new CloudAdapter(
    new ConfigurationBotFrameworkAuthentication(
      {
        ToBotFromChannelTokenIssuer: 'https://api.botframework.com',
        ToBotFromChannelOpenIdMetadataUrl: `${root}/v1/.well-known/openidconfiguration`,
        ToChannelFromBotOAuthScope: 'https://api.botframework.com',
      },
      {
        isValidAppId: async (id) => id === appId,
        isAuthenticationDisabled: async () => false,
        createCredentials: async () => ({
          signRequest: async (request) => {
            request.headers.set('authorization', 'Bearer bench')
            return request
          },
        }),
      },
    ),
  )
  return async (request, response) => {
    await adapter.process(request, response, async (context) => {
      await context.sendActivity(context.activity.text)
    })
  }
}
