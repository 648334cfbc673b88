import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { joinParty, type RedisParty } from '../../src/store/redis/party.ts'
import { type RedisCluster, startCluster } from '../platforms/redis-cluster.ts'
import { noRedis, type RedisServer, startRedis } from '../platforms/redis-server.ts'
import { freshKey, testKeys } from './test-keys.ts'

describe.skipIf(noRedis)(`processes on one Redis${noRedis ? ` (left out: ${noRedis})` : ''}`, () => {
  let server: RedisServer
  let cluster: RedisCluster
  const joined: RedisParty[] = []
  beforeAll(async () => {
    server = await startRedis()
    cluster = await startCluster()
  }, 60_000)
  afterAll(async () => {
    for (const party of joined) party.close()
    await server?.stop()
    await cluster?.stop()
  })

  async function party(address = server.address, keys = testKeys) {
    const one = await joinParty(address, keys, 'test')
    joined.push(one)
    const heard: unknown[] = []
    one.hear('news', (message) => heard.push(message))
    return { ...one, heard }
  }

  it('what one says all the others hear, in its order, and itself not', async () => {
    const [a, b, c] = [await party(), await party(), await party()]
    for (let i = 0; i < 50; i++) a.say('news', { i })
    a.say('other', 'not for them')
    await expect.poll(() => c.heard.length).toBe(50)
    expect(b.heard).toEqual(Array.from({ length: 50 }, (_, i) => ({ i })))
    expect(a.heard).toEqual([])
  })

  it('on a cluster, whichever server each is connected to', async () => {
    const [a, b] = [await party(cluster.address), await party(cluster.address)]
    a.say('news', 'hello')
    await expect.poll(() => b.heard).toEqual(['hello'])
  })

  it('whoever has another key is not heard, and hears nothing; nobody else’s bytes break anything', async () => {
    const ours = await party()
    const theirs = await party(server.address, { ...testKeys, masterKey: freshKey() })
    theirs.say('news', 'canary')
    server.cli('publish', 'test:party', 'canary')
    ours.say('news', 'canary')
    await pause(200)
    expect([ours.heard, theirs.heard]).toEqual([[], []])
  })

  it('a quiet while breaks no line, and a Redis that was away for a moment is listened to again', {
    timeout: 40_000,
  }, async () => {
    const [a, b] = [await party(), await party()]
    await pause(7_000)
    a.say('news', 'after a silence')
    await expect.poll(() => b.heard).toEqual(['after a silence'])
    await server.kill()
    a.say('news', 'nobody hears this')
    await server.start()
    await expect
      .poll(
        () => {
          a.say('news', 'again')
          return b.heard.includes('again')
        },
        { timeout: 15_000 },
      )
      .toBe(true)
  })

  it('an account that may not listen is told so, with what allows it', async () => {
    server.cli('acl', 'setuser', 'deaf', 'on', '>canary', '~*', 'resetchannels', '+@all')
    const told = await joinParty({ ...server.address, user: 'deaf', password: 'canary' }, testKeys, 'test').catch(
      (error: Error) => error.message,
    )
    expect(told).toContain('&test:*')
    expect(told).not.toContain('canary')
  })
})
