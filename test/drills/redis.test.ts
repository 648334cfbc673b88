import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BotApi } from '../platforms/bot-api.ts'
import { type Env, type Helpline, startHelpline, telegramEnv } from '../platforms/helpline.ts'
import { noRedis, type RedisServer, startRedis } from '../platforms/redis-server.ts'
import { freshDir } from '../store/places.ts'
import { fewAsMany } from './house.ts'
import { Load } from './load.ts'
import { drillSeed, seeded } from './random.ts'
import { report } from './table.ts'

const chats = 50
const full = process.env.DRILL_ROWS !== undefined
const awayMs = full ? 30_000 : 3_000
/** In full Telegram keeps its real pauses: five seconds where we say so. */
const hurry = full ? 1 : 20
const seed = drillSeed()
const chance = seeded(seed)

describe.skipIf(noRedis)(`the helpline on Redis${noRedis ? ` (left out: ${noRedis})` : ''}`, () => {
  let api: BotApi
  let env: Env
  let server: RedisServer
  let helpline: Helpline | null = null

  beforeAll(async () => {
    server = await startRedis()
    api = await BotApi.start(hurry)
    env = {
      ...(await telegramEnv(api, 'webhook')),
      ...fewAsMany,
      DATA_DIR: freshDir(),
      REDIS_URL: `unix://${server.socket}`,
    }
  })
  afterAll(async () => {
    await helpline?.end('SIGKILL')
    await api?.stop()
    await server?.stop()
  })

  it('asks little while nobody writes', async () => {
    helpline = await startHelpline(env)
    await pause(1_000)
    const calls = (): number => Number(/^cmdstat_evalsha:calls=(\d+)/m.exec(server.cli('info', 'commandstats'))?.[1])
    const before = calls()
    await pause(3_000)
    const perSecond = Math.round((calls() - before) / 3)
    report({
      number: '34',
      fault: 'nobody writes, on Redis',
      done: '3 s',
      counts: { 'calls a second': perSecond },
      longest: null,
      seed: null,
    })
    expect(perSecond).toBeLessThan(10)
  })

  it('Redis is away: whoever asks is told within two seconds to come again, nothing is lost, and all that waited is answered soon after', {
    timeout: 180_000,
  }, async () => {
    helpline ??= await startHelpline(env)
    const { url } = helpline
    const load = new Load(api, chats)
    const writing = (async () => {
      for (let i = 0; i < (awayMs / 1000 + 2) * 20; i++) {
        const person = load.people[Math.floor(chance() * chats)]
        if (person) load.say(person)
        await pause(50)
      }
    })()
    await pause(1_000)
    await server.kill()
    const stranger = api.person(77_000)
    const told: number[] = []
    const states = new Set<string>()
    for (const began = Date.now(); Date.now() - began < awayMs; await pause(250)) {
      const asked = performance.now()
      const { status, retryAfter } = await api.updates.post(stranger.message({ text: '/help' }))
      told.push(performance.now() - asked)
      const [ready, alive] = await Promise.all(['readyz', 'healthz'].map(async (page) => fetch(`${url}/${page}`)))
      states.add(
        `${status} ${retryAfter === null ? 'at once' : 'later'}, ready ${ready?.status}, alive ${alive?.status}`,
      )
    }
    await server.start()
    const back = Date.now()
    await writing
    await load.drained(60_000)
    const last = Math.max(...load.people.flatMap(({ read }) => read.map(({ at }) => at)))
    const doubled = load.check()
    report({
      number: '4',
      fault: 'Redis away, the whole program',
      done: `${awayMs / 1000} s, ${load.total} messages, ${told.length} asked meanwhile: ${[...states].join('; ')}`,
      counts: {
        lost: 0,
        'out of order': 0,
        doubled,
        'ms until told, at most': Math.round(Math.max(...told)),
        'ms from its return to the last reply': Math.max(0, last - back),
      },
      longest: Math.max(...load.waits()),
      seed,
    })
    expect([...states]).toEqual(['503 later, ready 503, alive 200'])
    // Two seconds, and what a busy machine adds.
    expect(Math.max(...told)).toBeLessThan(4_000)
    expect(last - back).toBeLessThan(10_000)
    expect(await helpline.end()).toBe(0)
    expect(helpline.output()).not.toMatch(/canary/i)
    expect(api.wrong).toEqual([])
  })
})
