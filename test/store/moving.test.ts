import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createEventTag } from '../../src/store/ids.ts'
import type { Target } from '../../src/store/move/move.ts'
import { reopenRedis } from '../../src/store/redis/moving-source.ts'
import { joinParty } from '../../src/store/redis/party.ts'
import { openRedisStore } from '../../src/store/redis/store.ts'
import { reopenSqlite } from '../../src/store/sqlite/moving-source.ts'
import { createSqliteStore } from '../../src/store/sqlite/store.ts'
import { noRedis, type RedisServer, startRedis, undying } from '../platforms/redis-server.ts'
import { conversation, hour, said, toSay, turn } from './builders.ts'
import { moved, redisSource, redisTarget, sqliteSource, sqliteTarget, type There } from './movers.ts'
import { freshDir } from './places.ts'
import { fillRandomly } from './random-store.ts'
import { everything, farOff, fillRichly, now } from './rich.ts'
import { freshKey, testKeys as keys } from './test-keys.ts'

describe.skipIf(noRedis)(`moving a store${noRedis ? ` (left out: ${noRedis})` : ''}`, () => {
  let server: RedisServer
  let opened = 0
  beforeAll(async () => {
    server = await startRedis(...undying)
  })
  afterAll(() => server?.stop())
  const fresh = (partitions = 8): There => ({ address: server.address, name: `moving${++opened}`, partitions, keys })

  /** A folder with something of everything in it. */
  async function richly(): Promise<string> {
    const dir = freshDir()
    const store = createSqliteStore({ dir, keys })
    await fillRichly(store)
    await store.close()
    return dir
  }

  it('to Redis and back leaves everything as it was', async () => {
    const dir = await richly()
    const store = createSqliteStore({ dir, keys })
    const before = await everything(store)
    await store.close()
    const there = fresh()
    const first = await moved(sqliteSource(dir), await redisTarget(there))
    expect(first.differing).toEqual([])
    const redis = await openRedisStore(there)
    expect(await everything(redis)).toEqual(before)
    await redis.close()
    const back = freshDir()
    const second = await moved(await redisSource(there), sqliteTarget(back))
    expect(second.differing).toEqual([])
    expect(second.source).toEqual(first.source)
    for (const [kind, { count }] of Object.entries(first.source)) expect(count, kind).toBeGreaterThan(0)
    const again = createSqliteStore({ dir: back, keys })
    expect(await everything(again)).toEqual(before)
    await again.close()
  })

  it('leaves what a Redis has written as it was, in SQLite and in as many partitions as one likes', async () => {
    const there = fresh(8)
    const redis = await openRedisStore(there)
    await fillRichly(redis)
    const before = await everything(redis)
    await redis.close()
    const other = fresh(3)
    const first = await moved(await redisSource(there), await redisTarget(other))
    expect(first.differing).toEqual([])
    const spread = await openRedisStore(other)
    expect(await everything(spread)).toEqual(before)
    await spread.close()
    const dir = freshDir()
    expect((await moved(await redisSource(other), sqliteTarget(dir))).target).toEqual(first.source)
    const store = createSqliteStore({ dir, keys })
    expect(await everything(store)).toEqual(before)
    await store.close()
  })

  for (const seed of [1, 2])
    it(`leaves sixty talks of chance as they were, there and back (seed ${seed})`, async () => {
      const dir = freshDir()
      const store = createSqliteStore({ dir, keys })
      await fillRandomly(store, seed)
      await store.close()
      const there = fresh()
      const first = await moved(sqliteSource(dir), await redisTarget(there))
      const back = freshDir()
      const second = await moved(await redisSource(there), sqliteTarget(back))
      expect([first.differing, second.differing]).toEqual([[], []])
      expect(second.target).toEqual(first.source)
    })

  it('lets the same talk go on: nothing is taken in twice, what waits is sent once, in its order', async () => {
    const there = fresh()
    await moved(sqliteSource(await richly()), await redisTarget(there))
    let clock = now
    const store = await openRedisStore({ ...there, now: () => clock })
    const { conversation: c, version } = await store.load('c1')
    if (!c) throw new Error('c1 is gone')
    const next = { lines: [said(4, 'once more')] }
    expect(await store.commit(turn(c, version, { ...next, event: 'telegram:rich-1' }))).toEqual({ at: 'alreadySeen' })
    // A talk in another partition cannot have taken it in; what it remembers itself it does.
    expect((await store.commit(turn(c, version, { ...next, event: 'telegram:rich-2' }))).at).toBe('done')
    expect(await store.claimWork(now, 1000, 10)).toMatchObject([{ conversation: 'c3' }, { conversation: 'c5' }])
    clock += 31 * 60_000
    const all = await store.claimWork(clock, 1000, 10)
    // Nobody gave the other two back: their lines may have arrived.
    expect(all.map((one) => [one.conversation, one.doubtful])).toEqual([
      ['c3', true],
      ['c5', true],
      ['c1', false],
    ])
    const [work] = all.filter((one) => one.conversation === 'c1')
    expect(work).toMatchObject({ tries: 1, lines: [{ number: 3 }] })
    const sent = { at: 'settled', state: { at: 'sent', receipt: 'r' } } as const
    expect(await store.settle({ conversation: 'c1', fence: work?.fence ?? -1, line: 3, outcome: sent })).toBe(true)
    expect(await store.claimWork(clock, 1000, 10)).toEqual([])
    expect((await store.case('case1'))?.by?.id).toBe('s1')
    await store.close()
  })

  it('lets a moved person be forgotten: their services of before become the same stranger’s', async () => {
    const there = fresh(64)
    await moved(sqliteSource(await richly()), await redisTarget(there))
    const store = await openRedisStore(there)
    const rows = await store.ledger(0, farOff)
    // c2 has a talk; c4's has passed its time, and they come back.
    expect(new Set(rows.map((row) => row.person)).size).toBe(3)
    for (const [id, version] of [
      ['c2', 1],
      ['c4', 0],
    ] as const) {
      const lines = [said(5, 'forget me')]
      expect((await store.commit(turn(conversation(id, { lines: 5 }), version, { forget: true, lines }))).at).toBe(
        'done',
      )
    }
    const after = await store.ledger(0, farOff)
    expect(after.length).toBe(rows.length)
    const people = new Set(rows.map((row) => row.person))
    const kept = after.filter((row) => people.has(row.person))
    // The one who was erased before the move is a stranger already.
    expect(kept.length).toBe(2)
    expect(new Set(kept.map((row) => row.person)).size).toBe(1)
    await store.close()
  })

  it('remembers who was sending when a process was killed: the line may have arrived', async () => {
    const there = fresh()
    const redis = await openRedisStore({ ...there, leaseMs: 60_000 })
    await redis.commit(turn(conversation('c1'), 0, { lines: [toSay(1, 'one')] }))
    // Killed: the lease is not given back.
    await redis.close()
    const dir = freshDir()
    await moved(await redisSource(there), sqliteTarget(dir))
    const store = createSqliteStore({ dir, keys })
    expect((await store.claimWork(farOff, 1000, 10))[0]).toMatchObject({ doubtful: true })
    await store.close()
  })

  it('does not bring back whose key is gone, and their services become a stranger’s', async () => {
    const dir = await richly()
    const source = sqliteSource(dir)
    const tags = new Set<string>()
    for await (const row of source.rows()) if (row.kind === 'service') tags.add(row.row.person)
    await source.close()
    const { openDatabase } = await import('../../src/store/sqlite/open.ts')
    const keysDb = openDatabase({ dir, file: 'keys.db', schema: '' })
    keysDb.exec("DELETE FROM keys WHERE conversation = 'c2'")
    keysDb.close()
    const there = fresh()
    const outcome = await moved(sqliteSource(dir), await redisTarget(there))
    expect(outcome).toMatchObject({ erased: 1, differing: [] })
    const store = await openRedisStore(there)
    expect((await store.load('c2')).conversation).toBeNull()
    expect(await store.case('case2')).toBeNull()
    const strangers = (await store.ledger(0, farOff)).filter((row) => !tags.has(row.person))
    expect(strangers.map((row) => row.endedAt)).toEqual([now - 24 * hour])
    await store.close()
  })

  describe('refuses', () => {
    it('a target that holds something already', async () => {
      const [dir, other] = [await richly(), await richly()]
      expect(() => sqliteTarget(other)).toThrow(/holds a helpline already/)
      const there = fresh()
      await moved(sqliteSource(dir), await redisTarget(there))
      await expect(redisTarget(there)).rejects.toThrow(/holds a helpline already/)
    })

    it('keys with which the source was not made, before anything is written', async () => {
      const dir = await richly()
      const wrong = { ...keys, masterKey: freshKey() }
      expect(() => sqliteSource(dir, wrong)).toThrow(/another MASTER_KEY/)
      expect(() => sqliteSource(dir, { ...keys, idKey: freshKey() })).toThrow(/another ID_KEY/)
      const there = fresh()
      await moved(sqliteSource(dir), await redisTarget(there))
      await expect(redisSource({ ...there, keys: wrong })).rejects.toThrow(/another MASTER_KEY/)
    })

    it('a source or a target on which a process works, and lets none start meanwhile', async () => {
      const dir = await richly()
      const store = createSqliteStore({ dir, keys })
      expect(() => sqliteSource(dir)).toThrow(/already running/)
      await store.close()
      const there = fresh()
      const party = await joinParty(there.address, keys, there.name)
      await expect(moved(sqliteSource(dir), await redisTarget(there))).rejects.toThrow(
        /is in use: one process works on it/,
      )
      party.close()
      const source = sqliteSource(dir)
      expect(() => createSqliteStore({ dir, keys })).toThrow(/already running/)
      await source.close()
      await expect.poll(() => server.cli('pubsub', 'numsub', `${there.name}:party`)).toMatch(/0$/)
      await moved(sqliteSource(dir), await redisTarget(there, true))
      const reading = await redisSource(there)
      await reading.refuseInUse()
      await expect(openRedisStore(there)).rejects.toThrow(/just being moved/)
      await reading.close()
      await (await openRedisStore(there)).close()
    })

    it('to take a half-filled store for a whole one: no server starts on it until the move is done anew', async () => {
      const dir = await richly()
      const breaking = (target: Target): Target => {
        let left = 12
        return {
          ...target,
          put: async (row) => (left-- > 0 ? target.put(row) : Promise.reject(new Error('power cut'))),
        }
      }
      const there = fresh()
      await expect(moved(sqliteSource(dir), breaking(await redisTarget(there)))).rejects.toThrow('power cut')
      await expect(openRedisStore(there)).rejects.toThrow(/only half filled: the move from sqlite:/)
      await expect(redisTarget(there)).rejects.toThrow(/--start-over/)
      // Into as many partitions as one now likes.
      const anew = { ...there, partitions: 3 }
      expect((await moved(sqliteSource(dir), await redisTarget(anew, true))).differing).toEqual([])
      await (await openRedisStore(anew)).close()

      const back = freshDir()
      await expect(moved(await redisSource(there), breaking(sqliteTarget(back)))).rejects.toThrow('power cut')
      expect(() => createSqliteStore({ dir: back, keys })).toThrow(/only half filled: the move from unix:/)
      expect(() => sqliteTarget(back)).toThrow(/--start-over/)
      expect((await moved(await redisSource(there), sqliteTarget(back, true))).differing).toEqual([])
      await createSqliteStore({ dir: back, keys }).close()
    })

    it('to start where everything was left, until somebody says so', async () => {
      const dir = await richly()
      const there = fresh()
      await moved(sqliteSource(dir), await redisTarget(there))
      expect(() => createSqliteStore({ dir, keys })).toThrow(/was moved to unix:.*reopen sqlite:/)
      expect(() => sqliteSource(dir)).toThrow(/was moved to/)
      expect(reopenSqlite(dir)?.other).toMatch(/^unix:/)
      await createSqliteStore({ dir, keys }).close()
      await moved(await redisSource(there), sqliteTarget(freshDir()))
      await expect(openRedisStore(there)).rejects.toThrow(/was moved to sqlite:.*reopen redis/)
      expect((await reopenRedis(there))?.other).toMatch(/^sqlite:/)
      await (await openRedisStore(there)).close()
    })

    it('a target that lost something on the way: it says what, and the target stays closed', async () => {
      const dir = await richly()
      const there = fresh()
      const tag = createEventTag(keys.idKey)('telegram:rich-1')
      const target = await redisTarget(there)
      const forgetful: Target = {
        ...target,
        put: async (row) => (row.kind === 'event' && row.tag === tag ? undefined : target.put(row)),
      }
      expect((await moved(sqliteSource(dir), forgetful)).differing).toEqual(['remembered events'])
      await expect(openRedisStore(there)).rejects.toThrow(/only half filled/)
      await createSqliteStore({ dir, keys }).close()
    })
  })
})
