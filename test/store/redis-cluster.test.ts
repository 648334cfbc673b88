import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { joinParty } from '../../src/store/redis/party.ts'
import { openRedisStore, type RedisOptions } from '../../src/store/redis/store.ts'
import { createSqliteStore } from '../../src/store/sqlite/store.ts'
import { recordsContract } from '../contracts/records.ts'
import { storeContract } from '../contracts/store.ts'
import { type RedisCluster, startCluster } from '../platforms/redis-cluster.ts'
import { noRedis, type RedisServer } from '../platforms/redis-server.ts'
import { conversation, said, turn } from './builders.ts'
import { moved, redisSource, redisTarget, sqliteSource, sqliteTarget } from './movers.ts'
import { freshDir } from './places.ts'
import { fillRichly } from './rich.ts'
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

  it('takes in everything from SQLite, gives all of it back, and says when a process is on it', async () => {
    const [dir, back] = [freshDir(), freshDir()]
    const store = createSqliteStore({ dir, keys: testKeys })
    await fillRichly(store)
    await store.close()
    const there = { address: cluster.address, name: `test${++opened}`, partitions: 64, keys: testKeys }
    const party = await joinParty(there.address, testKeys, there.name)
    const reading = await redisTarget(there)
    await expect(reading.refuseInUse()).rejects.toThrow(/one process works on it/)
    party.close()
    await expect.poll(() => reading.refuseInUse().then(() => 'free', String)).toBe('free')
    await reading.close()
    const first = await moved(sqliteSource(dir), await redisTarget(there))
    const second = await moved(await redisSource(there), sqliteTarget(back))
    expect([first.differing, second.differing]).toEqual([[], []])
    expect(second.target).toEqual(first.source)
  })

  for (const [fault, begin, end] of [
    ['dies and comes back', (server: RedisServer) => server.kill(), (server: RedisServer) => server.start()],
    [
      'stands still for a while',
      async (server: RedisServer) => server.freeze(),
      async (server: RedisServer) => server.thaw(),
    ],
  ] as const)
    it(`one of its servers ${fault}: no call waits longer than three seconds, nothing acknowledged is lost`, async () => {
      const store = await open()
      const ids = Array.from({ length: 30 }, (_, i) => `c${i}`)
      const waits: number[] = []
      const timed = async <T>(ask: Promise<T>): Promise<T> => {
        const began = performance.now()
        return ask.finally(() => waits.push(performance.now() - began))
      }
      const write = async (id: string): Promise<boolean> => {
        try {
          const { conversation: found, version } = await timed(store.load(id))
          const before = found ?? conversation(id)
          const lines = [said(before.lines + 1, `line ${before.lines + 1}`)]
          return (await timed(store.commit(turn(before, version, { lines })))).at === 'done'
        } catch {
          return false
        }
      }
      const round = async () => (await Promise.all(ids.map(write))).filter(Boolean).length
      let acknowledged = await round()
      expect(acknowledged).toBe(30)
      const [first] = cluster.servers
      if (!first) throw new Error('no server')
      await begin(first)
      for (let i = 0; i < 3; i++) acknowledged += await round()
      expect(acknowledged).toBeLessThan(120)
      await end(first)
      const again = async (): Promise<number> => {
        const done = await round()
        acknowledged += done
        return done
      }
      await expect.poll(again, { timeout: 20_000, interval: 100 }).toBe(30)
      const transcripts = await Promise.all(ids.map((id) => store.transcript(id, 0, 1000)))
      for (const lines of transcripts) expect(lines.map((line) => line.number)).toEqual(lines.map((_, i) => i + 1))
      // What was done and could not be told is there, too.
      expect(transcripts.flat().length).toBeGreaterThanOrEqual(acknowledged)
      expect(Math.max(...waits)).toBeLessThan(3_000)
      await store.close()
    })
})
