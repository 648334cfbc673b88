import { randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import { conversation, hour, minute, morning, toSay, turn } from '../store/builders.ts'
import type { Bench } from './store-bench.ts'

export function censusContract(bench: () => Promise<Bench>): void {
  it('nothing waits in an empty store', async () => {
    const { store } = await bench()
    expect(await store.census(morning)).toEqual({
      outbox: { lines: 0, since: null },
      late: { count: 0, since: null },
      files: { count: 0, bytes: 0 },
    })
  })

  it('every line that waits is counted, from the moment the first began to wait, until it is settled', async () => {
    const { store } = await bench()
    const first = await store.commit(
      turn(conversation('c1'), 0, { at: morning, lines: [toSay(1, 'a'), toSay(2, 'b')] }),
    )
    await store.commit(turn(conversation('c2'), 0, { at: morning + minute, lines: [toSay(1, 'c')] }))
    expect((await store.census(morning)).outbox).toEqual({ lines: 3, since: morning })
    const fence = first.at === 'done' ? (first.fence ?? 0) : 0
    for (const line of [1, 2])
      await store.settle({
        ...{ conversation: 'c1', fence, line },
        outcome: { at: 'settled', state: { at: 'sent', receipt: null } },
      })
    expect((await store.census(morning)).outbox).toEqual({ lines: 1, since: morning + minute })
  })

  it('due times that have passed are counted, and those to come are not', async () => {
    const { store } = await bench()
    const due = [minute, 2 * minute, hour].map((after) => ({ name: 'waiting' as const, at: morning + after }))
    await store.commit(turn(conversation('c1'), 0, { due }))
    expect((await store.census(morning)).late).toEqual({ count: 0, since: null })
    expect((await store.census(morning + 2 * minute)).late).toEqual({ count: 2, since: morning + minute })
  })

  it('files are counted whole, with the bytes they take', async () => {
    const { store } = await bench()
    for (const [name, bytes] of [
      ['a', 10],
      ['b', 600_000],
    ] as const)
      await store.keepFile({
        ...{ id: name.padEnd(22, '0'), conversation: 'c1', until: morning + hour },
        sealed: randomBytes(bytes),
      })
    expect((await store.census(morning)).files).toEqual({ count: 2, bytes: 600_010 })
  })
}
