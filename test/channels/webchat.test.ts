import { wearBrowserClothes } from './browser-shims.ts'

wearBrowserClothes()

import { type Activity, DirectLine } from 'botframework-directlinejs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Json, record } from '../../src/core/door.ts'
import { ask, list } from '../platforms/consultant.ts'
import { type Helpline, startHelpline } from '../platforms/helpline.ts'

let helpline: Helpline
let domain: string
const open: DirectLine[] = []

beforeAll(async () => {
  helpline = await startHelpline()
  domain = `${helpline.url}/v3/directline`
}, 30_000)

afterAll(async () => {
  for (const line of open) line.end()
  expect(await helpline.end()).toBe(0)
  expect(helpline.output()).not.toMatch(/canary/i)
}, 30_000)

const newToken = async () => (await ask(`${domain}/tokens/generate`, 'POST')).body
const bearer = (token: unknown) => ({ authorization: `Bearer ${token}` })

/** Microsoft's client with somebody in front of it. */
async function visitor(given: { token?: unknown; conversationId?: unknown; watermark?: unknown } = {}) {
  const made = given.token ? given : await newToken()
  const token = String(made.token)
  const line = new DirectLine({
    token,
    domain,
    webSocket: false,
    pollingInterval: 200,
    ...(given.conversationId ? { conversationId: String(given.conversationId) } : {}),
    ...(given.watermark ? { watermark: String(given.watermark) } : {}),
  })
  open.push(line)
  const seen: Json[] = []
  const keep = (activity: unknown): void => {
    const read = record(activity)
    if (read) seen.push(read)
  }
  // Ending is an error to this client; to us it is how a visit ends.
  line.activity$.subscribe(keep, () => {})
  const post = (activity: object): Promise<string> =>
    new Promise((resolve, reject) => {
      line.postActivity({ from: { id: 'me' }, ...activity } as Activity).subscribe(resolve, reject)
    })
  const says = (text: string, id?: string) =>
    post({ type: 'message', text, ...(id ? { channelData: { clientActivityID: id } } : {}) })
  const reads = (words: RegExp): Promise<Json> =>
    expect
      .poll(() => seen.find((one) => isFrom(one, 'bot') && words.test(String(one.text))), { timeout: 5000 })
      .toBeDefined()
      .then(() => seen.find((one) => isFrom(one, 'bot') && words.test(String(one.text))) ?? {})
  return { line, token, conversationId: String(made.conversationId), seen, post, says, reads }
}

const isFrom = (activity: Json, role: string) => record(activity.from)?.role === role
const choices = (activity: Json) => list(record(activity.suggestedActions)?.actions)
const start = { type: 'event', name: 'start', value: { language: 'en-GB' } }

describe("the web chat, seen by Microsoft's Direct Line client", () => {
  it('start, language by choice, question, answer; what the person said is shown back to them', async () => {
    const anh = await visitor()
    await anh.post(start)
    const picker = await anh.reads(/Language\?/)
    const english = choices(picker).find((choice) => choice.title === 'English')
    expect(english).toMatchObject({ type: 'postBack', value: { act: 'speak:en', label: 'English' } })
    await anh.post({ type: 'message', value: english?.value })
    await anh.reads(/I am a robot/)
    await anh.says('Where do I declare my place of residence?', 'canary-1')
    const answer = await anh.reads(/you must declare a new address/)
    expect(answer).toMatchObject({ type: 'message', locale: 'en', conversation: { id: anh.conversationId } })
    const own = anh.seen.find((one) => record(one.channelData)?.clientActivityID === 'canary-1')
    expect(own).toMatchObject({ text: 'Where do I declare my place of residence?', from: { role: 'user' } })
  })

  it('an id of the page with any signs in it comes back as it was', async () => {
    const bao = await visitor()
    await bao.says('/help', 'canary:a:b')
    await bao.reads(/call 112/i)
    expect(bao.seen.map((one) => record(one.channelData)?.clientActivityID)).toContain('canary:a:b')
  })

  it('the same message twice, or ten times at once, is one', async () => {
    const chi = await visitor()
    await chi.says('/help', 'same')
    await chi.reads(/call 112/i)
    const url = `${domain}/conversations/${chi.conversationId}/activities`
    const body = { type: 'message', text: '/help', channelData: { clientActivityID: 'same' } }
    const again = await Promise.all(Array.from({ length: 10 }, () => ask(url, 'POST', body, bearer(chi.token))))
    expect(new Set(again.map((answer) => answer.status))).toEqual(new Set([200]))
    const { body: all } = await ask(url, 'GET', undefined, bearer(chi.token))
    expect(list(all.activities).map((one) => record(one.from)?.role)).toEqual(['user', 'bot'])
  })

  it('who comes back with their watermark reads only what is new, and without it all again', async () => {
    const dang = await visitor()
    await dang.says('/help', 'one')
    await dang.reads(/call 112/i)
    const url = `${domain}/conversations/${dang.conversationId}/activities`
    const { body } = await ask(url, 'GET', undefined, bearer(dang.token))
    dang.line.end()
    await ask(url, 'POST', { type: 'message', text: '/privacy' }, bearer(dang.token))
    const { token, conversationId } = dang
    const later = await visitor({ token, conversationId, watermark: body.watermark })
    await later.reads(/\/delete/)
    expect(later.seen.map((one) => one.text)).not.toContain('/help')
    const anew = await visitor({ token, conversationId })
    await anew.reads(/call 112/i)
    await anew.reads(/\/delete/)
  })

  it('a page that listens is told at once that something changed', async () => {
    const emi = await newToken()
    const gone = new AbortController()
    const url = `${domain}/conversations/${emi.conversationId}`
    const stream = await fetch(`${url}/changed`, { headers: bearer(emi.token), signal: gone.signal })
    expect(stream.headers.get('content-type')).toContain('text/event-stream')
    await ask(`${url}/activities`, 'POST', { type: 'message', text: 'canary hello' }, bearer(emi.token))
    let told = ''
    for await (const bytes of stream.body ?? []) {
      told += Buffer.from(bytes).toString()
      if (told.includes('event: changed')) break
    }
    // It says "changed" and not what: nothing of a talk goes through a stream.
    expect(told).not.toMatch(/canary/)
    gone.abort()
  })
})

describe('tokens of the web chat', () => {
  const places = ['', '/activities', '/changed'] as const

  it("somebody else's talk and one that never was look the same", async () => {
    const [mine, theirs] = [await newToken(), await newToken()]
    const theirUrl = `${domain}/conversations/${theirs.conversationId}`
    await ask(`${theirUrl}/activities`, 'POST', { type: 'message', text: 'canary secret' }, bearer(theirs.token))
    for (const place of places) {
      const answers = [theirs.conversationId, 'AAAAAAAAAAAAAAAAAAAAAA'].map(async (id) => {
        const { status, body } = await ask(
          `${domain}/conversations/${id}${place}`,
          'GET',
          undefined,
          bearer(mine.token),
        )
        return { status, body }
      })
      const [there, nowhere] = await Promise.all(answers)
      expect(there).toEqual(nowhere)
      expect(there?.status).toBe(404)
    }
  })

  it.each([
    ['none at all', () => ({})],
    ['an empty one', () => bearer('')],
    ['another scheme', (token: string) => ({ authorization: `Basic ${token}` })],
    [
      'one letter changed at the end',
      (t: string) => bearer(`${t.slice(0, -2)}${t.at(-2) === 'A' ? 'B' : 'A'}${t.at(-1)}`),
    ],
    ['a later end', (t: string) => bearer(t.replace(/\.[^.]+\./, '.zzzzzzzz.'))],
    ['a past end', (t: string) => bearer(t.replace(/\.[^.]+\./, '.1.'))],
    ['no signature', (t: string) => bearer(t.split('.').slice(0, 2).join('.'))],
    ['something added', (t: string) => bearer(`${t}.x`)],
    ['very long', () => bearer('x'.repeat(5000))],
  ])('a token that is %s opens nothing', async (_what, forged) => {
    const { token, conversationId } = await newToken()
    for (const place of places) {
      const answer = await ask(
        `${domain}/conversations/${conversationId}${place}`,
        'GET',
        undefined,
        forged(String(token)),
      )
      expect(answer.status).toBe(403)
    }
    expect((await ask(`${domain}/tokens/refresh`, 'POST', undefined, forged(String(token)))).status).toBe(403)
  })

  it('a token is renewed for the same talk, and both open it', async () => {
    const { token, conversationId } = await newToken()
    const renewed = await ask(`${domain}/tokens/refresh`, 'POST', undefined, bearer(token))
    expect(renewed.body.conversationId).toBe(conversationId)
    const answer = await ask(`${domain}/conversations/${conversationId}`, 'GET', undefined, bearer(renewed.body.token))
    expect(answer.status).toBe(200)
  })

  it('what a page sends that means nothing to us is no error, and no turn', async () => {
    const { token, conversationId } = await newToken()
    const url = `${domain}/conversations/${conversationId}/activities`
    for (const body of [{ type: 'typing' }, { type: 'message' }, { type: 'message', text: ' ' }, [], null, 7])
      expect((await ask(url, 'POST', body, bearer(token))).body.id).toBe('ignored')
    expect((await ask(url, 'GET', undefined, bearer(token))).body).toEqual({ activities: [], watermark: '0' })
  })
})
