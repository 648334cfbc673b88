import { readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import type { SqliteOptions } from '../../src/store/sqlite/options.ts'
import { createSqliteStore } from '../../src/store/sqlite/store.ts'
import { anna } from '../contracts/records.ts'
import {
  asked,
  caseOf,
  conversation,
  day,
  hour,
  interpretation,
  minute,
  morning,
  said,
  toSay,
  turn,
} from './builders.ts'
import { allBytes, freshDir } from './places.ts'
import { freshKey, testKeys } from './test-keys.ts'

const open = (dir: string, change: Partial<SqliteOptions> = {}) => createSqliteStore({ dir, keys: testKeys, ...change })
const canary = 'canary-7f3e'
const goOn = async () => true

describe('sqlite store: after a restart', () => {
  it('the first line of each talk is in doubt when the process died, and is not when it stopped', async () => {
    const dir = freshDir()
    let now = morning
    const begun = async (id: string) => {
      const store = open(dir, { now: () => now })
      const answer = await store.commit(turn(conversation(id), 0, { lines: [toSay(1, 'one'), toSay(2, 'two')] }))
      return { store, fence: answer.at === 'done' ? (answer.fence ?? -1) : -1 }
    }
    const found = async () => {
      const store = open(dir, { now: () => now })
      const work = await store.claimWork(now, 1000, 10)
      for (const { conversation: id, fence } of work) await store.release(id, fence)
      await store.close()
      return work.map(({ conversation: id, doubtful }) => [id, doubtful])
    }
    const stopped = await begun('c1')
    await stopped.store.release('c1', stopped.fence)
    await stopped.store.close()
    expect(await found()).toEqual([['c1', false]])
    // Whoever ends with a lease in hand has not stopped well: it is as if the process had died.
    const died = await begun('c2')
    await died.store.close()
    now += minute
    expect(await found()).toEqual([
      ['c1', true],
      ['c2', true],
    ])
  })

  it('everything is found again', async () => {
    const dir = freshDir()
    const now = () => morning
    const before = open(dir, { now })
    const lines = [said(1, 'hello', { until: morning + hour }), toSay(2, 'good day'), toSay(3, 'what is it about?')]
    const due = [{ name: 'quiet', at: morning + hour }] as const
    const given = turn(conversation('c1', { misses: 1 }), 0, { lines, due, case: caseOf('c1', 'case1') })
    const answer = await before.commit(given)
    const fence = answer.at === 'done' ? (answer.fence ?? -1) : -1
    const state = { at: 'sent', receipt: '4711' } as const
    await before.settle({ conversation: 'c1', fence, line: 2, outcome: { at: 'settled', state } })
    const later = { at: 'later', when: morning + minute, tried: true } as const
    await before.settle({ conversation: 'c1', fence, line: 3, outcome: later })
    await before.commit(turn(conversation('c2'), 0, { services: [interpretation()] }))
    const services = await before.ledger(0, morning + 1)
    await before.saveStaff(anna)
    await before.saveSession({ id: 'x1', staff: 's1', createdAt: morning, usedAt: morning, half: false })
    await before.close()

    const after = open(dir, { now })
    expect(await after.load('c1')).toEqual({ conversation: given.conversation, version: 1 })
    expect(await after.transcript('c1', 0, 10)).toEqual([lines[0], { ...lines[1], delivery: state }, lines[2]])
    expect(await after.cases({ open: true, max: 10 })).toEqual([caseOf('c1', 'case1')])
    expect(await after.claimDue(morning + hour, 10)).toHaveLength(1)
    expect(await after.commit(given)).toEqual({ at: 'alreadySeen' })
    expect(await after.nextWork()).toBe(morning + minute)
    expect(await after.claimWork(morning + minute, 1000, 10)).toMatchObject([{ tries: 1, lines: [{ number: 3 }] }])
    expect(await after.ledger(0, morning + 1)).toEqual(services)
    await after.commit(turn(conversation('c2'), 1, { services: [interpretation()] }))
    const people = (await after.ledger(0, morning + 1)).map((row) => row.person)
    expect(new Set(people)).toEqual(new Set([services[0]?.person]))
    expect(await after.staffByLogin('anna')).toEqual(anna)
    expect((await after.session('x1'))?.staff).toBe('s1')
    await after.close()
  })

  it('every event of one group is known again, until its two days are over', async () => {
    const dir = freshDir()
    const now = () => morning
    const given = ['c1', 'c2', 'c3'].map((id) => turn(conversation(id), 0))
    const before = open(dir, { now })
    await Promise.all(given.map(before.commit))
    await before.close()

    const after = open(dir, { now })
    for (const one of given) expect(await after.commit(one)).toEqual({ at: 'alreadySeen' })
    await after.sweep(morning + 2 * day - 1, 30 * day)
    for (const one of given) expect(await after.commit(one)).toEqual({ at: 'alreadySeen' })
    await after.sweep(morning + 2 * day, 30 * day)
    for (const one of given) expect(await after.commit(one)).toEqual({ at: 'conflict' })
    await after.close()
  })

  it('another MASTER_KEY, or another ID_KEY, is refused with a sentence', async () => {
    const dir = freshDir()
    await open(dir).close()
    const other = freshKey()
    expect(() => open(dir, { keys: { ...testKeys, masterKey: other } })).toThrow(/sealed with another MASTER_KEY/)
    expect(() => open(dir, { keys: { ...testKeys, idKey: other } })).toThrow(/made with another ID_KEY/)
    await open(dir).close()
  })

  it('MASTER_KEY can change: the old one is needed until everything is wrapped anew, and said to be missing before', async () => {
    const dir = freshDir()
    const first = open(dir)
    await first.commit(turn(conversation('c1'), 0, { lines: [said(1, 'sealed before')] }))
    await first.saveStaff(anna)
    await first.close()
    const keys = { ...testKeys, masterKey: freshKey() }
    const both = { keys: { ...keys, olderMasterKeys: [testKeys.masterKey] } }
    const second = open(dir, both)
    expect((await second.transcript('c1', 0, 1))[0]?.text).toBe('sealed before')
    await second.close()
    expect(() => open(dir, { keys })).toThrow(/another MASTER_KEY/)
    const interrupted = open(dir, both)
    await interrupted.rewrap(async () => false)
    await interrupted.close()
    expect(() => open(dir, { keys })).toThrow(/another MASTER_KEY/)
    const whole = open(dir, both)
    expect([await whole.rewrap(goOn), await whole.rewrap(goOn)]).toEqual([1, 0])
    await whole.close()
    const third = open(dir, { keys })
    expect((await third.transcript('c1', 0, 1))[0]?.text).toBe('sealed before')
    expect(await third.staff()).toEqual([anna])
    await third.close()
    expect(() => open(dir)).toThrow(/another MASTER_KEY/)
  })

  it('data of a newer version is left alone', async () => {
    const dir = freshDir()
    await open(dir).close()
    const db = new DatabaseSync(join(dir, 'helpline.db'))
    db.exec('PRAGMA user_version = 99')
    db.close()
    expect(() => open(dir)).toThrow(/helpline.db has shape 99/)
  })

  it('data from before the first release is left alone, too', async () => {
    const dir = freshDir()
    await open(dir).close()
    const db = new DatabaseSync(join(dir, 'helpline.db'))
    db.exec('PRAGMA user_version = 1')
    db.close()
    expect(() => open(dir)).toThrow(/helpline.db has shape 1, from a version before/)
  })

  it('talks whose keys are lost are not mistaken for talks that were erased', async () => {
    const dir = freshDir()
    const store = open(dir)
    await store.commit(turn(conversation('c1'), 0))
    await store.close()
    for (const file of readdirSync(dir).filter((name) => name.startsWith('keys.db'))) rmSync(join(dir, file))
    expect(() => open(dir)).toThrow(/Put keys.db back/)
  })
})

describe('sqlite store: what lies on the disk', () => {
  const change = { question: asked(canary), address: canary }

  it('no word, name, address, sign-in name, secret or event id can be read there; nobody else may look', async () => {
    const dir = freshDir()
    const store = open(dir)
    const lines = [said(1, canary), toSay(2, canary, { from: { who: 'consultant', name: canary } })]
    const by = { id: 's1', name: canary }
    const row = caseOf('c1', 'case1', { question: canary, by })
    const answer = await store.commit(turn(conversation('c1', change), 0, { event: canary, lines, case: row }))
    const fence = answer.at === 'done' ? (answer.fence ?? -1) : -1
    const state = { at: 'sent', receipt: canary } as const
    await store.settle({ conversation: 'c1', fence, line: 2, outcome: { at: 'settled', state } })
    const factors = { ...anna.factors, totp: { secret: canary, lastStep: 1 }, recovery: [canary] }
    const names = { login: canary, displayName: canary, legalName: canary }
    await store.saveStaff({ ...anna, ...names, passwordHash: canary, factors })
    // Before closing: that empties the -wal file.
    expect(allBytes(dir).includes(canary)).toBe(false)
    expect(readdirSync(dir)).toEqual(
      expect.arrayContaining(['helpline.db', 'helpline.db-wal', 'keys.db', 'keys.db-wal']),
    )
    expect(statSync(dir).mode & 0o777).toBe(0o700)
    for (const file of readdirSync(dir)) expect([file, statSync(join(dir, file)).mode & 0o777]).toEqual([file, 0o600])
    await store.close()
  })

  it('forgetting destroys the key and cuts the old bytes off', async () => {
    const dir = freshDir()
    const store = open(dir)
    await store.commit(turn(conversation('c2'), 0, { lines: [said(1, 'somebody else')] }))
    await store.commit(turn(conversation('c1', change), 0, { lines: [said(1, canary)], case: caseOf('c1', 'case1') }))
    await store.close()
    const secrets = sealedBytes(dir, 'c1')
    expect(secrets).toHaveLength(4)
    for (const secret of secrets) expect(allBytes(dir).includes(secret)).toBe(true)

    const again = open(dir)
    await again.commit(turn(conversation('c1', { lines: 1 }), 1, { forget: true, lines: [said(2, 'gone')] }))
    for (const secret of secrets) expect(allBytes(dir).includes(secret)).toBe(false)
    expect((await again.transcript('c1', 0, 10)).map((line) => line.text)).toEqual(['gone'])
    expect((await again.transcript('c2', 0, 10)).map((line) => line.text)).toEqual(['somebody else'])
    await again.close()
    expect(sealedBytes(dir, 'c1')).toHaveLength(3)
  })

  it('forgetting cuts off what led from services to their person', async () => {
    const dir = freshDir()
    const store = open(dir)
    await store.commit(turn(conversation('c1'), 0, { services: [interpretation()] }))
    const [row] = await store.ledger(0, morning + 1)
    const tags = [row?.person ?? '', row?.case ?? '']
    await store.close()
    for (const tag of tags) expect(allBytes(dir).includes(tag)).toBe(true)

    const again = open(dir)
    await again.commit(turn(conversation('c1'), 1, { forget: true }))
    for (const tag of tags) expect(allBytes(dir).includes(tag)).toBe(false)
    await again.close()
    for (const tag of tags) expect(allBytes(dir).includes(tag)).toBe(false)
  })

  it('another ID_KEY would call people otherwise: tags are worth nothing without it', async () => {
    const tagWith = async (keys: typeof testKeys) => {
      const store = open(freshDir(), { keys })
      await store.commit(turn(conversation('c1'), 0, { services: [interpretation()] }))
      const [row] = await store.ledger(0, morning + 1)
      await store.close()
      return [row?.person, row?.case]
    }
    expect(await tagWith(testKeys)).toEqual(await tagWith({ ...testKeys, masterKey: freshKey() }))
    const others = await tagWith({ ...testKeys, idKey: freshKey() })
    for (const tag of await tagWith(testKeys)) expect(others).not.toContain(tag)
  })

  it('sweeping a quiet conversation destroys its key, too', async () => {
    const dir = freshDir()
    const store = open(dir)
    await store.commit(turn(conversation('c1'), 0, { lines: [said(1, canary)] }))
    await store.close()
    const secrets = sealedBytes(dir, 'c1')
    const again = open(dir)
    await again.sweep(morning + 31 * day, 30 * day)
    for (const secret of secrets) expect(allBytes(dir).includes(secret)).toBe(false)
    await again.close()
    expect(sealedBytes(dir, 'c1')).toEqual([])
  })

  it('a crash between forgetting and destroying the key is put right at the next start', async () => {
    const dir = freshDir()
    const store = open(dir)
    await store.commit(turn(conversation('c1'), 0))
    await store.close()
    const db = new DatabaseSync(join(dir, 'keys.db'))
    db.exec(`INSERT INTO keys (conversation, wrapped) VALUES ('c1', x'00'), ('c7', x'00')`)
    db.close()
    const again = open(dir)
    expect((await again.load('c1')).version).toBe(1)
    await again.close()
    expect(count(dir, 'keys.db', 'keys')).toBe(1)
  })

  it('a backup without the key of an erased conversation does not bring it back', async () => {
    const dir = freshDir()
    const store = open(dir)
    const services = [interpretation()]
    await store.commit(turn(conversation('c1'), 0, { lines: [said(1, 'erased since')], services }))
    await store.commit(turn(conversation('c2'), 0, { lines: [said(1, 'stays')], services }))
    const [erased, stays] = await store.ledger(0, morning + 1)
    await store.close()
    const db = new DatabaseSync(join(dir, 'keys.db'))
    db.exec(`DELETE FROM keys WHERE conversation = 'c1'`)
    db.close()
    const again = open(dir)
    expect((await again.load('c1')).version).toBe(0)
    expect((await again.load('c2')).version).toBe(1)
    const rows = await again.ledger(0, morning + 1)
    expect(rows[0]?.person).not.toBe(erased?.person)
    expect(rows[1]).toEqual(stays)
    await again.close()
    expect(count(dir, 'helpline.db', 'lines')).toBe(1)
  })
})

/** Everything of a conversation as it lies there: sealed blobs and the wrapped key. */
function sealedBytes(dir: string, id: string): Buffer[] {
  const read = (file: string, sql: string) => {
    const db = new DatabaseSync(join(dir, file))
    const rows = db.prepare(sql).all(id)
    db.close()
    return rows.flatMap((row) => (row.bytes instanceof Uint8Array ? [Buffer.from(row.bytes)] : []))
  }
  return [
    ...read('helpline.db', 'SELECT sealed AS bytes FROM conversations WHERE id = ?'),
    ...read(
      'helpline.db',
      'SELECT l.sealed AS bytes FROM lines l JOIN conversations c ON c.no = conversation WHERE id = ?',
    ),
    ...read('helpline.db', 'SELECT sealed AS bytes FROM cases WHERE conversation = ?'),
    ...read('keys.db', 'SELECT wrapped AS bytes FROM keys WHERE conversation = ?'),
  ]
}

function count(dir: string, file: string, table: string): number {
  const db = new DatabaseSync(join(dir, file))
  const found = Number(db.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.n)
  db.close()
  return found
}
