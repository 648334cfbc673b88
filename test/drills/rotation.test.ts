import { createSecretKey, type KeyObject } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { idOf } from '../../src/store/ids.ts'
import { loadKeys } from '../../src/store/keys.ts'
import { openRedisStore, type RedisStore } from '../../src/store/redis/store.ts'
import { createSqliteStore } from '../../src/store/sqlite/store.ts'
import { BotApi } from '../platforms/bot-api.ts'
import { startHelpline, telegramEnv } from '../platforms/helpline.ts'
import { noRedis, startRedis } from '../platforms/redis-server.ts'
import { conversation, said, turn } from '../store/builders.ts'
import { freshDir } from '../store/places.ts'
import { freshKey, testKeys } from '../store/test-keys.ts'
import { fewAsMany } from './house.ts'
import { Load } from './load.ts'
import { report } from './table.ts'

const rotations = process.env.DRILL_ROWS ? 10 : 3
const chats = 40
const text = (key: KeyObject): string => key.export().toString('base64')

it('MASTER_KEY changes again and again under load: everything can be read with the newest alone', async () => {
  const api = await BotApi.start(100)
  const dir = freshDir()
  const env = { ...(await telegramEnv(api, 'webhook')), ...fewAsMany, DATA_DIR: dir }
  const load = new Load(api, chats)
  const waits: number[] = []
  let key = text(freshKey())
  let helpline = await startHelpline({ ...env, MASTER_KEY: key })
  let isOver = false
  const writing = (async () => {
    for (let i = 0; !isOver; i++) {
      const person = load.people[i % chats]
      if (person) load.say(person)
      await pause(5)
    }
  })()
  await pause(500)
  for (let i = 0; i < rotations; i++) {
    expect(await helpline.end()).toBe(0)
    const before = key
    key = text(freshKey())
    const began = performance.now()
    helpline = await startHelpline({ ...env, MASTER_KEY: key, MASTER_KEYS_OLD: before })
    await expect.poll(helpline.output, { timeout: 20_000 }).toContain('older master keys not needed')
    waits.push(performance.now() - began)
  }
  expect(await helpline.end()).toBe(0)
  helpline = await startHelpline({ ...env, MASTER_KEY: key })
  isOver = true
  await writing
  await load.drained(30_000)
  const doubled = load.check()
  expect(await helpline.end()).toBe(0)
  await api.stop()

  const keys = loadKeys({ MASTER_KEY: key, dataDir: dir, production: false })
  const store = createSqliteStore({ dir, keys })
  let unreadable = 0
  for (const person of load.people) {
    const id = idOf(keys.idKey, 'telegram', String(person.id))
    const found = await store.load(id).catch(() => null)
    if (found?.conversation?.lines !== load.said(person)) unreadable++
  }
  await store.close()
  report({
    number: '32',
    fault: 'MASTER_KEY changed under load',
    done: `${rotations} keys, ${load.total} messages of ${chats} chats`,
    counts: { unreadable, doubled },
    longest: Math.max(...waits),
    seed: null,
  })
  expect({ unreadable, doubled }).toEqual({ unreadable: 0, doubled: 0 })
})

describe.skipIf(noRedis)(`on Redis${noRedis ? ` (left out: ${noRedis})` : ''}`, () => {
  it('two processes change the key one after the other while both write: nobody is refused, everything can be read', async () => {
    const server = await startRedis()
    const goOn = async () => true
    const open = (masterKey: KeyObject, ...olderMasterKeys: readonly KeyObject[]) =>
      openRedisStore({ address: server.address, keys: { ...testKeys, masterKey, olderMasterKeys }, lookMs: 0 })
    let key = testKeys.masterKey
    const stores: RedisStore[] = [await open(key), await open(key)]
    /** One process ends when its writes are done, and comes back with other keys; the other one writes on. */
    const restart = async (at: number, ...keys: [KeyObject, ...KeyObject[]]): Promise<void> => {
      const before = stores[at]
      stores[at] = await open(...keys)
      await pause(50)
      await before?.close()
    }
    const written = new Map<string, number>()
    let failures = 0
    let isOver = false
    const lane = async (at: number): Promise<void> => {
      for (let n = 0; !isOver; n++) {
        const id = `c${at}-${n % 100}`
        const store = stores[at % 2]
        if (!store) return
        try {
          const { conversation: found, version } = await store.load(id)
          const before = found ?? conversation(id)
          const answer = await store.commit(turn(before, version, { lines: [said(before.lines + 1, `canary ${n}`)] }))
          if (answer.at === 'done') written.set(id, before.lines + 1)
        } catch {
          failures++
        }
      }
    }
    const lanes = Promise.all([0, 1, 2, 3].map(lane))
    let rewrapped = 0
    for (let i = 0; i < rotations; i++) {
      const next = createSecretKey(freshKey().export())
      for (const at of [0, 1]) await restart(at, key, next)
      for (const at of [0, 1]) await restart(at, next, key)
      for (let count = 1; count > 0; rewrapped += count) count = (await stores[0]?.rewrap(goOn)) ?? 0
      for (const at of [0, 1]) await restart(at, next)
      key = next
    }
    isOver = true
    await lanes
    let unreadable = 0
    for (const [id, lines] of written) {
      const found = await stores[1]?.transcript(id, 0, 1e6).catch(() => [])
      if (found?.length !== lines) unreadable++
    }
    for (const store of stores) await store.close()
    await server.stop()
    report({
      number: '32',
      fault: 'MASTER_KEY changed under load, two processes on Redis',
      done: `${rotations} keys, ${[...written.values()].reduce((sum, lines) => sum + lines, 0)} turns of ${written.size} talks`,
      counts: { unreadable, failures, 'keys rewrapped': rewrapped },
      longest: null,
      seed: null,
    })
    expect({ unreadable, failures }).toEqual({ unreadable: 0, failures: 0 })
    expect(rewrapped).toBeGreaterThan(rotations * 100)
  })
})
