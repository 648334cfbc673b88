import { afterAll, beforeAll, describe, it } from 'vitest'
import { noRedis, type RedisServer, startRedis, undying } from '../platforms/redis-server.ts'
import { onRedis } from './houses.ts'
import { promise, survives } from './surviving.ts'
import { type Talk, talks } from './telling.ts'

describe.skipIf(noRedis)(
  `a crash at every eleventh call on Redis, with a new process after each${noRedis ? ` (left out: ${noRedis})` : ''}`,
  () => {
    let server: RedisServer
    beforeAll(async () => {
      server = await startRedis(...undying)
    })
    afterAll(() => server?.stop())
    const house = (talk: Talk, crashAt?: number) => onRedis(server, talk, crashAt)
    // Each life connects anew: all of them take minutes. `CRASHES=all`
    const some = process.env.CRASHES === 'all' ? 1 : 11
    for (const talk of talks) it(`${talk.talk}: ${promise}`, async () => void (await survives(talk, house, some)))
  },
)
