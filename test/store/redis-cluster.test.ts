import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openRedisStore, type RedisOptions } from '../../src/store/redis/store.ts'
import { recordsContract } from '../contracts/records.ts'
import { storeContract } from '../contracts/store.ts'
import { type RedisCluster, startCluster } from '../platforms/redis-cluster.ts'
import { noRedis } from '../platforms/redis-server.ts'
import { conversation, turn } from './builders.ts'
import { testKeys } from './test-keys.ts'

describe.skipIf(noRedis)(`redis store on a cluster of three${noRedis ? ` (left out: ${noRedis})` : ''}`, () => {
  let cluster: RedisCluster
  beforeAll(async () => {
    cluster = await startCluster()
  })
  afterAll(() => cluster?.stop())

  let opened = 0
  const open = (options: Partial<RedisOptions> = {}) =>
    openRedisStore({ address: cluster.address, keys: testKeys, name: `test${++opened}`, frozen: true, ...options })

  storeContract('redis store on a cluster', open)
  recordsContract('redis records on a cluster', () => open())

  it('talks lie on all of its servers', async () => {
    const store = await open()
    await Promise.all(Array.from({ length: 100 }, (_, i) => store.commit(turn(conversation(`c${i}`), 0))))
    for (const { cli } of cluster.servers) expect(Number(cli('dbsize'))).toBeGreaterThan(20)
    await store.close()
  })
})
