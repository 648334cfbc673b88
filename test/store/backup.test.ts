import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { outdated, renewCopiedKeys } from '../../src/app/backups.ts'
import { copiesIn, putBack } from '../../src/store/sqlite/backup.ts'
import { createSqliteStore } from '../../src/store/sqlite/store.ts'
import { caseOf, conversation, morning, said, turn } from './builders.ts'
import { freshDir } from './places.ts'
import { testKeys } from './test-keys.ts'

const open = (dir: string) => createSqliteStore({ dir, keys: testKeys })
const hour = 3_600_000

describe('a copy of all data', () => {
  it('is made while people write, and holds every turn that was durable when it began', async () => {
    const [dir, to] = [freshDir(), freshDir()]
    const store = open(dir)
    for (let i = 0; i < 300; i++)
      await store.commit(turn(conversation(`c${i}`, { lines: 1 }), 0, { lines: [said(1, 'x'.repeat(2000))] }))
    const copying = store.backUp(to, morning)
    for (let i = 300; i < 400; i++) await store.commit(turn(conversation(`c${i}`), 0))
    expect(await copying).toBeGreaterThan(300 * 2000)
    await store.close()
    const back = freshDir()
    putBack(to, copiesIn(to)[0] ?? '', back)
    const restored = open(back)
    for (let i = 0; i < 300; i++) expect((await restored.load(`c${i}`)).version).toBe(1)
    expect((await restored.transcript('c7', 0, 1))[0]?.text).toBe('x'.repeat(2000))
    await restored.close()
  })

  it('does not bring back whoever was erased after it was made', async () => {
    const [dir, to] = [freshDir(), freshDir()]
    const store = open(dir)
    const words = { lines: [said(1, 'canary words')] }
    await store.commit(turn(conversation('c1', { lines: 1 }), 0, { ...words, case: caseOf('c1', 'case1') }))
    await store.commit(turn(conversation('c2', { lines: 1 }), 0, words))
    await store.backUp(to, morning)
    await store.commit(turn(conversation('c1'), 1, { forget: true }))
    await store.backUp(to, morning + hour)
    await store.close()
    const back = freshDir()
    putBack(to, copiesIn(to).at(-1) ?? '', back)
    const restored = open(back)
    expect((await restored.load('c1')).conversation).toBeNull()
    expect(await restored.case('case1')).toBeNull()
    expect((await restored.transcript('c2', 0, 1))[0]?.text).toBe('canary words')
    await restored.close()
    for (const name of readdirSync(to)) expect(readFileSync(join(to, name)).includes('canary')).toBe(false)
  })

  it('cannot bring back whoever was erased since, once its keys were renewed', async () => {
    const [dir, to] = [freshDir(), freshDir()]
    const store = open(dir)
    const words = { lines: [said(1, 'canary words')] }
    for (const id of ['c1', 'c2']) await store.commit(turn(conversation(id, { lines: 1 }), 0, words))
    renewCopiedKeys(store, to)
    expect(readdirSync(to)).toEqual([])
    await store.backUp(to, morning)
    await store.commit(turn(conversation('c1'), 1, { forget: true }))
    renewCopiedKeys(store, to)
    await store.close()
    const back = freshDir()
    putBack(to, copiesIn(to)[0] ?? '', back)
    const restored = open(back)
    expect((await restored.load('c1')).conversation).toBeNull()
    expect((await restored.transcript('c2', 0, 1))[0]?.text).toBe('canary words')
    await restored.close()
  })

  it('can be read by its owner alone', async () => {
    const [dir, to] = [freshDir(), freshDir()]
    const store = open(dir)
    await store.backUp(to, morning)
    await store.close()
    for (const name of readdirSync(to)) expect(statSync(join(to, name)).mode & 0o077).toBe(0)
  })

  it('is put nowhere where data lies already, and a damaged one nowhere at all', async () => {
    const [dir, to] = [freshDir(), freshDir()]
    const store = open(dir)
    await store.commit(turn(conversation('c1', { lines: 1 }), 0, { lines: [said(1, 'x'.repeat(20_000))] }))
    await store.backUp(to, morning)
    await store.close()
    const [name = ''] = copiesIn(to)
    expect(() => putBack(to, name, dir)).toThrow(/holds a helpline already/)
    const back = freshDir()
    truncateSync(join(to, name), 8192)
    expect(() => putBack(to, name, back)).toThrow(/damaged/)
    writeFileSync(join(to, name), 'nothing')
    expect(() => putBack(to, name, back)).toThrow(/damaged/)
    expect(readdirSync(back)).toEqual([])
    expect(() => putBack(to, 'helpline-20260101T000000Z.db', back)).toThrow(/There is no helpline-2026/)
  })

  it('is kept for a day hour by hour, for a week day by day', () => {
    const at = (hours: number): string =>
      `helpline-${new Date(morning - hours * hour).toISOString().replaceAll(/[-:]|\.\d+/g, '')}.db`
    const all = Array.from({ length: 24 * 20 }, (_, hours) => at(hours))
    const kept = all.filter((name) => !outdated(all).includes(name))
    expect(kept.slice(0, 24)).toEqual(all.slice(0, 24))
    expect(new Set(kept.map((name) => name.slice(9, 17))).size).toBe(7)
    expect(kept.length).toBeLessThanOrEqual(30)
    expect(outdated([])).toEqual([])
  })
})

describe('npm run backup', () => {
  const script = join(import.meta.dirname, '../../src/cli/backup.ts')
  const run = (dir: string, ...args: readonly string[]) => {
    const env = {
      PATH: process.env.PATH ?? '',
      DATA_DIR: dir,
      MASTER_KEY: Buffer.alloc(32, 1).toString('base64'),
      ID_KEY: Buffer.alloc(32, 2).toString('base64'),
    }
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { encoding: 'utf8', env })
    return { status, said: stdout + stderr }
  }

  it('makes a copy, lists it, and brings it back', () => {
    const [dir, to, back] = [freshDir(), freshDir(), freshDir()]
    expect(run(dir, '--help').said).toContain('npm run backup')
    expect(run(dir, '--list', to).said).toContain('There is no copy')
    expect(run(dir, '--to', to)).toMatchObject({ status: 0, said: expect.stringContaining('Copied') })
    expect(run(dir, '--list', to).said).toMatch(/^helpline-\d+T\d+Z\.db$/m)
    expect(run(dir, '--keys', to)).toMatchObject({ status: 0, said: expect.stringContaining('is new') })
    expect(run(back, '--restore', to)).toMatchObject({ status: 0, said: expect.stringContaining('0 open cases') })
    expect(run(dir, '--restore', to)).toMatchObject({
      status: 1,
      said: expect.stringContaining('holds a helpline already'),
    })
    expect(run(dir, '--restore', freshDir()).said).toContain('There is no copy')
  }, 60_000)
})
