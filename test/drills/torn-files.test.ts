import { cpSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Store } from '../../src/core/ports.ts'
import { openRedisStore } from '../../src/store/redis/store.ts'
import { createSqliteStore } from '../../src/store/sqlite/store.ts'
import { noRedis, startRedis } from '../platforms/redis-server.ts'
import { conversation, said, toSay, turn } from '../store/builders.ts'
import { freshDir } from '../store/places.ts'
import { testKeys } from '../store/test-keys.ts'
import { report } from './table.ts'

const full = process.env.DRILL_ROWS !== undefined
const talks = 4
const turns = 40

async function write(store: Store, n: number): Promise<void> {
  const id = `c${n % talks}`
  const { conversation: found, version } = await store.load(id)
  const before = found ?? conversation(id)
  const lines = [said(before.lines + 1, `asked ${n}`), toSay(before.lines + 2, `answered ${n}`)]
  expect((await store.commit(turn(before, version, { event: `e${n}`, lines }))).at).toBe('done')
}

/** How many turns are there; throws when there is half a one, or a later one without an earlier one of its talk. */
async function whole(store: Store): Promise<number> {
  let count = 0
  for (let i = 0; i < talks; i++) {
    const { conversation: found, version } = await store.load(`c${i}`)
    const lines = await store.transcript(`c${i}`, 0, 1000)
    expect(lines.map(({ text }) => text)).toEqual(
      Array.from({ length: version }, (_, k) => [`asked ${k * talks + i}`, `answered ${k * talks + i}`]).flat(),
    )
    expect(found?.lines ?? 0).toBe(lines.length)
    count += version
  }
  return count
}

describe.skipIf(noRedis)(`files of Redis after the current failed${noRedis ? ` (left out: ${noRedis})` : ''}`, () => {
  it('cut short they lose the torn turn alone; damaged in the middle Redis does not start, and the copy brings all back', async () => {
    const server = await startRedis()
    try {
      const first = await openRedisStore({ address: server.address, keys: testKeys })
      for (let n = 0; n < turns; n++) await write(first, n)
      await first.close()
      await server.kill()
      const folder = join(server.dir, 'files', 'appendonlydir')
      const kept = join(server.dir, 'kept')
      cpSync(folder, kept, { recursive: true })
      const log = readdirSync(folder).find((name) => name.endsWith('.incr.aof')) ?? ''
      const path = join(folder, log)
      const bytes = readFileSync(join(kept, log))
      const again = async (spoil: () => void): Promise<number> => {
        cpSync(kept, folder, { recursive: true })
        spoil()
        await server.start()
        const store = await openRedisStore({ address: server.address, keys: testKeys })
        const found = await whole(store)
        await store.close()
        await server.kill()
        return found
      }
      let fewest = turns
      const cuts = full ? Array.from({ length: 40 }, (_, i) => i + 1) : [1, 2, 7, 29, 300]
      for (const cut of cuts) {
        const found = await again(() => truncateSync(path, bytes.length - cut))
        fewest = Math.min(fewest, found)
      }
      const middle = Buffer.from(bytes)
      const half = Math.floor(bytes.length / 2)
      middle.fill('garbage', half, half + 70)
      cpSync(kept, folder, { recursive: true })
      writeFileSync(path, middle)
      await expect(server.start()).rejects.toThrow('redis-server ended with 1')
      const restored = await again(() => undefined)
      report({
        number: '27',
        fault: 'append-only file torn at its end, or damaged in the middle',
        done: `${turns} turns; cut at ${cuts.length} places; 70 bytes of garbage`,
        counts: { 'half a turn': 0, 'lost in the cuts, at most': turns - fewest, 'there after the copy': restored },
        longest: null,
        seed: null,
      })
      expect(fewest).toBeGreaterThanOrEqual(turns - 1)
      expect(restored).toBe(turns)
    } finally {
      await server.stop()
    }
  }, 120_000)
})

describe('files of DATA_DIR after the current failed', () => {
  it('cut or spoilt at any byte behind what was synced: every turn is there as a whole or not at all, and none before it is lost', async () => {
    const dir = freshDir()
    const log = join(dir, 'helpline.db-wal')
    const store = createSqliteStore({ dir, keys: testKeys })
    const ends: number[] = []
    for (let n = 0; n < turns; n++) {
      await write(store, n)
      ends.push(statSync(log).size)
    }
    // As it lay there at that moment; whoever opens it finds a process that did not end well.
    const kept = freshDir()
    for (const name of readdirSync(dir)) writeFileSync(join(kept, name), readFileSync(join(dir, name)))
    await store.close()
    const bytes = readFileSync(join(kept, 'helpline.db-wal'))
    const step = full ? 499 : 7001
    const from = ends[turns - 6] ?? 0
    let places = 0
    for (let at = from; at < bytes.length; at += step) {
      const synced = ends.filter((end) => end <= at).length
      for (const rest of [
        Buffer.alloc(0),
        Buffer.alloc(bytes.length - at),
        Buffer.alloc(bytes.length - at, 'garbage'),
      ]) {
        const copy = freshDir()
        for (const name of readdirSync(kept)) writeFileSync(join(copy, name), readFileSync(join(kept, name)))
        writeFileSync(join(copy, 'helpline.db-wal'), Buffer.concat([bytes.subarray(0, at), rest]))
        const found = createSqliteStore({ dir: copy, keys: testKeys })
        const count = await whole(found)
        await found.close()
        expect(count, `cut at ${at}`).toBeGreaterThanOrEqual(synced)
        expect(count, `cut at ${at}`).toBeLessThanOrEqual(synced + 1)
        places++
      }
    }
    report({
      number: '28',
      fault: 'the current fails under DATA_DIR: the log cut, zeroed or spoilt behind what was synced',
      done: `${turns} turns, ${places} times opened`,
      counts: { 'half a turn': 0, 'synced and lost': 0 },
      longest: null,
      seed: null,
    })
    expect(places).toBeGreaterThan(8)
  }, 300_000)
})
