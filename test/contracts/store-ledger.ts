import { expect, it } from 'vitest'
import type { LedgerRow } from '../../src/core/ledger.ts'
import type { Store } from '../../src/core/ports.ts'
import { conversation, day, interpretation, minute, morning, said, toSay, turn } from '../store/builders.ts'
import { alike } from '../store/ledgers.ts'
import type { Bench } from './store-bench.ts'

const always = Number.MAX_SAFE_INTEGER
const all = (store: Store): Promise<readonly LedgerRow[]> => store.ledger(0, always)
const distinct = (rows: readonly LedgerRow[], tag: 'person' | 'case'): number =>
  new Set(rows.map((row) => row[tag])).size
const serve = (store: Store, id: string, version: number, ...cases: readonly string[]) =>
  store.commit(turn(conversation(id), version, { services: cases.map((one) => interpretation({ case: one })) }))

export function ledgerContract(bench: () => Promise<Bench>): void {
  it('a service is found as it was entered, but for the person and the case', async () => {
    const { store } = await bench()
    const nobodys = { office: null, funding: null, language: null, staff: null, topics: [] }
    const given = [interpretation({ endedAt: morning - 1 }), interpretation({ service: 'consultation', ...nobodys })]
    await store.commit(turn(conversation('c1'), 0, { services: given }))
    const tags = { person: expect.stringMatching(/^[\w-]{16}$/), case: expect.stringMatching(/^[\w-]{16}$/) }
    expect(await all(store)).toEqual(given.map((one) => ({ ...one, ...tags })))
  })

  it('services are counted when they ended: from the first moment on, up to the last without it, oldest first', async () => {
    const { store } = await bench()
    const ends = [morning + 2, morning, morning + 3, morning + 1, morning + 1]
    for (const [n, endedAt] of ends.entries())
      await store.commit(turn(conversation(`c${n}`), 0, { services: [interpretation({ endedAt, messages: n })] }))
    const found = await store.ledger(morning, morning + 3)
    expect(found.map((row) => row.messages)).toEqual([1, 3, 4, 0])
    expect(await store.ledger(morning + 3, morning + 3)).toEqual([])
  })

  it('a turn that was taken in before, or came too late, enters nothing', async () => {
    const { store } = await bench()
    const services = [interpretation()]
    const first = turn(conversation('c1'), 0, { services })
    await store.commit(first)
    expect(await store.commit(first)).toEqual({ at: 'alreadySeen' })
    expect(await store.commit(turn(conversation('c1'), 0, { services }))).toEqual({ at: 'conflict' })
    expect(await store.commit(turn(conversation('c1'), 0, { services, forget: true }))).toEqual({ at: 'conflict' })
    expect(await all(store)).toHaveLength(1)
  })

  it('one service entered by a hundred at once is entered once', async () => {
    const { store } = await bench()
    const given = turn(conversation('c1'), 0, { services: [interpretation()] })
    await Promise.all(Array.from({ length: 100 }, () => store.commit(given)))
    expect(await all(store)).toHaveLength(1)
  })

  it('cannot be changed by whoever wrote or read it', async () => {
    const { store } = await bench()
    const topics = ['permits']
    await store.commit(turn(conversation('c1'), 0, { services: [interpretation({ topics })] }))
    topics.push('work')
    const [read] = await all(store)
    Object.assign(read ?? {}, { staff: 'somebody else' })
    expect(await all(store)).toMatchObject([{ staff: 's1', topics: ['permits'] }])
  })

  it('a person and a case are always called the same, nobody is called like another, and nobody by their id', async () => {
    const { store } = await bench()
    await serve(store, 'c1', 0, 'case1', 'case2')
    await serve(store, 'c1', 1, 'case2')
    await serve(store, 'c2', 0, 'case3')
    const rows = await all(store)
    expect(alike(rows).map((row) => [row.person, row.case])).toEqual([
      ['no. 1', 'no. 1'],
      ['no. 1', 'no. 2'],
      ['no. 1', 'no. 2'],
      ['no. 2', 'no. 3'],
    ])
    // Not even one made of the other: a person's id is no case's.
    await serve(store, 'c3', 0, 'c3')
    const last = (await all(store)).at(-1)
    expect(last?.person).not.toBe(last?.case)
    expect(JSON.stringify(await all(store))).not.toMatch(/"c[123]"|"case[123]"/)
  })

  it('outlives the talk: what is swept takes no service with it, and who returns is still the same person', async () => {
    const { store } = await bench()
    await serve(store, 'c1', 0, 'case1')
    const before = await all(store)
    expect(await store.sweep(morning + 31 * day, 30 * day)).toEqual({ lines: 0, conversations: 1 })
    expect(await all(store)).toEqual(before)
    await serve(store, 'c1', 0, 'case2')
    expect(distinct(await all(store), 'person')).toBe(1)
  })

  it('who is erased stays one person of as many cases, and is recognised by nothing', async () => {
    const { store } = await bench()
    await serve(store, 'c1', 0, 'case1', 'case2')
    await serve(store, 'c2', 0, 'case3')
    const before = await all(store)
    await store.commit(turn(conversation('c1'), 1, { forget: true, services: [interpretation({ case: 'case2' })] }))
    const after = await all(store)
    expect(alike(after).map((row) => [row.person, row.case])).toEqual([
      ['no. 1', 'no. 1'],
      ['no. 1', 'no. 2'],
      ['no. 2', 'no. 3'],
      ['no. 1', 'no. 2'],
    ])
    // The other one is who they were.
    expect(after[2]).toEqual(before[2])
    const known = new Set(before.slice(0, 2).flatMap((row) => [row.person, row.case]))
    expect(after.filter((row) => known.has(row.person) || known.has(row.case))).toEqual([])
  })

  it('who was erased and returns is somebody new, and can be erased again', async () => {
    const { store } = await bench()
    await serve(store, 'c1', 0, 'case1')
    await store.commit(turn(conversation('c1'), 1, { forget: true }))
    await serve(store, 'c1', 2, 'case1')
    expect(distinct(await all(store), 'person')).toBe(2)
    expect(distinct(await all(store), 'case')).toBe(2)
    const once = (await all(store))[0]
    await store.commit(turn(conversation('c1'), 3, { forget: true }))
    expect(distinct(await all(store), 'person')).toBe(2)
    expect((await all(store))[0]).toEqual(once)
  })

  it('erasing that comes too late erases nobody in the ledger either', async () => {
    const { store } = await bench()
    await serve(store, 'c1', 0, 'case1')
    const before = await all(store)
    expect(await store.commit(turn(conversation('c1'), 0, { forget: true }))).toEqual({ at: 'conflict' })
    expect(await all(store)).toEqual(before)
  })

  it('is kept for five years, and not a day less', async () => {
    const { store } = await bench()
    const fiveYearsOn = Date.UTC(2031, 2, 2, 10)
    await store.commit(turn(conversation('c1'), 0, { services: [interpretation()] }))
    await store.sweep(fiveYearsOn, 30 * day)
    expect(await all(store)).toHaveLength(1)
    await store.sweep(fiveYearsOn + 7 * day, 30 * day)
    expect(await all(store)).toEqual([])
  })

  it('erases many that are too old in one go, and leaves the others', async () => {
    const { store } = await bench()
    const sixYearsOn = Date.UTC(2032, 2, 2, 10)
    const old = Array.from({ length: 450 }, (_, messages) => interpretation({ messages }))
    const services = [...old, interpretation({ endedAt: sixYearsOn - minute })]
    await store.commit(turn(conversation('c1'), 0, { services }))
    await store.sweep(sixYearsOn, 30 * day)
    expect(await all(store)).toMatchObject([{ endedAt: sixYearsOn - minute }])
  })

  it('a turn that cannot be written enters no service', async () => {
    const { store } = await bench()
    await store.commit(turn(conversation('c1'), 0, { lines: [said(1, 'hello')] }))
    const twice = turn(conversation('c1'), 1, { lines: [toSay(1, 'hello')], services: [interpretation()] })
    await expect(store.commit(twice)).rejects.toThrow()
    expect(await all(store)).toEqual([])
  })
}
