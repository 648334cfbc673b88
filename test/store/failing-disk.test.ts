import { describe, expect, it } from 'vitest'
import { createSqliteStore } from '../../src/store/sqlite/store.ts'
import { conversation, interpretation, morning, said, toSay, turn } from './builders.ts'
import { freshDir } from './places.ts'
import { testKeys } from './test-keys.ts'

function breakable() {
  const disk = { broken: false, groups: 0 }
  const dir = freshDir()
  const beforeCommit = () => {
    disk.groups++
    if (disk.broken) throw new Error('the disk failed')
  }
  return { disk, dir, store: createSqliteStore({ dir, keys: testKeys, beforeCommit }) }
}

describe('sqlite store: when the disk fails', () => {
  it('turns of one tick are one transaction', async () => {
    const { disk, store } = breakable()
    await Promise.all(Array.from({ length: 50 }, (_, i) => store.commit(turn(conversation(`c${i}`), 0))))
    expect(disk.groups).toBe(1)
    await store.close()
  })

  it('a COMMIT that fails rejects everybody in its group, and memory knows no more than the disk', async () => {
    const { disk, dir, store } = breakable()
    const c = conversation('c1')
    await store.commit(turn(c, 0, { lines: [said(1, 'before')] }))
    disk.broken = true
    const due = [{ name: 'waiting', at: morning }] as const
    const lost = turn({ ...c, misses: 9 }, 1, { lines: [toSay(2, 'lost')], due })
    const all = await Promise.allSettled([
      store.commit(lost),
      store.commit(turn(conversation('c2'), 0)),
      store.saveSession({ id: 'x', staff: 's', createdAt: 0, usedAt: 0, half: false }),
    ])
    expect(all.map((one) => one.status)).toEqual(['rejected', 'rejected', 'rejected'])
    expect(await store.load('c1')).toMatchObject({ version: 1, conversation: { misses: 0 } })
    expect(await store.load('c2')).toEqual({ conversation: null, version: 0 })
    expect(await store.transcript('c1', 0, 10)).toHaveLength(1)
    expect(await store.nextWork()).toBeNull()
    expect(await store.claimDue(morning, 10)).toEqual([])
    expect(await store.session('x')).toBeNull()
    disk.broken = false
    expect(await store.commit(lost)).toMatchObject({ at: 'done', version: 2 })
    expect((await store.commit(turn(conversation('c2'), 0))).at).toBe('done')
    await store.close()

    const again = createSqliteStore({ dir, keys: testKeys })
    expect((await again.load('c1')).version).toBe(2)
    expect((await again.load('c2')).version).toBe(1)
    await again.close()
  })

  it('what was postponed or due before a failure is so after it', async () => {
    const { disk, store } = breakable()
    const due = [{ name: 'waiting', at: morning }] as const
    const c = conversation('c1', { lines: 1 })
    const answer = await store.commit(turn(c, 0, { lines: [toSay(1, 'hello')], due }))
    const fence = answer.at === 'done' ? (answer.fence ?? -1) : -1
    const later = { at: 'later', when: Date.now() + 60_000, tried: true } as const
    await store.settle({ conversation: 'c1', fence, line: 1, outcome: later })
    await store.release('c1', fence)
    disk.broken = true
    await expect(store.commit(turn(c, 1, { forget: true }))).rejects.toThrow('the disk failed')
    expect(await store.claimDue(morning, 10)).toHaveLength(1)
    expect(await store.claimWork(later.when - 1, 1000, 10)).toEqual([])
    const [work] = await store.claimWork(later.when, 1000, 10)
    expect(work).toMatchObject({ tries: 1, lines: [{ number: 1, text: 'hello' }] })
    disk.broken = false
    await store.close()
  })

  it('a settlement that is not stored is not acknowledged: the line still waits', async () => {
    const { disk, store } = breakable()
    const answer = await store.commit(turn(conversation('c1'), 0, { lines: [toSay(1, 'hello')] }))
    const fence = answer.at === 'done' ? (answer.fence ?? -1) : -1
    disk.broken = true
    const outcome = { at: 'settled', state: { at: 'sent', receipt: null } } as const
    await expect(store.settle({ conversation: 'c1', fence, line: 1, outcome })).rejects.toThrow('the disk failed')
    expect((await store.workOf('c1', fence))?.lines).toHaveLength(1)
    disk.broken = false
    expect(await store.settle({ conversation: 'c1', fence, line: 1, outcome })).toBe(true)
    await store.close()
  })

  it('forgetting that is not stored has destroyed nothing', async () => {
    const { disk, dir, store } = breakable()
    await store.commit(turn(conversation('c1'), 0, { lines: [said(1, 'still here')] }))
    disk.broken = true
    await expect(store.commit(turn(conversation('c1', { lines: 1 }), 1, { forget: true }))).rejects.toThrow()
    expect(await store.transcript('c1', 0, 10)).toHaveLength(1)
    disk.broken = false
    await store.commit(turn(conversation('c2'), 0))
    await store.close()
    const again = createSqliteStore({ dir, keys: testKeys })
    expect((await again.transcript('c1', 0, 10))[0]?.text).toBe('still here')
    await again.close()
  })

  it('a service whose turn is not stored is not counted, and is counted once when the turn is tried again', async () => {
    const { disk, store } = breakable()
    await store.commit(turn(conversation('c1'), 0, { services: [interpretation()] }))
    const before = await store.ledger(0, morning + 1)
    disk.broken = true
    const ends = turn(conversation('c1'), 1, { services: [interpretation({ case: 'case2' })], forget: true })
    await expect(store.commit(ends)).rejects.toThrow('the disk failed')
    expect(await store.ledger(0, morning + 1)).toEqual(before)
    disk.broken = false
    await store.commit(ends)
    const after = await store.ledger(0, morning + 1)
    expect(after).toHaveLength(2)
    expect(after[0]?.person).not.toBe(before[0]?.person)
    await store.close()
  })

  it('a turn that fails beside others enters nothing; the others do', async () => {
    const { store } = breakable()
    const services = [interpretation()]
    // A time that is none is refused by the table, after the service before it was written.
    const wrong = [...services, interpretation({ endedAt: null as unknown as number })]
    const both = await Promise.allSettled([
      store.commit(turn(conversation('c1'), 0, { services: wrong })),
      store.commit(turn(conversation('c2'), 0, { services })),
    ])
    expect(both.map((one) => one.status)).toEqual(['rejected', 'fulfilled'])
    expect(await store.ledger(0, morning + 1)).toHaveLength(1)
    await store.close()
  })

  it('a full disk refuses turns, keeps those it took, and takes more once there is room', {
    timeout: 20_000,
  }, async () => {
    const dir = freshDir()
    const small = createSqliteStore({ dir, keys: testKeys, maxBytes: 400_000 })
    const write = (store: typeof small, i: number) =>
      store.commit(turn(conversation(`c${i}`), 0, { event: `telegram:full${i}`, lines: [said(1, 'x'.repeat(5000))] }))
    const taken: number[] = []
    let refused = -1
    for (let i = 0; refused < 0; i += 5) {
      const group = Array.from({ length: 5 }, (_, k) => i + k)
      const answers = await Promise.allSettled(group.map((n) => write(small, n)))
      for (const [k, answer] of answers.entries()) {
        if (answer.status === 'fulfilled') taken.push(i + k)
        else refused = i + k
      }
    }
    expect(taken.length).toBeGreaterThan(10)
    expect(await small.load(`c${refused}`)).toEqual({ conversation: null, version: 0 })
    for (const i of taken) expect((await small.load(`c${i}`)).version).toBe(1)
    await small.close()

    const roomy = createSqliteStore({ dir, keys: testKeys })
    for (const i of taken) expect(await roomy.transcript(`c${i}`, 0, 1)).toHaveLength(1)
    expect((await write(roomy, refused)).at).toBe('done')
    await roomy.close()
  })

  it('what is queued when the store closes is written; what comes later is refused', async () => {
    const { dir, store } = breakable()
    const last = store.commit(turn(conversation('c1'), 0))
    await store.close()
    expect((await last).at).toBe('done')
    await expect(store.commit(turn(conversation('c1'), 1))).rejects.toThrow('closed')
    const again = createSqliteStore({ dir, keys: testKeys })
    expect((await again.load('c1')).version).toBe(1)
    await again.close()
  })

  it('a conversation that has left the memory is found on the disk', async () => {
    const store = createSqliteStore({ dir: freshDir(), keys: testKeys, cached: 3 })
    const ids = Array.from({ length: 20 }, (_, i) => `c${i}`)
    await Promise.all(ids.map((id) => store.commit(turn(conversation(id, { misses: 1 }), 0))))
    for (const id of ids) expect(await store.load(id)).toMatchObject({ version: 1, conversation: { misses: 1 } })
    for (const id of ids) expect((await store.commit(turn(conversation(id), 1))).at).toBe('done')
    await store.close()
  })
})
