import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openRedisStore } from '../../src/store/redis/store.ts'
import { noRedis, type RedisServer, startRedis } from '../platforms/redis-server.ts'
import { testKeys } from './test-keys.ts'

const program = fileURLToPath(new URL('redis-committer.ts', import.meta.url))
const name = 'processes'

describe.skipIf(noRedis)(`redis store: processes${noRedis ? ` (left out: ${noRedis})` : ''}`, () => {
  let server: RedisServer
  beforeAll(async () => {
    server = await startRedis()
  })
  afterAll(() => server?.stop())

  function start(first: number): ChildProcess {
    const keys = [testKeys.masterKey.export().toString('base64'), testKeys.idKey.export().toString('base64')]
    return spawn(process.execPath, [program, server.socket, name, ...keys, String(first)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
  }

  /** Kills it without warning once it has acknowledged `enough`; gives all numbers it acknowledged. */
  async function killAfter(child: ChildProcess, enough: number): Promise<number[]> {
    let out = ''
    child.stdout?.on('data', (bytes: Buffer) => {
      out += bytes.toString()
      if (out.split('\n').length > enough) child.kill('SIGKILL')
    })
    await once(child, 'close')
    // What follows the last line break was cut short by the kill.
    return out.split('\n').slice(0, -1).map(Number)
  }

  it('three write to the same talks at once and are killed again and again: nothing acknowledged is lost, nothing is there twice', async () => {
    const lives = Array.from({ length: 3 }, async (_, who) => {
      const acknowledged: number[] = []
      for (let round = 0; round < 5; round++)
        acknowledged.push(...(await killAfter(start((who * 100 + round) * 1_000_000), 20 + round * 7)))
      return acknowledged
    })
    const acknowledged = (await Promise.all(lives)).flat()
    expect(acknowledged.length).toBeGreaterThanOrEqual(3 * 5 * 20)
    const store = await openRedisStore({ address: server.address, name, keys: testKeys })
    const kept: string[] = []
    for (const id of ['c0', 'c1', 'c2', 'c3']) {
      const lines = await store.transcript(id, 0, 100_000)
      const { conversation: found, version } = await store.load(id)
      kept.push(...lines.map((line) => line.text))
      // State, lines and version are one: a turn is there as a whole or not at all.
      expect(lines.map((line) => line.number)).toEqual(lines.map((_, i) => i + 1))
      expect(found?.lines).toBe(lines.length)
      expect(version).toBe(lines.length)
    }
    expect(new Set(kept).size).toBe(kept.length)
    expect(acknowledged.filter((n) => !kept.includes(`words ${n}`))).toEqual([])
    // With every turn its service, and none twice.
    const services = await store.ledger(0, Number.MAX_SAFE_INTEGER)
    expect(services.map((row) => `words ${row.messages}`).sort()).toEqual(kept.sort())
    await store.close()
  })
})
