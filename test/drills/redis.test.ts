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
const rounds = process.env.DRILL_ROWS ? 20 : 6
const seed = drillSeed()
const chance = seeded(seed)

describe.skipIf(noRedis)(`the helpline on Redis${noRedis ? ` (left out: ${noRedis})` : ''}`, () => {
  let api: BotApi
  let env: Env
  let server: RedisServer
  let load: Load
  let helpline: Helpline | null = null

  beforeAll(async () => {
    server = await startRedis()
    api = await BotApi.start(100)
    env = {
      ...(await telegramEnv(api, 'webhook')),
      ...fewAsMany,
      DATA_DIR: freshDir(),
      REDIS_URL: `unix://${server.socket}`,
    }
    load = new Load(api, chats)
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

  it('Redis and the program die in turn under load: nothing acknowledged is lost, order is kept', async () => {
    helpline ??= await startHelpline(env)
    for (let round = 0; round < rounds; round++) {
      for (let i = 0; i < chats * 2; i++) {
        const person = load.people[Math.floor(chance() * chats)]
        if (person) load.say(person)
        await pause(2)
        if (i !== chats) continue
        if (round % 2 === 0) {
          await server.kill()
          await pause(chance() * 500)
          await server.start()
        } else {
          await helpline.end('SIGKILL')
          helpline = await startHelpline(env)
        }
      }
    }
    await load.drained(60_000)
    const doubled = load.check()
    expect(await helpline.end()).toBe(0)
    expect(helpline.output()).not.toMatch(/canary/i)
    expect(api.wrong).toEqual([])
    report({
      number: '3',
      fault: 'Redis and the program killed in turn',
      done: `${rounds} kills, ${load.total} messages`,
      counts: { lost: 0, 'out of order': 0, doubled },
      longest: Math.max(...load.waits()),
      seed,
    })
  })
})
