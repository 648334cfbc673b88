import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openRedisStore, type RedisOptions, type RedisStore } from '../../src/store/redis/store.ts'
import { report } from '../drills/table.ts'
import { FaultProxy } from '../platforms/fault-proxy.ts'
import { noRedis, type RedisServer, startRedis, tcp } from '../platforms/redis-server.ts'
import { conversation, interpretation, said, toSay, turn } from './builders.ts'
import { life } from './life.ts'
import { testKeys } from './test-keys.ts'

/** What the web layer may wait at most before it says 503. */
const longestMs = 3_000
const kills = process.env.DRILL_ROWS ? 20 : 6

describe.skipIf(noRedis)(`redis store on bad days${noRedis ? ` (left out: ${noRedis})` : ''}`, () => {
  let server: RedisServer
  let proxy: FaultProxy
  beforeAll(async () => {
    server = await startRedis()
    proxy = await FaultProxy.start(server.socket)
  })
  afterAll(async () => {
    proxy?.stop()
    await server?.stop()
  })

  let opened = 0
  const open = (options: Partial<RedisOptions> = {}) =>
    openRedisStore({ address: tcp(proxy.port), keys: testKeys, name: `bad${++opened}`, lookMs: 0, ...options })

  /** Writes to a few talks as fast as it goes, until told to stop; whatever fails is asked again, as platforms do. */
  function writers(store: RedisStore) {
    const acknowledged: string[] = []
    const waits: number[] = []
    let failures = 0
    let over = false
    const lane = async (id: string): Promise<void> => {
      for (let n = 0; !over; n++) {
        for (let done = false; !done; ) {
          const began = performance.now()
          try {
            const { conversation: found, version } = await store.load(id)
            const before = found ?? conversation(id)
            const lines = [said(before.lines + 1, `${id} ${n}`)]
            const services = [interpretation({ case: id, messages: n })]
            const answer = await store.commit(turn(before, version, { event: `${id}:${n}`, lines, services }))
            done = answer.at !== 'conflict'
          } catch {
            failures++
            await pause(20)
          }
          waits.push(performance.now() - began)
        }
        acknowledged.push(`${id} ${n}`)
      }
    }
    const ids = ['c0', 'c1', 'c2', 'c3']
    const lanes = Promise.all(ids.map(lane))
    return {
      acknowledged,
      async end() {
        over = true
        await lanes
        const kept: string[] = []
        for (const id of ids) kept.push(...(await store.transcript(id, 0, 1e6)).map((line) => line.text))
        const twice = kept.length - new Set(kept).size
        const lost = acknowledged.filter((one) => !kept.includes(one)).length
        const services = await store.ledger(0, Number.MAX_SAFE_INTEGER)
        return { lost, twice, services: services.length - kept.length, failures, longest: Math.max(...waits) }
      },
    }
  }

  it(`killed ${kills} times while four talks are written: nothing acknowledged is lost, nothing is written twice`, async () => {
    const store = await open()
    const work = writers(store)
    for (let i = 0; i < kills; i++) {
      await pause(150)
      const before = work.acknowledged.length
      await server.kill()
      await pause(50)
      await server.start()
      await expect.poll(() => work.acknowledged.length, { timeout: 5_000 }).toBeGreaterThan(before + 3)
    }
    const { lost, twice, services, failures, longest } = await work.end()
    expect({ lost, twice, services }).toEqual({ lost: 0, twice: 0, services: 0 })
    expect(longest).toBeLessThan(longestMs)
    report({
      number: '3',
      fault: 'Redis killed (kill -9)',
      done: `${kills} kills, ${work.acknowledged.length} turns`,
      counts: { lost, 'written twice': twice, failures },
      longest,
      seed: null,
    })
    await store.close()
  })

  it('away for five seconds: whoever asks is told within three seconds, and all goes on when it is back', async () => {
    const store = await open()
    const work = writers(store)
    await pause(100)
    await server.kill()
    await pause(5_000)
    const before = work.acknowledged.length
    await server.start()
    await expect.poll(() => work.acknowledged.length, { timeout: 3_000 }).toBeGreaterThan(before + 10)
    const { lost, twice, failures, longest } = await work.end()
    expect({ lost, twice }).toEqual({ lost: 0, twice: 0 })
    expect(failures).toBeGreaterThan(0)
    expect(longest).toBeLessThan(longestMs)
    report({
      number: '4',
      fault: 'Redis away for 5 s',
      done: `${work.acknowledged.length} turns`,
      counts: { lost, 'written twice': twice, failures },
      longest,
      seed: null,
    })
    await store.close()
  })

  for (const [fault, begin, end] of [
    ['a connection whose other end is gone', () => (proxy.blackhole = true), () => (proxy.blackhole = false)],
    ['a server that stands still', () => server.freeze(), () => server.thaw()],
  ] as const) {
    it(`${fault}: nobody waits longer than three seconds, and all goes on afterwards`, async () => {
      const store = await open()
      const work = writers(store)
      await pause(100)
      begin()
      await pause(6_000)
      end()
      const before = work.acknowledged.length
      await expect.poll(() => work.acknowledged.length, { timeout: 5_000 }).toBeGreaterThan(before + 10)
      const { lost, twice, failures, longest } = await work.end()
      expect({ lost, twice }).toEqual({ lost: 0, twice: 0 })
      expect(longest).toBeLessThan(longestMs)
      report({
        number: '5',
        fault,
        done: `6 s, ${work.acknowledged.length} turns`,
        counts: { lost, 'written twice': twice, failures },
        longest,
        seed: null,
      })
      await store.close()
    })
  }

  it('a connection that is dead without a word is given up, however busy it is, and a new one is made', async () => {
    const store = await open()
    const work = writers(store)
    await pause(100)
    proxy.cutUnseen()
    const before = work.acknowledged.length
    await expect.poll(() => work.acknowledged.length, { timeout: 6_000 }).toBeGreaterThan(before + 10)
    const { lost, twice, failures, longest } = await work.end()
    expect({ lost, twice }).toEqual({ lost: 0, twice: 0 })
    expect(longest).toBeLessThan(longestMs)
    report({
      number: '5',
      fault: 'a dead connection, new ones are good',
      done: `${work.acknowledged.length} turns`,
      counts: { lost, 'written twice': twice, failures },
      longest,
      seed: null,
    })
    await store.close()
  })

  it('half a second for every answer is slow, but no fault', async () => {
    const store = await open()
    proxy.latency = 500
    const began = performance.now()
    expect((await store.commit(turn(conversation('c1'), 0))).at).toBe('done')
    expect((await store.load('c1')).version).toBe(1)
    expect(performance.now() - began).toBeLessThan(longestMs)
    proxy.latency = 0
    await store.close()
  })

  it('a server that was away and is slow when it comes back is there', async () => {
    const store = await open()
    proxy.blackhole = true
    const fails = () =>
      store.load('c1').then(
        () => 'there',
        () => 'away',
      )
    const began = performance.now()
    while (performance.now() - began < 3_000) {
      expect(await fails()).toBe('away')
      await pause(50)
    }
    proxy.latency = 400
    proxy.blackhole = false
    await expect.poll(fails, { timeout: 8_000, interval: 20 }).toBe('there')
    expect(await fails()).toBe('there')
    proxy.latency = 0
    await store.close()
  })

  it('lines of a turn whose answer never came are sent as soon as Redis answers again, and nobody doubts them', async () => {
    const store = await open()
    await store.load('c1')
    proxy.latency = 60_000
    const given = turn(conversation('c1'), 0, { lines: [toSay(1, 'hello')] })
    await expect(store.commit(given)).rejects.toThrow('Redis does not answer')
    proxy.latency = 0
    await expect.poll(() => store.commit(given).catch(() => null), { timeout: 5_000 }).toEqual({ at: 'alreadySeen' })
    const claimed = () => store.claimWork(Date.now(), 30_000, 10)
    const soon = { timeout: 5_000, interval: 200 }
    await expect.poll(claimed, soon).toMatchObject([{ conversation: 'c1', doubtful: false, tries: 0 }])
    await store.close()
  })

  it('a turn whose answer never came takes nothing from whoever is sending to the same person', async () => {
    const store = await open()
    const first = await store.commit(turn(conversation('c1'), 0, { lines: [toSay(1, 'hello')] }))
    const fence = first.at === 'done' ? (first.fence ?? -1) : -1
    proxy.latency = 60_000
    const second = turn(conversation('c1', { lines: 1 }), 1, { lines: [toSay(2, 'and more')] })
    await expect(store.commit(second)).rejects.toThrow('Redis does not answer')
    proxy.latency = 0
    await expect.poll(() => store.commit(second).catch(() => null), { timeout: 5_000 }).toEqual({ at: 'alreadySeen' })
    await pause(1_500)
    const sent = { at: 'settled', state: { at: 'sent', receipt: null } } as const
    expect(await store.settle({ conversation: 'c1', fence, line: 1, outcome: sent })).toBe(true)
    expect((await store.workOf('c1', fence))?.lines.map((line) => line.text)).toEqual(['and more'])
    await store.close()
  })

  it('an answer that is lost at any call leaves everything done once, and its caller knows what was done', async () => {
    proxy.dropAnswer = 0
    const whole = await open({ partitions: 4 })
    const from = proxy.answers
    const told = await life(whole)
    const positions = proxy.answers - from
    await whole.close()
    expect(positions).toBeGreaterThan(30)
    for (let position = 1; position <= positions; position++) {
      const store = await open({ partitions: 4 })
      proxy.dropAnswer = proxy.answers + position
      expect(await life(store), `answer ${position} lost`).toEqual(told)
      proxy.dropAnswer = 0
      await store.close()
    }
    report({
      number: '6',
      fault: 'answer lost after the deed',
      done: `at each of ${positions} answers of one life`,
      counts: { 'done twice': 0, 'told wrongly': 0 },
      longest: null,
      seed: null,
    })
  })
})
