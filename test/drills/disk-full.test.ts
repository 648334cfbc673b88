import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { Store } from '../../src/core/ports.ts'
import { openRedisStore } from '../../src/store/redis/store.ts'
import { createSqliteStore } from '../../src/store/sqlite/store.ts'
import { noRedis, startRedis } from '../platforms/redis-server.ts'
import { conversation, said, turn } from '../store/builders.ts'
import { testKeys } from '../store/test-keys.ts'
import { noSmallDisk, smallDisk } from './small-disk.ts'
import { report } from './table.ts'

const talks = 8
const words = 'x'.repeat(3000)

/** Turns until the disk refuses one, and a few more that must be refused as well. */
async function fill(store: Store) {
  const acknowledged: string[] = []
  let refused = 0
  let longest = 0
  for (let n = 0; refused < 10 && n < 50_000; n++) {
    const began = performance.now()
    const done = await write(store, n).catch(() => false)
    longest = Math.max(longest, performance.now() - began)
    if (done) acknowledged.push(String(n))
    else refused++
  }
  return { acknowledged, refused, longest }
}

async function write(store: Store, n: number): Promise<boolean> {
  const id = `c${n % talks}`
  const { conversation: found, version } = await store.load(id)
  const before = found ?? conversation(id)
  const lines = [said(before.lines + 1, `${n} ${words}`)]
  return (await store.commit(turn(before, version, { event: `e${n}`, lines }))).at === 'done'
}

/** Acknowledged and not there; there and not whole. */
async function wrong(store: Store, acknowledged: readonly string[]) {
  const kept = new Set<string>()
  let halves = 0
  for (let i = 0; i < talks; i++) {
    const lines = await store.transcript(`c${i}`, 0, 100_000)
    const { conversation: found, version } = await store.load(`c${i}`)
    if (found?.lines !== lines.length || version !== lines.length) halves++
    for (const { text } of lines) kept.add(text.split(' ')[0] ?? '')
  }
  return { lost: acknowledged.filter((n) => !kept.has(n)).length, halves }
}

describe.skipIf(noSmallDisk)(`a full disk${noSmallDisk ? ` (left out: ${noSmallDisk})` : ''}`, () => {
  it('under DATA_DIR: what cannot be kept is refused, nothing acknowledged is lost, and it heals without a restart', async () => {
    const disk = smallDisk(6)
    try {
      const store = createSqliteStore({ dir: disk.dir, keys: testKeys })
      const { acknowledged, refused, longest } = await fill(store)
      disk.grow(24)
      const healed = await write(store, 1_000_001)
      const still = await wrong(store, [...acknowledged, '1000001'])
      await store.close()
      const again = createSqliteStore({ dir: disk.dir, keys: testKeys })
      const after = await wrong(again, [...acknowledged, '1000001'])
      await again.close()
      row('under DATA_DIR', acknowledged.length, { ...after, refused }, longest)
      expect({ still, after, healed }).toEqual({ still: after, after: { lost: 0, halves: 0 }, healed: true })
      expect(acknowledged.length).toBeGreaterThan(100)
    } finally {
      disk.end()
    }
  }, 60_000)

  it.skipIf(noRedis)(
    'under Redis that syncs every write: it ends itself rather than lose anything; started with room, all goes on',
    async () => {
      const disk = smallDisk(6)
      const usual = process.env.TMPDIR
      process.env.TMPDIR = disk.dir
      const server = await startRedis('--auto-aof-rewrite-percentage', '0')
      if (usual === undefined) delete process.env.TMPDIR
      else process.env.TMPDIR = usual
      try {
        const store = await openRedisStore({ address: server.address, keys: testKeys, name: 'full' })
        const { acknowledged, refused, longest } = await fill(store)
        disk.grow(24)
        await server.kill()
        await server.start()
        let healed = false
        for (let tries = 0; tries < 50 && !healed; tries++) {
          await pause(100)
          healed = await write(store, 1_000_001).catch(() => false)
        }
        const after = await wrong(store, [...acknowledged, '1000001'])
        await store.close()
        row('under Redis (always)', acknowledged.length, { ...after, refused }, longest)
        expect({ after, healed }).toEqual({ after: { lost: 0, halves: 0 }, healed: true })
        expect(acknowledged.length).toBeGreaterThan(100)
        expect(longest).toBeLessThan(3000)
      } finally {
        await server.stop()
        disk.end()
      }
    },
    60_000,
  )
})

function row(
  where: string,
  count: number,
  { lost, halves, refused }: { lost: number; halves: number; refused: number },
  longest: number,
) {
  report({
    number: '26',
    fault: `disk full ${where}`,
    done: `${count} turns until it was full`,
    counts: { lost, 'half a turn': halves, 'refused, and said so': refused },
    longest,
    seed: null,
  })
}
