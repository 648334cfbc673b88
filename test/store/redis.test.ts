import { afterAll, beforeAll, describe } from 'vitest'
import { openRedisStore, type RedisOptions } from '../../src/store/redis/store.ts'
import { recordsContract } from '../contracts/records.ts'
import { storeContract } from '../contracts/store.ts'
import { noRedis, type RedisServer, startRedis, undying } from '../platforms/redis-server.ts'
import { testKeys } from './test-keys.ts'

describe.skipIf(noRedis)(`redis store${noRedis ? ` (left out: ${noRedis})` : ''}`, () => {
  let server: RedisServer
  beforeAll(async () => {
    server = await startRedis(...undying)
  })
  afterAll(() => server?.stop())

  let opened = 0
  /** Each under a name of its own, as good as a server of its own. */
  const open = (options: Partial<RedisOptions> = {}) =>
    openRedisStore({ address: server.address, keys: testKeys, name: `test${++opened}`, frozen: true, ...options })

  storeContract('redis store', open)
  recordsContract('redis records', () => open())
})
