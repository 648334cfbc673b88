import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BotApi } from '../platforms/bot-api.ts'
import { type Helpline, startHelpline, telegramEnv, webhookSecret } from '../platforms/helpline.ts'
import { raw } from '../platforms/raw.ts'

let api: BotApi
let helpline: Helpline

beforeAll(async () => {
  api = await BotApi.start()
  helpline = await startHelpline(await telegramEnv(api, 'webhook'))
  await api.until(() => api.updates.webhook !== null, 'the webhook is set')
}, 30_000)

afterAll(async () => {
  expect(await helpline.end()).toBe(0)
  await api.stop()
  expect(api.wrong).toEqual([])
  expect(helpline.output()).not.toMatch(/canary/i)
}, 30_000)

const json = 'content-type: application/json'
const secret = `x-telegram-bot-api-secret-token: ${webhookSecret}`
const post = (body: string | Buffer, ...head: string[]) =>
  raw(helpline.url, ['POST /telegram HTTP/1.1', `content-length: ${Buffer.byteLength(body)}`, ...head], body)
const known = (body: string | Buffer) => post(body, json, secret)

describe('the door for Telegram', () => {
  it.each([
    ['no secret', 401, 'POST /telegram', [json]],
    ['a short secret', 401, 'POST /telegram', [json, 'x-telegram-bot-api-secret-token: canary']],
    ['a long secret', 401, 'POST /telegram', [json, `${secret}x`]],
    ['a wrong secret of the right length', 401, 'POST /telegram', [json, `${secret.slice(0, -1)}q`]],
    ['another path', 404, 'POST /telegram/canary', [json, secret]],
    ['another method', 404, 'PUT /telegram', [json, secret]],
    ['another kind of content', 415, 'POST /telegram', ['content-type: text/plain', secret]],
    ['a compressed body', 415, 'POST /telegram', [json, secret, 'content-encoding: gzip']],
  ])('%s is refused before anything of the body is read', async (_what, status, start, head) => {
    // A body is promised and never sent: an answer can only come from somebody who does not wait for it.
    const answer = await raw(helpline.url, [`${start} HTTP/1.1`, 'content-length: 100000', ...head])
    expect(answer.status).toBe(status)
    expect(answer.ms).toBeLessThan(1000)
  })

  it.each([
    ['an array', '[]'],
    ['null', 'null'],
    ['a number', '12'],
    ['no update id', '{"message":{"text":"canary"}}'],
    ['broken JSON', '{"update_id":1,"canary'],
    ['nothing', ''],
  ])('a body that is %s is refused in a sentence', async (_what, body) => {
    expect((await known(body)).status).toBe(400)
  })

  it('more than 256 KB is refused, promised or sent', async () => {
    const head = ['POST /telegram HTTP/1.1', json, secret]
    expect((await raw(helpline.url, [...head, 'content-length: 262145'])).status).toBe(413)
    const chunk = `40001\r\n${'x'.repeat(0x40001)}\r\n`
    expect((await raw(helpline.url, [...head, 'transfer-encoding: chunked'], chunk)).status).toBe(413)
  })

  it('who is refused does not keep the line: the connection ends with the answer', async () => {
    const head = ['POST /telegram HTTP/1.1', json, 'content-length: 100000000']
    expect((await raw(helpline.url, head)).head.toLowerCase()).toContain('connection: close')
  })

  it('brackets a hundred thousand deep hurt nobody', async () => {
    const deep = `{"update_id":1,"message":${'['.repeat(100_000)}${']'.repeat(100_000)}}`
    expect((await known(deep)).status).toBe(200)
    const deepKeys = `${'{"message":'.repeat(20_000)}1${'}'.repeat(20_000)}`
    expect((await known(`{"update_id":2,"message":${deepKeys}}`)).status).toBe(200)
  })

  it('half characters, NUL and invalid bytes are cleaned, and what is left of the words is understood', async () => {
    const odd = api.person(201)
    odd.says('/start en')
    await odd.reads('Choose a topic')
    odd.says('\ud83d Where do I\0 declare my place of residence? \udc00')
    await odd.reads('you must declare a new address')
    const update = JSON.stringify(odd.message({ text: 'QQWhere do I declare my place of residence?' }))
    const [before = '', after = ''] = update.split('QQ')
    const bytes = Buffer.concat([Buffer.from(before), Buffer.from([0xff, 0xc0, 0x80]), Buffer.from(after)])
    expect((await known(bytes)).status).toBe(200)
    await odd.reads('you must declare a new address')
  })

  it('kinds of updates we do not know are taken in without a word', async () => {
    const eva = api.person(202)
    const chat = { id: eva.id, type: 'private' }
    const kinds = [
      { poll: { id: 'p' } },
      { message_reaction: { chat, user: { id: eva.id }, new_reaction: [] } },
      { message: { chat, message_id: 5, date: 1, pinned_message: {} } },
      { message: { chat, message_id: 6, date: 1 } },
      { message: { chat, message_id: 7, date: 1, text: '  \0 ' } },
      { edited_message: null },
      { my_chat_member: { chat, new_chat_member: { status: 'member' } } },
      { inline_query: { id: 'q', query: 'canary' } },
      { callback_query: { id: 'elsewhere', from: { id: eva.id }, inline_message_id: 'i', data: 'menu' } },
    ]
    const gone = api.wrong.length
    for (const kind of kinds)
      expect((await api.updates.post({ update_id: api.nextUpdateId++, ...kind })).status).toBe(200)
    expect(await eva.unread()).toEqual([])
    // The last one's tap is none of this platform's: it says so, and nobody minds.
    await api.until(() => api.wrong.length > gone, 'the tap was answered')
    expect(api.wrong.splice(gone)).toEqual([expect.stringContaining('query is too old')])
  })

  it('an old button still does what it says, whether or not Telegram can show its message or take an answer', async () => {
    const eva = api.person(206)
    const gone = api.wrong.length
    const chat = { id: eva.id, type: 'private' }
    for (const message of [undefined, { message_id: 3, date: 0, chat }]) {
      const callback_query = { id: 'old', from: { id: eva.id, language_code: 'en' }, data: 'help', message }
      expect((await api.updates.post({ update_id: api.nextUpdateId++, callback_query })).status).toBe(200)
      await eva.reads('In danger, call 112')
    }
    await api.until(() => api.wrong.length === gone + 2, 'both were answered')
    expect(api.wrong.splice(gone).every((one) => one.includes('query is too old'))).toBe(true)
    expect(api.calls.filter((call) => call.method === 'editMessageReplyMarkup')).toEqual([])
  })

  it('in a group the bot says nothing: others would read along', async () => {
    const chat = { id: -100_203, type: 'supergroup', title: 'canary group' }
    api.person(chat.id)
    const message = { message_id: 1, date: 1, from: { id: 203 }, chat, text: '/start' }
    expect((await api.updates.post({ update_id: api.nextUpdateId++, message })).status).toBe(200)
    expect(await api.person(chat.id).unread()).toEqual([])
  })

  it('put into a group it says once that it talks to one person alone, and leaves', async () => {
    const chat = { id: -100_204, type: 'supergroup', title: 'canary group' }
    const came = { chat, from: { id: 203 }, date: 1, new_chat_member: { status: 'member', user: { id: 1 } } }
    const update = { update_id: api.nextUpdateId++, my_chat_member: came }
    expect((await api.updates.post(update)).status).toBe(200)
    const group = api.person(chat.id)
    await group.reads('I do not talk in groups')
    await api.until(() => api.calls.some((call) => call.method === 'leaveChat'), 'it leaves')
    const left = { ...came, new_chat_member: { status: 'left', user: { id: 1 } } }
    expect((await api.updates.post({ update_id: api.nextUpdateId++, my_chat_member: left })).status).toBe(200)
    expect(await group.unread()).toEqual([])
  })

  it('the same update a hundred times at once is one turn and one reply, and a hundred times 200', async () => {
    const farid = api.person(204)
    const update = farid.message({ text: '/help' })
    const answers = await Promise.all(Array.from({ length: 100 }, () => api.updates.post(update)))
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200]))
    await farid.reads('In danger, call 112')
    expect(await farid.unread()).toEqual([])
  })

  it('after a quiet week the numbers of updates begin lower: they are taken in all the same', async () => {
    const galina = api.person(205)
    galina.says('/help')
    await galina.reads('In danger, call 112')
    const high = api.nextUpdateId
    api.nextUpdateId = 12
    galina.says('/privacy')
    expect((await galina.next()).text).toContain('/delete')
    api.nextUpdateId = high
  })
})
