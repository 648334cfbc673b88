import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { createSqliteStore } from '../../src/store/sqlite/store.ts'
import { conversation, turn } from './builders.ts'
import { freshDir } from './places.ts'
import { testKeys } from './test-keys.ts'

const program = fileURLToPath(new URL('committer.ts', import.meta.url))

function start(dir: string, first: number): ChildProcess {
  const keys = [testKeys.masterKey.export().toString('base64'), testKeys.idKey.export().toString('base64')]
  return spawn(process.execPath, [program, dir, ...keys, String(first)], { stdio: ['ignore', 'pipe', 'pipe'] })
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

describe('sqlite store: processes', () => {
  it('ten kills in the middle of writing lose no acknowledged turn, and leave no lock', {
    timeout: 30_000,
  }, async () => {
    const dir = freshDir()
    const acknowledged: number[] = []
    for (let round = 0; round < 10; round++) {
      const numbers = await killAfter(start(dir, round * 1_000_000), 20 + round * 7)
      expect(numbers.length).toBeGreaterThanOrEqual(20)
      acknowledged.push(...numbers)
    }
    const store = createSqliteStore({ dir, keys: testKeys })
    const kept = new Set<string>()
    for (const id of ['c0', 'c1', 'c2', 'c3']) {
      const lines = await store.transcript(id, 0, 100_000)
      const { conversation: found, version } = await store.load(id)
      for (const line of lines) kept.add(line.text)
      // State, lines and version are one: a turn is there as a whole or not at all.
      expect(lines.map((line) => line.number)).toEqual(lines.map((_, i) => i + 1))
      expect(found?.lines).toBe(lines.length)
      expect(version).toBe(lines.length)
    }
    expect(acknowledged.filter((n) => !kept.has(`words ${n}`))).toEqual([])
    // With every turn its service, and none twice.
    const services = await store.ledger(0, Number.MAX_SAFE_INTEGER)
    expect(new Set(services.map((row) => `words ${row.messages}`))).toEqual(kept)
    expect(services).toHaveLength(kept.size)
    expect(new Set(services.map((row) => row.person)).size).toBe(4)
    const repeated = turn(conversation('c9'), 0, { event: `telegram:${acknowledged[0]}` })
    expect(await store.commit(repeated)).toEqual({ at: 'alreadySeen' })
    await store.close()
  })

  it('a second process on the same directory is told to stop the first or to set REDIS_URL', async () => {
    const dir = freshDir()
    const store = createSqliteStore({ dir, keys: testKeys })
    await store.commit(turn(conversation('c1'), 0))
    const second = start(dir, 0)
    let words = ''
    second.stderr?.on('data', (bytes: Buffer) => {
      words += bytes.toString()
    })
    await once(second, 'close')
    expect(second.exitCode).toBe(1)
    expect(words).toContain(`Another helpline is already running on ${dir}`)
    expect(words).toContain('REDIS_URL')
    expect(() => createSqliteStore({ dir, keys: testKeys })).toThrow('REDIS_URL')
    // The refused one has left the first unharmed.
    expect((await store.commit(turn(conversation('c1'), 1))).at).toBe('done')
    await store.close()
    await createSqliteStore({ dir, keys: testKeys }).close()
  })
})
