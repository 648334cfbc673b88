import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { record } from '../../src/core/door.ts'
import { BotApi } from '../platforms/bot-api.ts'
import { blocked, deactivated } from '../platforms/bot-faults.ts'
import { Consultant } from '../platforms/consultant.ts'
import { type Helpline, startHelpline, telegramEnv, withStaff } from '../platforms/helpline.ts'
import type { Person } from '../platforms/person.ts'
import { freshDir } from '../store/places.ts'

let api: BotApi
let helpline: Helpline
let anna: Consultant

beforeAll(async () => {
  api = await BotApi.start()
  const dir = freshDir()
  await withStaff(dir, 'Anna')
  helpline = await startHelpline({ ...(await telegramEnv(api, 'webhook')), DATA_DIR: dir })
  await api.until(() => api.updates.webhook !== null, 'the webhook is set')
  anna = await Consultant.signIn(helpline.url, 'anna')
}, 30_000)

afterAll(async () => {
  expect(await helpline.end()).toBe(0)
  await api.stop()
  expect(api.wrong).toEqual([])
  expect(helpline.output()).not.toMatch(/canary/i)
}, 30_000)

const sends = (chat: number) => api.calls.filter((c) => c.method === 'sendMessage' && c.payload.chat_id === chat)

/** Somebody whose case Anna has taken; gives the case's path. */
async function inTalk(id: number): Promise<{ person: Person; path: string }> {
  const person = api.person(id)
  await person.queues('/human')
  const [mine] = await anna.waiting()
  const path = `/cases/${mine?.id}`
  await anna.post(`${path}/claim`)
  await person.reads('You are now talking to Anna')
  return { person, path }
}

const stateOf = async (path: string) => record((await anna.get(path)).body.case)

describe.concurrent('a message that Telegram did not take at once', () => {
  it.each([
    ['an error of the API (500)', { kind: 'error', code: 500, description: 'Internal Server Error: canary' }],
    ['a page of a proxy (502)', { kind: 'page', status: 502 }],
    ['a connection that breaks before the message got through', { kind: 'reset', carriedOut: false }],
  ] as const)('%s is tried again until the message is there, once', async (what, fault) => {
    const person = api.person(400 + what.length)
    api.faults.plan(fault, { chat: person.id })
    person.says('/help')
    await person.reads('In danger, call 112')
    expect(await person.unread()).toEqual([])
    expect(sends(person.id)).toHaveLength(2)
  })

  it('an answer that got lost: the bot says it again, for twice is better than never', async () => {
    const person = api.person(402)
    api.faults.plan({ kind: 'reset', carriedOut: true }, { chat: person.id })
    person.says('/help')
    await api.until(() => person.read.length === 2, 'said twice')
    expect(person.read[1]?.text).toBe(person.read[0]?.text)
    person.says('/privacy')
    await person.reads('/delete')
  })

  it('later words wait for the one that cannot get through: order is kept', async () => {
    const person = api.person(403)
    api.faults.plan({ kind: 'page', status: 502 }, { chat: person.id, times: 2 })
    for (const command of ['/help', '/privacy', '/offices', '/language']) person.says(command)
    await api.until(() => person.read.length === 4, 'four replies')
    const expected = [/call 112/, /We keep your messages|save nothing|\/delete/, /office/i, /Language/]
    for (const [i, words] of expected.entries()) expect(person.read[i]?.text).toMatch(words)
  })
})

describe('sending to Telegram on a bad day', () => {
  it('"too many requests" stops the whole bot until the time is over; nothing is lost, nothing out of order', async () => {
    const people = [404, 405, 406].map((id) => api.person(id))
    const [first, ...others] = people
    api.faults.plan({ kind: 'flood', retryAfter: 1 }, { chat: 404 })
    first?.says('/help')
    await api.until(() => sends(404).length === 1, 'the first call is refused')
    const refusedAt = Date.now()
    for (const person of others) {
      person.says('/help')
      person.says('/privacy')
    }
    await api.until(() => others.every((p) => p.read.length === 2) && first?.read.length === 1, 'all have read')
    expect(api.faults.impatient).toBe(0)
    const [earliest] = api.sent.filter((sent) => people.some((p) => p.id === sent.chat))
    expect((earliest?.at ?? 0) - refusedAt).toBeGreaterThan(900)
    for (const person of others) {
      expect(person.read[0]?.text).toContain('/offices')
      expect(person.read[1]?.text).not.toContain('/offices')
    }
  })

  it.each([
    ['has blocked the bot', blocked, 'blocked'],
    ['has deleted their account', deactivated, 'gone'],
  ] as const)('a person who %s is not tried for ever: the case is closed as unreachable', async (_w, fault, why) => {
    const { person, path } = await inTalk(why === 'gone' ? 407 : 408)
    api.faults.plan(fault, { chat: person.id, times: 50 })
    expect((await anna.post(`${path}/messages`, { text: 'Are you there?' })).status).toBe(200)
    await expect.poll(() => stateOf(path)).toMatchObject({ state: 'closed', how: 'unreachable', unreachable: why })
    const tries = sends(person.id).length
    expect((await anna.post(`${path}/messages`, { text: 'canary too late' })).status).toBe(409)
    await person.unread()
    expect(sends(person.id)).toHaveLength(tries)
    api.faults.clear()
  })

  it('a person who comes back after blocking is answered again', async () => {
    const person = api.person(409)
    api.faults.plan(blocked, { chat: person.id })
    person.says('/help')
    await api.until(() => sends(person.id).length === 1, 'refused')
    expect(await person.unread()).toEqual([])
    person.says('/help')
    await person.reads('In danger, call 112')
  })

  it('a chat that moved is written to at its new number, with this message and all later ones', async () => {
    const { person, path } = await inTalk(410)
    const moved = api.person(-100_410)
    api.faults.plan({ kind: 'migrate', to: moved.id }, { chat: person.id, times: 5 })
    await anna.post(`${path}/messages`, { text: 'The first words.' })
    expect((await moved.next()).text).toBe('👤 Anna\nThe first words.')
    const tries = sends(person.id).length
    await anna.post(`${path}/messages`, { text: 'The second words.' })
    expect((await moved.next()).text).toBe('👤 Anna\nThe second words.')
    expect(sends(person.id)).toHaveLength(tries)
    api.faults.clear()
  })

  it('signs of markup go out as they were written', async () => {
    const { person, path } = await inTalk(411)
    const text = '*bold* _under_ `code` [link](http://x) <b>&amp;</b> ||hidden|| \\*'
    await anna.post(`${path}/messages`, { text })
    expect((await person.next()).text).toBe(`👤 Anna\n${text}`)
    expect(sends(person.id).at(-1)?.payload).not.toHaveProperty('parse_mode')
  })

  it('a reply as long as the console allows arrives whole', async () => {
    const { person, path } = await inTalk(412)
    const text = '👨‍👩‍👧‍👦'.repeat(363)
    expect(text.length).toBe(3993)
    expect((await anna.post(`${path}/messages`, { text })).status).toBe(200)
    expect((await person.next()).text).toBe(`👤 Anna\n${text}`)
  })
})
