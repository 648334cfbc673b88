import { Pool } from 'undici'
import { record } from '../../src/core/door.ts'
import { activityOf } from './activities.ts'
import { secret } from './given.ts'

/** Somebody writes a message, and it is taken in; `n` counts all messages of the run. */
export type Say = (n: number, text: string) => Promise<void>

const chats = 200
const json = { 'content-type': 'application/json' }

/** 200 people who write to one server by its channel, on connections that stay open. */
export function peopleAt(url: string, channel: 'telegram' | 'botframework' | 'webchat', apiRoot: string): Say {
  const pool = new Pool(url, { connections: 32 })
  if (channel === 'webchat') return inWebchat(pool)
  return async (n, text) => {
    const call = channel === 'telegram' ? update(n, text) : activityOf(apiRoot, `talk${n % chats}`, `m${n}`, text)
    const { statusCode, body } = await pool.request(call)
    await body.dump()
    if (statusCode !== 200) throw new Error(`${url} answered ${statusCode}.`)
  }
}

function update(n: number, text: string) {
  const chat = { id: 1000 + (n % chats), type: 'private', first_name: 'Person' }
  const from = { id: chat.id, is_bot: false, first_name: 'Person', language_code: 'en' }
  return {
    path: '/telegram',
    method: 'POST' as const,
    headers: { ...json, 'x-telegram-bot-api-secret-token': secret },
    body: JSON.stringify({
      update_id: n + 1,
      message: { message_id: n, from, chat, date: 1_795_000_000, text },
    }),
  }
}

interface Page {
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  watermark: string
}

/** A page posts what was typed and fetches what came of it; that the answer is among it is looked at, too. */
function inWebchat(pool: Pool): Say {
  const pages = new Map<number, Promise<Page>>()
  return async (n, text) => {
    const chat = n % chats
    const opened = pages.get(chat) ?? open()
    pages.set(chat, opened)
    const { path, headers, watermark } = await opened
    const activity = { type: 'message', locale: 'en', text, channelData: { clientActivityID: `m${n}` } }
    const posted = await pool.request({ path, method: 'POST', headers, body: JSON.stringify(activity) })
    await posted.body.dump()
    if (posted.statusCode !== 200) throw new Error(`The web chat answered ${posted.statusCode}.`)
    const fetched = await pool.request({ path: `${path}?watermark=${watermark}`, method: 'GET', headers })
    const news = record(await fetched.body.json())
    const said = Array.isArray(news?.activities) ? news.activities.map(record) : []
    if (!said.some((activity) => record(activity?.from)?.role === 'bot'))
      throw new Error('The web chat did not answer.')
    Object.assign(await opened, { watermark: String(news?.watermark) })
  }

  async function open(): Promise<Page> {
    const { body } = await pool.request({ path: '/v3/directline/tokens/generate', method: 'POST' })
    const given = record(await body.json())
    return {
      path: `/v3/directline/conversations/${given?.conversationId}/activities`,
      headers: { ...json, authorization: `Bearer ${given?.token}` },
      watermark: '0',
    }
  }
}
