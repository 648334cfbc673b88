import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { record } from '../../src/core/door.ts'
import { ask, Consultant, list } from '../platforms/consultant.ts'
import { type Helpline, startHelpline, withStaff } from '../platforms/helpline.ts'
import { raw } from '../platforms/raw.ts'
import { freshDir } from '../store/places.ts'

/** A helpline as it runs for real people: no demo. Its Telegram leads nowhere; people come by the web chat. */
let helpline: Helpline

beforeAll(async () => {
  const dir = freshDir()
  await withStaff(dir, 'Anna', 'Boriss', 'Slow', 'Racer')
  helpline = await startHelpline({
    DATA_DIR: dir,
    TRUST_PROXY: '1',
    TELEGRAM_BOT_TOKEN: '1:canary',
    TELEGRAM_API_ROOT: 'http://127.0.0.1:9',
  })
}, 30_000)

afterAll(async () => {
  expect(await helpline.end()).toBe(0)
  expect(helpline.output()).not.toMatch(/canary/i)
}, 30_000)

const at = (path: string): string => `${helpline.url}${path}`
const signIn = (login: string, password: string, from = '10.0.0.1') =>
  ask(at('/api/session'), 'POST', { login, password }, { 'x-forwarded-for': from })

describe('what everybody may see', () => {
  it('says that it is alive, and that it can work', async () => {
    expect((await ask(at('/healthz'))).body).toEqual({ alive: true })
    expect((await ask(at('/readyz'))).body).toEqual({ ready: true })
  })

  it('shows no figures unless a token was set for them', async () => {
    expect((await ask(at('/metrics'), 'GET', undefined, { authorization: 'Bearer ' })).status).toBe(404)
  })

  it.each(['/', '/console', '/api/cases', '/nothing', '/v3/directline/tokens/generate'])(
    'the browser is told to run nothing foreign, to show us in no frame, and to guess nothing (%s)',
    async (path) => {
      const { headers } = await ask(at(path))
      const policy = headers.get('content-security-policy') ?? ''
      expect(policy).toContain("script-src 'self'")
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).not.toContain('unsafe')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBe('no-referrer')
      expect(headers.get('x-frame-options')).toBe('DENY')
      expect(headers.get('x-powered-by')).toBeNull()
    },
  )

  it('what is not there is said in JSON, without the path that was asked for', async () => {
    const { status, body } = await ask(at('/api/canary-path?x=canary'))
    expect(status).toBe(401)
    expect(JSON.stringify(body)).not.toMatch(/canary/)
    expect((await ask(at('/canary-path'))).status).toBe(404)
    expect((await ask(at('/v3/directline/conversations/%E0%A4%A'))).status).toBe(400)
  })

  it('a body that never comes is not waited for when nobody is signed in', async () => {
    const answer = await raw(helpline.url, ['POST /api/cases/x/claim HTTP/1.1', 'content-length: 1000'])
    expect(answer.status).toBe(401)
  })
})

describe('somebody who writes without end', () => {
  it('is asked to wait, loses nothing, and keeps nobody else waiting', async () => {
    const open = async () => (await ask(at('/v3/directline/tokens/generate'), 'POST')).body
    const [flooding, other] = [await open(), await open()]
    const post = ({ conversationId, token }: Record<string, unknown>, id: number) =>
      ask(
        at(`/v3/directline/conversations/${conversationId}/activities`),
        'POST',
        { type: 'message', text: `canary ${id}`, channelData: { clientActivityID: `m${id}` } },
        { authorization: `Bearer ${token}` },
      )
    const answers = await Promise.all(Array.from({ length: 60 }, (_, id) => post(flooding, id)))
    const refused = answers.flatMap(({ status, headers }, id) =>
      status === 429 ? [{ id, after: Number(headers.get('retry-after')) }] : [],
    )
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(20)
    expect(refused.length).toBeGreaterThan(20)
    expect(refused.every(({ after }) => after >= 1 && after <= 60)).toBe(true)
    expect((await post(other, 1)).status).toBe(200)
    const [first] = refused
    await new Promise((resolve) => setTimeout(resolve, (first?.after ?? 1) * 1000))
    expect((await post(flooding, first?.id ?? 0)).status).toBe(200)
  })
})

describe('signing in', () => {
  it('the cookie is for this site and for no script', async () => {
    const anna = await Consultant.signIn(helpline.url, 'anna')
    const { body } = await anna.get('/session')
    expect(body).toMatchObject({ me: { displayName: 'Anna' } })
    expect(JSON.stringify(body)).not.toMatch(/canary|hash|login/i)
    const cookie = (await signIn('Anna', 'canary-password-1')).headers.get('set-cookie') ?? ''
    expect(cookie).toMatch(/^staff=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/)
  })

  it('a wrong name and a wrong password are the same answer; the sixth try has to wait, even with the right one', async () => {
    const answers = [await signIn('canary-nobody', 'x'), await signIn('slow', 'canary-wrong')]
    expect(answers.map(({ status, body }) => ({ status, body }))).toEqual([
      { status: 401, body: { error: { code: 'wrong' } } },
      { status: 401, body: { error: { code: 'wrong' } } },
    ])
    for (let i = 0; i < 4; i++) expect((await signIn('slow', 'canary-wrong')).status).toBe(401)
    const sixth = await signIn('slow', 'canary-password-1')
    expect(sixth.status).toBe(429)
    expect(Number(sixth.headers.get('retry-after'))).toBeGreaterThan(800)
  })

  it('who guesses one name from many places has to wait as well', async () => {
    for (let i = 0; i < 5; i++) expect((await signIn('victim', 'canary-wrong', `10.0.1.${i}`)).status).toBe(401)
    expect((await signIn('victim', 'canary-wrong', '10.0.1.9')).status).toBe(429)
    expect((await signIn('anna', 'canary-password-1', '10.0.1.9')).status).toBe(200)
  })

  it('guessing many at once gets no more tries than guessing one by one', async () => {
    const tries = Array.from({ length: 30 }, (_, i) => signIn('parallel', `canary-${i}`, '10.0.2.1'))
    const statuses = (await Promise.all(tries)).map(({ status }) => status)
    expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(5)
  })

  it.each([
    ['nothing', undefined],
    ['a list', []],
    ['null', null],
    ['numbers', { login: 1, password: 2 }],
    ['a name of a megabyte, nearly', { login: 'canary'.repeat(40_000), password: 'x' }],
    ['the name of a part of the program', { login: '__proto__', password: 'constructor' }],
  ])('%s is nobody', async (what, body) => {
    const headers = { 'x-forwarded-for': `10.0.3.${what.length}` }
    expect([400, 401]).toContain((await ask(at('/api/session'), 'POST', body, headers)).status)
  })
})

describe('the console', () => {
  it('opens for nobody who is not signed in, and for nobody who has signed out', async () => {
    const paths = ['/cases', '/cases/x', '/live'] as const
    for (const path of paths) expect((await ask(at(`/api${path}`))).status).toBe(401)
    for (const what of ['claim', 'return', 'close', 'messages', 'notes', 'presence'])
      expect((await ask(at(`/api/cases/x/${what}`), 'POST', {})).status).toBe(401)
    const racer = await Consultant.signIn(helpline.url, 'racer')
    expect((await racer.get('/cases')).status).toBe(200)
    const out = await ask(at('/api/session'), 'DELETE', undefined, { cookie: racer.cookie })
    expect(out.status).toBe(204)
    expect(out.headers.get('set-cookie')).toMatch(/^staff=;.*Expires=Thu, 01 Jan 1970/)
    expect((await racer.get('/cases')).status).toBe(401)
  })

  it('what was open when somebody signs out is closed: nobody listens on with an old cookie', async () => {
    const racer = await Consultant.signIn(helpline.url, 'racer')
    const stream = await fetch(at('/api/live'), { headers: { cookie: racer.cookie } })
    expect(stream.status).toBe(200)
    await ask(at('/api/session'), 'DELETE', undefined, { cookie: racer.cookie })
    const began = performance.now()
    await stream.text()
    expect(performance.now() - began).toBeLessThan(1000)
  })

  it.each([
    ['the address of another site', { origin: 'https://canary.example' }],
    ['the address of a file', { origin: 'null' }],
    ['the same name with another port', { origin: 'http://127.0.0.1:1' }],
    ['the word of the browser', { 'sec-fetch-site': 'cross-site' }],
    ['a neighbour of the same site', { 'sec-fetch-site': 'same-site' }],
  ])("another site's page cannot act for a consultant: told by %s", async (_what, headers) => {
    const anna = await Consultant.signIn(helpline.url, 'anna')
    const told = { cookie: anna.cookie, ...headers }
    for (const path of ['/cases/x/claim', '/cases/x/messages', '/session'])
      expect((await ask(at(`/api${path}`), 'POST', {}, told)).status).toBe(403)
    expect((await ask(at('/api/session'), 'DELETE', undefined, told)).status).toBe(403)
    expect((await anna.get('/cases')).status).toBe(200)
  })

  it('our own page can', async () => {
    const anna = await Consultant.signIn(helpline.url, 'anna')
    const told = { cookie: anna.cookie, origin: helpline.url, 'sec-fetch-site': 'same-origin' }
    expect((await ask(at('/api/cases/x/claim'), 'POST', {}, told)).status).toBe(404)
  })
})

/** Somebody on the web chat who waits for a person; gives the path of the case. */
async function somebodyWaits(anna: Consultant): Promise<{ path: string; talk: string; token: string }> {
  const { token, conversationId } = (await ask(at('/v3/directline/tokens/generate'), 'POST')).body
  const talk = at(`/v3/directline/conversations/${conversationId}/activities`)
  const bearer = { authorization: `Bearer ${token}` }
  for (const act of ['speak:en', 'human', 'consent-yes'])
    await ask(talk, 'POST', { type: 'message', value: { act, label: 'canary' } }, bearer)
  const newest = (await anna.waiting()).at(-1)
  return { path: `/cases/${newest?.id}`, talk, token: String(token) }
}

describe('two consultants and one case', () => {
  it('20 races for a case: one winner each, and the other is told by whom it was taken', async () => {
    const both = [
      await Consultant.signIn(helpline.url, 'anna'),
      await Consultant.signIn(helpline.url, 'boriss'),
    ] as const
    const names = ['Anna', 'Boriss']
    const wins = [0, 0]
    const { path } = await somebodyWaits(both[0])
    for (let round = 0; round < 20; round++) {
      const order = round % 2 === 0 ? [0, 1] : [1, 0]
      const answers = await Promise.all(order.map((i) => both[i as 0 | 1].post(`${path}/claim`)))
      const won = order.filter((_, k) => answers[k]?.status === 200)
      expect(won).toHaveLength(1)
      const [winner = 0] = won
      wins[winner] = (wins[winner] ?? 0) + 1
      const lost = answers.find((answer) => answer.status === 409)
      expect(record(lost?.body.error)).toMatchObject({ code: 'taken', by: { name: names[winner] } })
      expect((await both[winner as 0 | 1].post(`${path}/return`)).status).toBe(200)
    }
    expect((wins[0] ?? 0) + (wins[1] ?? 0)).toBe(20)
  })

  it('the late reply of a former owner is refused, and the person never reads it', async () => {
    const anna = await Consultant.signIn(helpline.url, 'anna')
    const boriss = await Consultant.signIn(helpline.url, 'boriss')
    const { path, talk, token } = await somebodyWaits(anna)
    expect((await anna.post(`${path}/messages`, { text: 'canary early' })).status).toBe(409)
    expect((await anna.post(`${path}/claim`)).status).toBe(200)
    expect((await anna.post(`${path}/return`)).status).toBe(200)
    expect((await boriss.post(`${path}/claim`)).status).toBe(200)
    const late = await anna.post(`${path}/messages`, { text: 'canary late' })
    expect(late.status).toBe(409)
    expect(record(late.body.error)).toMatchObject({ code: 'not-yours', by: { name: 'Boriss' } })
    expect((await boriss.post(`${path}/messages`, { text: 'Good day!', op: 'canary-op-1' })).status).toBe(200)
    expect((await boriss.post(`${path}/messages`, { text: 'Good day!', op: 'canary-op-1' })).status).toBe(200)
    expect((await boriss.post(`${path}/close`)).status).toBe(200)
    expect((await boriss.post(`${path}/messages`, { text: 'canary too late' })).status).toBe(409)
    const { body } = await ask(talk, 'GET', undefined, { authorization: `Bearer ${token}` })
    const texts = list(body.activities).map((one) => one.text)
    expect(texts.filter((text) => text === 'Good day!')).toHaveLength(1)
    expect(texts.join()).not.toMatch(/canary (early|late|too)/)
  })

  it('words that are none, or too many, are not sent', async () => {
    const anna = await Consultant.signIn(helpline.url, 'anna')
    const { path } = await somebodyWaits(anna)
    await anna.post(`${path}/claim`)
    expect((await anna.post(`${path}/messages`, { text: ' \0 ' })).status).toBe(400)
    expect((await anna.post(`${path}/messages`, {})).status).toBe(400)
    expect((await anna.post(`${path}/messages`, { text: 'x'.repeat(4001) })).status).toBe(413)
    expect((await anna.post(`${path}/close`)).status).toBe(200)
  })
})
