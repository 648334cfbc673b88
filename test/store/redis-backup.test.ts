import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { copyRedis, renewRedisKeys } from '../../src/store/move/copy.ts'
import { openRedisStore, type RedisStore } from '../../src/store/redis/store.ts'
import { copiesIn, putBack } from '../../src/store/sqlite/backup.ts'
import { createSqliteStore } from '../../src/store/sqlite/store.ts'
import { noRedis, type RedisServer, startRedis, undying } from '../platforms/redis-server.ts'
import { caseOf, conversation, day, hour, morning, said, toSay, turn } from './builders.ts'
import { moved, redisSource, redisTarget, sqliteSource, sqliteTarget } from './movers.ts'
import { freshDir } from './places.ts'
import { everything, fillRichly } from './rich.ts'
import { testKeys as keys } from './test-keys.ts'

const quiet = () => undefined
const words = { lines: [said(1, 'canary words')] }

describe.skipIf(noRedis)(`a copy of a Redis${noRedis ? ` (left out: ${noRedis})` : ''}`, () => {
  let server: RedisServer
  let opened = 0
  beforeAll(async () => {
    server = await startRedis(...undying)
  })
  afterAll(() => server?.stop())
  const fresh = () => ({ address: server.address, name: `copied${++opened}`, partitions: 4, keys })

  /** A copy, as it is in a folder of its own. */
  function restored(from: string, name = copiesIn(from)[0] ?? '') {
    const dir = freshDir()
    putBack(from, name, dir)
    return createSqliteStore({ dir, keys })
  }

  it('holds everything, in the form of SQLite’s copies, and can be read by its owner alone', async () => {
    const [there, to] = [fresh(), freshDir()]
    const redis = await openRedisStore(there)
    await fillRichly(redis)
    const before = await everything(redis)
    await copyRedis({ ...there, at: morning }, to, quiet)
    expect(readdirSync(to).sort()).toEqual(['helpline-20260302T100000Z.db', 'keys.db'])
    for (const name of readdirSync(to)) {
      expect(statSync(join(to, name)).mode & 0o077).toBe(0)
      expect(readFileSync(join(to, name)).includes('canary')).toBe(false)
    }
    const store = restored(to)
    expect(await everything(store)).toEqual(before)
    await store.close()
    await redis.close()
  })

  it('is made while people write: each talk is as it stood at one moment', async () => {
    const [there, to] = [fresh(), freshDir()]
    const redis = await openRedisStore(there)
    const ids = Array.from({ length: 40 }, (_, i) => `c${i}`)
    let writing = true
    let written = 0
    /** With each turn one line, one more version, and the case says how many there are. */
    const write = async (id: string): Promise<void> => {
      for (let version = 0; writing; version++) {
        const view = caseOf(id, `case-${id}`, { unanswered: version + 1 })
        const lines = [said(version + 1, 'a line')]
        await redis.commit(turn(conversation(id, { lines: version + 1 }), version, { lines, case: view }))
        written++
      }
    }
    const writers = ids.map(write)
    await expect.poll(() => written).toBeGreaterThan(100)
    const began = written
    await copyRedis({ ...there, at: morning }, to, quiet)
    const during = written - began
    writing = false
    await Promise.all(writers)
    expect(during).toBeGreaterThan(0)
    const store = restored(to)
    for (const id of ids) {
      const { conversation: c, version } = await store.load(id)
      const lines = await store.transcript(id, 0, 100_000)
      const view = await store.case(`case-${id}`)
      expect([c?.lines, lines.length, lines.at(-1)?.number, view?.unanswered]).toEqual(Array(4).fill(version))
    }
    await store.close()
    await redis.close()
  })

  it('does not bring back whoever was erased since, once its keys were renewed', async () => {
    const [there, to] = [fresh(), freshDir()]
    const redis = await openRedisStore(there)
    for (const id of ['c1', 'c2']) await redis.commit(turn(conversation(id, { lines: 1 }), 0, words))
    await copyRedis({ ...there, at: morning }, to, quiet)
    await redis.commit(turn(conversation('c3', { lines: 1 }), 0, words))
    await copyRedis({ ...there, at: morning + hour }, to, quiet)
    await redis.commit(turn(conversation('c1'), 1, { forget: true }))
    await renewRedisKeys({ ...there, at: morning }, to)
    for (const name of copiesIn(to)) {
      const store = restored(to, name)
      expect((await store.load('c1')).conversation).toBeNull()
      expect((await store.transcript('c2', 0, 1))[0]?.text).toBe('canary words')
      await store.close()
    }
    await redis.close()
  })

  it('lies beside copies from before and after a move: the newest keys fit all of them', async () => {
    const [dir, to, there] = [freshDir(), freshDir(), fresh()]
    const store = createSqliteStore({ dir, keys })
    for (const id of ['c1', 'c2']) await store.commit(turn(conversation(id, { lines: 1 }), 0, words))
    await store.backUp(to, morning)
    await store.close()
    await moved(sqliteSource(dir), await redisTarget(there))
    const redis = await openRedisStore(there)
    await redis.commit(turn(conversation('c1'), 1, { forget: true }))
    await copyRedis({ ...there, at: morning + hour }, to, quiet)
    await redis.close()
    const check = async (name: string | undefined) => {
      const old = restored(to, name)
      expect(await old.transcript('c1', 0, 9)).toEqual([])
      expect((await old.transcript('c2', 0, 1))[0]?.text).toBe('canary words')
      await old.close()
    }
    await check(copiesIn(to).at(-1))
    const back = freshDir()
    await moved(await redisSource(there), sqliteTarget(back))
    const home = createSqliteStore({ dir: back, keys })
    await home.commit(turn(conversation('c3', { lines: 1 }), 0, words))
    await home.backUp(to, morning + 2 * hour)
    await home.close()
    for (const name of copiesIn(to)) await check(name)
  })

  it('leaves in doubt what waited when it was made, however often the store is opened before it is sent', async () => {
    const [there, to] = [fresh(), freshDir()]
    const redis = await openRedisStore(there)
    const answer = await redis.commit(turn(conversation('c1'), 0, { lines: [toSay(1, 'one')] }))
    await redis.release('c1', answer.at === 'done' ? (answer.fence ?? -1) : -1)
    await copyRedis({ ...there, at: morning }, to, quiet)
    await redis.close()
    const dir = freshDir()
    putBack(to, copiesIn(to)[0] ?? '', dir)
    for (let i = 0; i < 2; i++) await createSqliteStore({ dir, keys }).close()
    const store = createSqliteStore({ dir, keys })
    expect((await store.claimWork(Date.now() + day, 1000, 10))[0]).toMatchObject({ conversation: 'c1', doubtful: true })
    await store.close()
  })

  it('is made, renewed and brought back by command', async () => {
    const own = await startRedis(...undying)
    const [to, data] = [freshDir(), freshDir()]
    const script = join(import.meta.dirname, '../../src/cli/backup.ts')
    const backup = (...args: string[]) => {
      const given = {
        MASTER_KEY: keys.masterKey.export().toString('base64'),
        ID_KEY: keys.idKey.export().toString('base64'),
      }
      const env = { PATH: process.env.PATH ?? '', DATA_DIR: data, REDIS_URL: `unix://${own.socket}`, ...given }
      const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { encoding: 'utf8', env })
      return { status, said: stdout + stderr }
    }
    const open = (): Promise<RedisStore> => openRedisStore({ address: own.address, keys })
    try {
      const redis = await open()
      for (const id of ['c1', 'c2']) await redis.commit(turn(conversation(id, { lines: 1 }), 0, words))
      const made = backup('--to', to)
      expect(made, made.said).toMatchObject({ status: 0, said: expect.stringContaining('Copied 2 conversations') })
      await redis.commit(turn(conversation('c1'), 1, { forget: true }))
      expect(backup('--keys', to)).toMatchObject({ status: 0, said: expect.stringContaining('is new') })
      await redis.close()
      expect(backup('--restore', to)).toMatchObject({ status: 1, said: expect.stringContaining('holds a helpline') })
      own.cli('flushall')
      mkdirSync(join(data, 'restore.part'))
      const back = backup('--restore', to)
      expect(back, back.said).toMatchObject({
        status: 0,
        said: expect.stringMatching(/One conversation had been erased/),
      })
      const again = await open()
      expect((await again.load('c1')).conversation).toBeNull()
      expect((await again.transcript('c2', 0, 1))[0]?.text).toBe('canary words')
      await again.close()
      expect(readdirSync(data)).toEqual([])
    } finally {
      await own.stop()
    }
  }, 60_000)
})
