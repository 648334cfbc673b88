import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BotFramework } from '../platforms/bot-framework.ts'
import { type ChatPerson, type Posted, postTo } from '../platforms/chat-person.ts'
import { foreignHosts, forgeries, forTeamsOnly, stranger, toolToken, unendorsed } from '../platforms/forgeries.ts'
import { type Helpline, startHelpline } from '../platforms/helpline.ts'
import { raw } from '../platforms/raw.ts'
import { type SigningKey, type TokenParts, tokenOf } from '../platforms/tokens.ts'

let platform: BotFramework
let helpline: Helpline

beforeAll(async () => {
  platform = await BotFramework.start()
  platform.keys.push(unendorsed, forTeamsOnly)
  // Every case comes from a proxy's address of its own: being slowed down has its own test.
  helpline = await startHelpline({ ...platform.env, TRUST_PROXY: '1' })
}, 30_000)

afterAll(async () => {
  expect(await helpline.end()).toBe(0)
  await platform.stop()
  expect(platform.wrong).toEqual([])
  // botbuilder prints keys and stack traces for bad tokens: nothing of that, and no word of theirs.
  expect(helpline.output()).not.toMatch(/canary|PUBLIC KEY|Error finding key|JsonWebToken/i)
}, 30_000)

const now = (): number => Math.floor(Date.now() / 1000)
const token = (parts: TokenParts = {}): string => `Bearer ${platform.token(parts)}`
const by = (key: SigningKey): string => `Bearer ${tokenOf(key, platform.appId, platform.service)}`

let address = 0
const from = (ip = `203.0.113.${address++ % 250}`) => ({ 'x-forwarded-for': ip })

async function refusedFor(person: ChatPerson, header: string | null, fields: object): Promise<Posted> {
  const answer = await postTo(helpline.url, person.activity({ text: '/start', ...fields }), header, from())
  expect(await person.unread(50)).toEqual([])
  return answer
}

describe('who may speak as the platform', () => {
  it('more than twenty-four kinds of bad tokens are listed here', () => {
    expect(forgeries.length).toBeGreaterThanOrEqual(24)
  })

  const cases = forgeries.map(([what, header, fields = () => ({})]) => ({ what, header, fields }))
  it.each(cases)('refused with 401 and one sentence: $what', async ({ header, fields }) => {
    const person = platform.person(helpline.url, 'webchat', `forged${address}`)
    const answer = await refusedFor(person, header(platform), fields())
    expect(answer.status).toBe(401)
    expect(JSON.parse(answer.body)).toEqual({ error: { code: 'token', message: 'Wrong token.' } })
  })

  it('a header of 100 KB is refused before anybody looks at it', async () => {
    const person = platform.person(helpline.url, 'webchat', 'long')
    const answer = await refusedFor(person, token({ claims: { canary: 'x'.repeat(100_000) } }), {})
    expect([401, 431]).toContain(answer.status)
  })

  it.each(foreignHosts)('a good token that names a service we do not know is refused: %s', async (service) => {
    const person = platform.person(helpline.url, 'webchat', `host${address}`)
    const answer = await refusedFor(person, token({ claims: { serviceurl: service } }), { serviceUrl: service })
    expect(answer.status).toBe(401)
  })

  it('the true platform is let in, in every channel its key may speak for', async () => {
    for (const channel of ['msteams', 'skype', 'webchat', 'directline']) {
      const person = platform.person(helpline.url, channel, `true_${channel}`)
      expect((await person.post(person.activity({ text: '/help' }))).status).toBe(200)
      await person.reads('In danger, call 112')
    }
    const teams = platform.person(helpline.url, 'msteams', 'second-key')
    expect((await postTo(helpline.url, teams.activity({ text: '/help' }), by(forTeamsOnly), from())).status).toBe(200)
  })

  it('a token that ended four minutes ago still counts: clocks differ', async () => {
    const person = platform.person(helpline.url, 'webchat', 'late-clock')
    expect(
      (await person.post(person.activity({ text: '/help' }), platform.token({ claims: { exp: now() - 240 } }))).status,
    ).toBe(200)
  })

  it('a token once seen to be good is good for the same channel and service alone', async () => {
    const person = platform.person(helpline.url, 'webchat', 'again')
    const good = platform.token()
    expect((await person.post(person.activity({ text: '/help' }), good)).status).toBe(200)
    expect((await person.post(person.activity({ text: '/help' }), good)).status).toBe(200)
    expect((await person.post(person.activity({ text: 'x', channelId: 'line' }), good)).status).toBe(401)
    const elsewhere = { text: 'x', serviceUrl: 'https://smba.trafficmanager.net/emea/' }
    expect((await person.post(person.activity(elsewhere), good)).status).toBe(401)
  })

  it("a developer's Emulator is let in outside production", async () => {
    const person = platform.person(helpline.url, 'emulator', 'developer')
    expect((await person.post(person.activity({ text: '/help' }), toolToken(platform))).status).toBe(200)
    await person.reads('In danger, call 112')
  })

  it('after 30 bad tokens in a minute an address waits, and whoever was let in before does not', async () => {
    const person = platform.person(helpline.url, 'webchat', 'crowd')
    const good = token()
    const one = from('198.51.100.7')
    const activity = () => person.activity({ text: '/help' })
    expect((await postTo(helpline.url, activity(), good, one)).status).toBe(200)
    for (let i = 0; i < 30; i++) expect((await postTo(helpline.url, activity(), by(stranger), one)).status).toBe(401)
    const slowed = await postTo(helpline.url, activity(), by(stranger), one)
    expect(slowed.status).toBe(429)
    expect(Number(slowed.retryAfter)).toBeGreaterThan(0)
    expect((await postTo(helpline.url, activity(), good, one)).status).toBe(200)
    expect((await postTo(helpline.url, activity(), by(stranger), from('198.51.100.8'))).status).toBe(401)
  })
})

describe('what may be sent', () => {
  const json = 'content-type: application/json'
  const good = (): string => `authorization: ${token()}`

  it.each([
    ['no token', 401, 'POST /api/messages', () => [json]],
    ['a token that is none', 401, 'POST /api/messages', () => [json, 'authorization: Bearer canary']],
    ['another kind of content', 415, 'POST /api/messages', () => ['content-type: text/plain', good()]],
    ['a compressed body', 415, 'POST /api/messages', () => [json, good(), 'content-encoding: gzip']],
    ['100 MB announced', 413, 'POST /api/messages', () => [json, good()]],
  ])('%s is answered before anything of the body is read', async (what, status, start, head) => {
    const length = what.startsWith('100 MB') ? 100_000_000 : 100_000
    const answer = await raw(helpline.url, [`${start} HTTP/1.1`, `content-length: ${length}`, ...head()])
    expect(answer.status).toBe(status)
    expect(answer.ms).toBeLessThan(1000)
    expect(answer.head.toLowerCase()).toContain('connection: close')
  })

  it('a gzip bomb is not unpacked, and an endless body is cut off', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000))
    const head = ['POST /api/messages HTTP/1.1', json, good()]
    const packed = [...head, 'content-encoding: gzip', `content-length: ${bomb.length}`]
    expect((await raw(helpline.url, packed, bomb)).status).toBe(415)
    const chunk = `40001\r\n${'x'.repeat(0x40001)}\r\n`
    expect((await raw(helpline.url, [...head, 'transfer-encoding: chunked'], chunk)).status).toBe(413)
  })

  it.each([
    ['broken JSON', '{"type":"message","canary'],
    ['nothing', ''],
  ])('%s is refused in a sentence', async (_what, body) => {
    const answer = await postTo(helpline.url, body, token(), from())
    expect(answer.status).toBe(400)
    expect(answer.body).not.toMatch(/canary/)
  })

  it.each([
    ['an array', []],
    ['null', null],
    ['a number', 12],
  ])('JSON that is %s has no channel a token could be for', async (_what, body) => {
    expect((await postTo(helpline.url, body, token(), from())).status).toBe(401)
  })

  it.each(['type', 'conversation', 'from', 'recipient'])('a message without `%s` is refused', async (field) => {
    const person = platform.person(helpline.url, 'webchat', `no_${field}`)
    expect((await person.post(person.activity({ text: '/help', [field]: undefined }))).status).toBe(400)
  })

  it('a message without any name of its own is refused: it could not be told from its repeat', async () => {
    const person = platform.person(helpline.url, 'webchat', 'nameless')
    expect((await person.post(person.activity({ text: 'x', id: undefined, timestamp: undefined }))).status).toBe(400)
  })

  it('brackets a hundred thousand deep hurt nobody', async () => {
    const person = platform.person(helpline.url, 'webchat', 'deep')
    const text = JSON.stringify(person.activity({ text: '/help', value: 'QQ' }))
    const deep = text.replace('"QQ"', `${'['.repeat(100_000)}${']'.repeat(100_000)}`)
    expect((await postTo(helpline.url, deep, token(), from())).status).toBe(200)
    await person.reads('In danger, call 112')
  })

  it('the headers for browsers, and their rules of origin, are not for machines', async () => {
    const person = platform.person(helpline.url, 'webchat', 'machine')
    const other = { ...from(), origin: 'https://canary.example', 'sec-fetch-site': 'cross-site' }
    expect((await postTo(helpline.url, person.activity({ text: '/help' }), token(), other)).status).toBe(200)
  })

  it("when the platform's keys cannot be had nobody is refused: it is asked to send again", async () => {
    const mute = await BotFramework.start()
    // The look at the start, and the first two messages.
    mute.plan({ kind: 'status', status: 500 }, { place: 'keys', times: 3 })
    const blind = await startHelpline(mute.env)
    const waiting = mute.person(blind.url, 'webchat', 'early')
    const answer = await waiting.post(waiting.activity({ text: '/help' }))
    expect(answer).toMatchObject({ status: 503, retryAfter: '5' })
    await waiting.says('/help')
    await waiting.reads('In danger, call 112')
    expect(await blind.end()).toBe(0)
    await mute.stop()
  })
})
