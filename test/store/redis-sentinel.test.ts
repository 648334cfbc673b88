import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openRedisStore } from '../../src/store/redis/store.ts'
import { startWatched, type Watched } from '../platforms/redis-sentinel.ts'
import { noRedis } from '../platforms/redis-server.ts'
import { conversation, said, turn } from './builders.ts'
import { testKeys } from './test-keys.ts'

describe.skipIf(noRedis)(`redis store behind a sentinel${noRedis ? ` (left out: ${noRedis})` : ''}`, () => {
  let watched: Watched
  beforeAll(async () => {
    watched = await startWatched()
  })
  afterAll(() => watched?.stop())

  it('when the master dies, what the replica had is there, and writing goes on with the replica', async () => {
    const store = await openRedisStore({ address: watched.address, keys: testKeys, startMs: 10_000 })
    expect((await store.commit(turn(conversation('c1'), 0, { lines: [said(1, 'hello')] }))).at).toBe('done')
    const replicated = () => watched.replica.cli('dbsize') === watched.master.cli('dbsize')
    await expect.poll(replicated, { timeout: 10_000 }).toBe(true)
    await watched.master.kill()
    // The same event again and again, as the engine does: a commit whose answer was lost may have been done.
    const next = turn(conversation('c1', { lines: 1 }), 1, { lines: [said(2, 'still here')] })
    const again = async (): Promise<string> => {
      try {
        return (await store.commit(next)).at
      } catch {
        return 'not yet'
      }
    }
    await expect.poll(again, { timeout: 30_000, interval: 100 }).toMatch(/^(done|alreadySeen)$/)
    expect((await store.transcript('c1', 0, 9)).map((line) => line.text)).toEqual(['hello', 'still here'])
    expect(watched.replica.cli('info', 'replication')).toContain('role:master')
    await store.close()
  })
})
