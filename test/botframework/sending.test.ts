import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Address } from '../../src/channels/botframework/address.ts'
import { createConnector } from '../../src/channels/botframework/connector.ts'
import { activitiesOf } from '../../src/channels/botframework/shape.ts'
import { createPace } from '../../src/channels/common/pace.ts'
import { createPieces } from '../../src/channels/common/pieces.ts'
import type { Delivery } from '../../src/core/ports.ts'
import { type BadDay, BotFramework } from '../platforms/bot-framework.ts'
import { toSay } from '../store/builders.ts'

let platform: BotFramework
const parting: (() => Promise<void>)[] = []

beforeAll(async () => {
  platform = await BotFramework.start()
})
afterEach(() => platform.clear())
afterAll(async () => {
  for (const part of parting) await part()
  await platform.stop()
  expect(platform.wrong).toEqual([])
})

let talks = 0

function stage(change: { readonly password?: string; readonly perSecond?: number; readonly service?: string } = {}) {
  const clock = { now: Date.now() }
  const troubles: string[] = []
  const { service = platform.service } = change
  const to: Address = {
    channel: 'msteams',
    service,
    conversation: `a:1canary|${++talks}`,
    bot: '28:b',
    user: 'u',
    tenant: null,
  }
  platform.open(to.conversation)
  const pace = createPace(change.perSecond ?? Number.POSITIVE_INFINITY, 6, 2)
  const connector = createConnector({
    appId: platform.appId,
    password: change.password ?? platform.password,
    tenant: null,
    root: platform.root,
    pace,
    now: () => clock.now,
    isAllowed: (one) => one === service,
    fileAccess: () => null,
    trouble: (what, error) => {
      const code = error instanceof Error && 'code' in error ? error.code : ''
      troubles.push(`${what} ${code}`)
      // What goes to the log: never an answer of the platform's, never a token.
      expect(String(error)).not.toMatch(/canary/)
    },
  })
  parting.push(() => connector.hangUp())
  const pieces = createPieces<object>()
  const send = (number: number, text = `line ${number}`, buttons = 0): Promise<Delivery> => {
    const choices = Array.from({ length: buttons }, (_, i) => ({ act: 'menu', label: `Choice ${i}` }))
    const line = toSay(number, text, { buttons: choices })
    return pieces({ conversation: 'c1', line }, activitiesOf(line, to), (activity) => connector.post(activity, to))
  }
  const read = (): readonly string[] => platform.room(to.conversation).map((said) => said.text)
  return { clock, troubles, connector, pace, send, read, to }
}

const logins = (): number => platform.calls.filter(({ place }) => place === 'login').length

describe('what the platform answers, and what becomes of the line', () => {
  const status = (code: number, headers = {}): BadDay => ({ kind: 'status', status: code, headers })
  it.each<readonly [string, BadDay, Delivery]>([
    [
      '"later" waits as long as it says',
      status(429, { 'retry-after': '7' }),
      { at: 'retry', afterMs: 7000, tried: false },
    ],
    ['"later" without a time waits a little', status(429), { at: 'retry', afterMs: 5000, tried: false }],
    [
      '"later" with nonsense waits a little',
      status(429, { 'retry-after': 'canary' }),
      { at: 'retry', afterMs: 5000, tried: false },
    ],
    [
      '"later, in a year" is asked again sooner',
      status(429, { 'retry-after': '31536000' }),
      { at: 'retry', afterMs: 600_000, tried: false },
    ],
    ['blocked by the person', status(403), { at: 'failed', why: 'blocked' }],
    ['no such talk', status(404), { at: 'failed', why: 'gone' }],
    ['gone for ever', status(410), { at: 'failed', why: 'gone' }],
    ['not understood', status(400), { at: 'failed', why: 'refused' }],
    ['too large', status(413), { at: 'failed', why: 'refused' }],
    ['busy with the same talk', status(412), { at: 'retry', afterMs: 1000, tried: true }],
    ['broken', status(500), { at: 'retry', afterMs: 1000, tried: true }],
    ['a gateway without anybody behind it', status(502), { at: 'retry', afterMs: 1000, tried: true }],
    ['a gateway that waited in vain', status(504), { at: 'unconfirmed' }],
    ['our token is not taken', status(401), { at: 'retry', afterMs: 10_000, tried: true }],
    ['the connection breaks before an answer', { kind: 'reset', carriedOut: false }, { at: 'unconfirmed' }],
    ['the connection breaks after the message', { kind: 'reset', carriedOut: true }, { at: 'unconfirmed' }],
  ])('%s', async (_what, day, delivery) => {
    const { send } = stage()
    platform.plan(day)
    expect(await send(1)).toEqual(delivery)
  })

  it("all is well: the platform's id of the message is the receipt", async () => {
    const { send, read } = stage()
    expect(await send(1)).toEqual({ at: 'ok', receipt: expect.stringMatching(/^m\d+$/) })
    expect(read()).toEqual(['line 1'])
  })

  it('"later" means everybody, in all talks, until the time is over', async () => {
    const { send, clock, pace } = stage()
    platform.plan({ kind: 'status', status: 429, headers: { 'retry-after': '3' } })
    await send(1)
    const calls = platform.calls.length
    expect(await send(2)).toMatchObject({ at: 'retry', tried: false })
    expect(pace.halted(clock.now)).toBe(3000)
    expect(platform.calls.length).toBe(calls)
    clock.now += 3001
    expect((await send(1)).at).toBe('ok')
  })

  it('nobody there: it was not sent, and is tried again', async () => {
    const closed = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => closed.once('listening', resolve))
    const { port } = closed.address() as AddressInfo
    await new Promise((resolve) => closed.close(resolve))
    expect(await stage({ service: `http://127.0.0.1:${port}/emea/` }).send(1)).toEqual({
      at: 'retry',
      afterMs: 1000,
      tried: true,
    })
  })

  it('who never answers is not waited for longer than the lease of a line', { timeout: 30_000 }, async () => {
    const { send } = stage()
    platform.plan({ kind: 'hang' })
    const began = Date.now()
    expect(await send(1)).toEqual({ at: 'unconfirmed' })
    expect(Date.now() - began).toBeLessThan(20_000)
  })

  it('nobody is followed elsewhere with our token in hand', async () => {
    const visits: string[] = []
    const elsewhere = createServer((request, response) => {
      visits.push(request.headers.authorization ?? '')
      response.end('{}')
    }).listen(0, '127.0.0.1')
    await new Promise((resolve) => elsewhere.once('listening', resolve))
    const location = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`
    for (const status of [301, 302, 307, 308]) {
      const { send, troubles } = stage()
      platform.plan({ kind: 'status', status, headers: { location } })
      expect(await send(1)).toMatchObject({ at: 'retry', tried: true })
      expect(troubles).toEqual([`redirect ${status}`])
    }
    expect(visits).toEqual([])
    elsewhere.close()
  })

  it('a service that is no longer listed gets nothing, and what waits for it is not lost', async () => {
    const { connector, to, troubles } = stage()
    const calls = platform.calls.length
    const moved = { ...to, service: 'http://127.0.0.1:9/' }
    expect(await connector.post({ type: 'message' }, moved)).toEqual({ at: 'retry', afterMs: 60_000, tried: true })
    expect(platform.calls.length).toBe(calls)
    expect(troubles).toEqual(['service 0'])
  })
})

describe('our own token', () => {
  it('is asked for once, for a hundred lines at once too, and again shortly before its end', async () => {
    const { send, clock } = stage()
    const before = logins()
    const done = await Promise.all(Array.from({ length: 100 }, (_, n) => send(n + 1)))
    expect(new Set(done.map(({ at }) => at))).toEqual(new Set(['ok']))
    expect(logins() - before).toBe(1)
    clock.now += 50 * 60_000
    await send(101)
    expect(logins() - before).toBe(1)
    clock.now += 6 * 60_000
    await send(102)
    expect(logins() - before).toBe(2)
  })

  it('is asked for anew when the platform does not take it any more', async () => {
    const { send, read, troubles } = stage()
    await send(1)
    platform.given.clear()
    expect(await send(2)).toMatchObject({ at: 'retry', tried: true })
    expect((await send(2)).at).toBe('ok')
    expect(read()).toEqual(['line 1', 'line 2'])
    expect(troubles).toEqual(['secret 401'])
  })

  it('with a wrong secret nothing is lost, the log says so, and a thousand lines ask once', async () => {
    const { send, troubles } = stage({ password: 'canary-wrong' })
    const before = logins()
    for (const delivery of await Promise.all(Array.from({ length: 50 }, (_, n) => send(n + 1))))
      expect(delivery).toEqual({ at: 'retry', afterMs: 5000, tried: true })
    expect(await send(51)).toMatchObject({ at: 'retry' })
    expect(logins() - before).toBe(1)
    expect(new Set(troubles)).toEqual(new Set(['login 401']))
  })

  it.each<readonly [string, BadDay]>([
    ['breaks off', { kind: 'reset', carriedOut: false }],
    ['answers with a page', { kind: 'status', status: 200 }],
    ['is down', { kind: 'status', status: 503 }],
  ])('whoever gives tokens %s: it is tried again a moment later', async (_what, day) => {
    const { send, clock } = stage()
    platform.plan(day, { place: 'login' })
    expect(await send(1)).toEqual({ at: 'retry', afterMs: 5000, tried: true })
    clock.now += 5000
    expect((await send(1)).at).toBe('ok')
  })
})

describe('a line of several messages', () => {
  it('goes on where it stopped: nobody reads the beginning twice', async () => {
    const { send, read } = stage()
    const text = `${'first '.repeat(600)}\n${'second '.repeat(500)}`
    platform.plan({ kind: 'slow', ms: 1 })
    platform.plan({ kind: 'status', status: 500 })
    expect(await send(1, text, 2)).toMatchObject({ at: 'retry' })
    expect(read()).toHaveLength(1)
    platform.plan({ kind: 'slow', ms: 1 })
    platform.plan({ kind: 'status', status: 429 })
    expect(await send(1, text, 2)).toMatchObject({ at: 'retry' })
    expect(read().map((said) => said.split(' ')[0])).toEqual(['first', 'second'])
  })

  it('in one talk six messages at once, then two a second', async () => {
    const { send, clock } = stage({ perSecond: 100 })
    for (let n = 1; n <= 6; n++) expect((await send(n)).at).toBe('ok')
    expect(await send(7)).toEqual({ at: 'retry', afterMs: 500, tried: false })
    clock.now += 500
    expect((await send(7)).at).toBe('ok')
  })

  it('after hanging up nothing is tried: it waits for the next start', async () => {
    const { send, connector } = stage()
    await send(1)
    parting.pop()
    await connector.hangUp()
    expect(await send(2)).toMatchObject({ at: 'retry', tried: true })
  })

  it('who stops waits a moment for answers, not for ever', async () => {
    const { send, connector } = stage()
    await send(1)
    platform.plan({ kind: 'hang' })
    const sending = send(2)
    await new Promise((resolve) => setTimeout(resolve, 50))
    parting.pop()
    const began = Date.now()
    await connector.hangUp()
    expect(Date.now() - began).toBeLessThan(5000)
    expect((await sending).at).not.toBe('ok')
  })
})
