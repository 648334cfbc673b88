import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openRedisStore, type RedisStore } from '../../src/store/redis/store.ts'
import { noRedis, type RedisServer, startRedis } from '../platforms/redis-server.ts'
import { conversation, toSay, turn } from './builders.ts'
import { testKeys } from './test-keys.ts'

const sent = { at: 'settled', state: { at: 'sent', receipt: 'r' } } as const

describe.skipIf(noRedis)(`redis store: shared by two processes${noRedis ? ` (left out: ${noRedis})` : ''}`, () => {
  let server: RedisServer
  let a: RedisStore
  let b: RedisStore
  beforeAll(async () => {
    server = await startRedis()
    const options = { address: server.address, keys: testKeys, lookMs: 1 }
    ;[a, b] = [await openRedisStore(options), await openRedisStore(options)]
  })
  afterAll(async () => {
    await a?.close()
    await b?.close()
    await server?.stop()
  })
  const fenceOf = async (store: RedisStore, id: string, version: number, lines: number) => {
    const said = turn(conversation(id, { lines }), version, { lines: [toSay(lines, `line ${lines}`)] })
    const answer = await store.commit(said)
    return answer.at === 'done' ? answer.fence : 'refused'
  }

  it('what one commits while the other sends in that talk, the other sends as well, after its own', async () => {
    const fence = Number(await fenceOf(a, 'c1', 0, 1))
    expect(fence).toBeGreaterThan(0)
    expect(await fenceOf(b, 'c1', 1, 2)).toBeNull()
    expect(await b.claimWork(Date.now(), 1000, 10)).toEqual([])
    await a.settle({ conversation: 'c1', fence, line: 1, outcome: sent })
    expect((await a.workOf('c1', fence))?.lines.map(({ number }) => number)).toEqual([2])
    await a.settle({ conversation: 'c1', fence, line: 2, outcome: sent })
    expect(await a.workOf('c1', fence)).toBeNull()
    expect(Number(await fenceOf(b, 'c1', 2, 3))).toBeGreaterThan(fence)
  })

  it('what one has claimed the other is not given, until it is given back', async () => {
    const first = Number(await fenceOf(a, 'c2', 0, 1))
    await a.release('c2', first)
    const [work] = (await b.claimWork(Date.now() + 1000, 30_000, 10)).filter((one) => one.conversation === 'c2')
    expect(await fenceOf(a, 'c2', 1, 2)).toBeNull()
    expect(await fenceOf(b, 'c2', 2, 3)).toBe(work?.fence)
    await b.release('c2', work?.fence ?? -1)
    expect(Number(await fenceOf(a, 'c2', 3, 4))).toBeGreaterThan(work?.fence ?? 0)
  })

  it('of two turns on one version one is stored, whichever process it comes from', async () => {
    const answers = await Promise.all([fenceOf(a, 'c3', 0, 1), fenceOf(b, 'c3', 0, 1)])
    expect(answers.filter((answer) => answer === 'refused')).toHaveLength(1)
  })
})
