import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { record } from '../../src/core/door.ts'
import { openRedisStore } from '../../src/store/redis/store.ts'
import { Load } from '../drills/load.ts'
import { Balancer } from '../platforms/balancer.ts'
import { BotApi } from '../platforms/bot-api.ts'
import { ask, Consultant } from '../platforms/consultant.ts'
import { type Env, type Helpline, membersOf, startHelpline, telegramEnv } from '../platforms/helpline.ts'
import { noRedis, type RedisServer, startRedis, tcp } from '../platforms/redis-server.ts'
import { freshDir } from './places.ts'
import { testKeys } from './test-keys.ts'

describe.skipIf(noRedis)(`two equal processes on one Redis${noRedis ? ` (left out: ${noRedis})` : ''}`, () => {
  let server: RedisServer
  let api: BotApi
  let balancer: Balancer
  let env: Env
  const helplines: Helpline[] = []
  const printed: string[] = []

  async function another(): Promise<Helpline> {
    const helpline = await startHelpline({ ...env, DATA_DIR: freshDir(), PORT: '0' })
    helplines.push(helpline)
    balancer.leadTo(...helplines.map(({ url }) => url))
    return helpline
  }

  async function ends(helpline: Helpline, signal?: NodeJS.Signals): Promise<void> {
    helplines.splice(helplines.indexOf(helpline), 1)
    balancer.leadTo(...helplines.map(({ url }) => url))
    await helpline.end(signal)
    printed.push(helpline.output())
  }

  beforeAll(async () => {
    server = await startRedis()
    api = await BotApi.start(100)
    balancer = await Balancer.start()
    const secrets = { masterKey: testKeys.masterKey.export(), idKey: testKeys.idKey.export() }
    env = {
      ...(await telegramEnv(api, 'webhook')),
      PUBLIC_URL: balancer.url,
      PERSON_BURST: '100000',
      REDIS_URL: `redis://127.0.0.1:${server.port}`,
      MASTER_KEY: secrets.masterKey.toString('base64'),
      ID_KEY: secrets.idKey.toString('base64'),
      TRUST_PROXY: '1',
    }
    const store = await openRedisStore({ address: tcp(server.port), keys: testKeys })
    for (const member of await membersOf('Anna', 'Boriss')) await store.saveStaff(member)
    await store.close()
    await another()
    await another()
  }, 90_000)

  afterAll(async () => {
    for (const helpline of [...helplines]) await ends(helpline)
    await api?.stop()
    await balancer?.stop()
    await server?.stop()
    expect(printed.join('')).not.toMatch(/canary/i)
    expect(api.wrong).toEqual([])
  }, 60_000)

  it('everybody who writes is answered once and in order, whichever process takes it in', {
    timeout: 90_000,
  }, async () => {
    const load = new Load(api, 40)
    for (let i = 0; i < 400; i++) {
      const person = load.people[i % 40]
      if (person) load.say(person)
    }
    await load.drained(60_000)
    expect(load.check()).toBe(0)
  })

  it('signing in, a case, its live stream and a claim need no luck with the process', { timeout: 60_000 }, async () => {
    const anna = await Consultant.signIn(balancer.url, 'anna')
    const boriss = await Consultant.signIn(balancer.url, 'boriss')
    const streams = await Promise.all(helplines.map(({ url }) => listen(url, anna.cookie)))
    const { token, conversationId } = (await ask(`${balancer.url}/v3/directline/tokens/generate`, 'POST')).body
    const talk = `${balancer.url}/v3/directline/conversations/${conversationId}/activities`
    for (const act of ['speak:en', 'human', 'consent-yes'])
      await ask(talk, 'POST', { type: 'message', value: { act, label: act } }, { authorization: `Bearer ${token}` })
    for (const stream of streams) await stream.hears('"what":"alert"')
    const [waiting] = await anna.waiting()
    for (let round = 0; round < 25; round++) {
      const answers = await Promise.all([anna, boriss].map((one) => one.post(`/cases/${waiting?.id}/claim`)))
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
      const winner = answers[0]?.status === 200 ? anna : boriss
      expect((await winner.post(`/cases/${waiting?.id}/return`)).status).toBe(200)
    }
    expect((await anna.post(`/cases/${waiting?.id}/claim`)).status).toBe(200)
    for (const text of ['one', 'two', 'three'])
      expect((await anna.post(`/cases/${waiting?.id}/messages`, { text })).status, text).toBe(200)
    const { body } = await ask(talk, 'GET', undefined, { authorization: `Bearer ${token}` })
    const lines = (body.activities as { text: string; from: { id: string } }[]).filter(
      ({ from }) => from.id === 'consultant',
    )
    expect(lines.map(({ text }) => text)).toEqual(['one', 'two', 'three'])
    // Whose console hangs on one process is here for the other, too: both tell the same of the desk.
    const seen = await Promise.all(
      helplines.map(
        async ({ url }) => (await ask(`${url}/api/desk`, 'GET', undefined, { cookie: boriss.cookie })).body,
      ),
    )
    for (const desk of seen) {
      const colleagues = desk.colleagues as { name: string; present: boolean }[]
      expect(colleagues.find(({ name }) => name === 'Anna')?.present).toBe(true)
    }
    for (const stream of streams) stream.end()
  })

  it('guesses at all processes are counted together', async () => {
    const tries: number[] = []
    for (let i = 0; i < 7; i++) {
      const { status } = await ask(`${balancer.url}/api/session`, 'POST', { login: 'guessed', password: 'canary' })
      tries.push(status)
    }
    expect(tries.filter((status) => status === 429).length).toBeGreaterThanOrEqual(1)
    expect(tries.slice(0, 5)).toEqual([401, 401, 401, 401, 401])
  })

  it('one that is killed under load is no loss: the other answers all, in order', { timeout: 90_000 }, async () => {
    const load = new Load(api, 40, 20_000)
    const [victim] = helplines
    for (let i = 0; i < 200; i++) {
      const person = load.people[i % 40]
      if (person) load.say(person)
      if (i === 100 && victim) await ends(victim, 'SIGKILL')
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    await load.drained(60_000)
    const doubled = load.check()
    expect(doubled).toBeLessThanOrEqual(40)
    await another()
    const lines = await ask(`${balancer.url}/readyz`)
    expect(record(lines.body)?.ready).toBe(true)
  })
})

/** A console's live stream at one process. */
async function listen(url: string, cookie: string) {
  const leaving = new AbortController()
  const answer = await fetch(`${url}/api/live`, { headers: { cookie }, signal: leaving.signal })
  let heard = ''
  void (async () => {
    for await (const chunk of answer.body ?? []) heard += Buffer.from(chunk).toString()
  })().catch(() => undefined)
  return {
    hears: (words: string) => expect.poll(() => heard, { timeout: 10_000 }).toContain(words),
    end: () => leaving.abort(),
  }
}
