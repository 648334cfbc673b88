import { Pool } from 'undici'
import { mind } from '../../conversations/stage.ts'

const written = [...mind.rules.knowledge.topics.values()].flatMap(({ questions }) => Object.values(questions).flat())
let updates = 1

export const poolOf = (url: string): Pool => new Pool(url, { connections: 64 })

/** One update to a webhook; gives how long the 200 took, in ms. */
export async function post(pool: Pool, secret: string, chats: number): Promise<number> {
  const n = updates++
  const chat = { id: 1000 + (n % chats), type: 'private', first_name: 'Person' }
  const from = { id: chat.id, is_bot: false, first_name: 'Person', language_code: 'en' }
  const text = written[(n * 1009) % written.length]
  const began = performance.now()
  const { statusCode, body } = await pool.request({
    path: '/telegram',
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret },
    body: JSON.stringify({ update_id: n, message: { message_id: n, from, chat, date: 1_795_000_000, text } }),
  })
  await body.dump()
  if (statusCode !== 200) throw new Error(`The webhook answered ${statusCode}.`)
  return performance.now() - began
}
