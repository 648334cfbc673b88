import { randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import { writeKept } from '../../src/core/kept-file.ts'
import type { Line } from '../../src/core/transcript.ts'
import { conversation, day, hour, morning, said, turn } from '../store/builders.ts'
import type { Bench } from './store-bench.ts'

const idOf = (name: string): string => name.padEnd(22, '0')
const bearing = (number: number, name: string, until: number | null): Line => ({
  ...said(number, ''),
  until,
  media: { kind: 'picture', file: writeKept({ id: idOf(name), key: 'k'.repeat(43) }) },
})

export function filesContract(bench: () => Promise<Bench>): void {
  const withFile = async (name: string, bytes = 10) => {
    const { store } = await bench()
    const sealed = randomBytes(bytes)
    const kept = await store.keepFile({ id: idOf(name), conversation: 'c1', sealed, until: morning + hour })
    return { store, sealed, kept }
  }

  it('a file comes back byte by byte, however long it is; one that was never kept is nothing', async () => {
    for (const bytes of [1, 262_144, 262_145, 1_500_000]) {
      const { store, sealed, kept } = await withFile('a', bytes)
      expect(kept).toBe(true)
      expect(Buffer.from((await store.file(idOf('a'))) ?? []).equals(sealed)).toBe(true)
      expect(await store.file(idOf('b'))).toBeNull()
    }
  })

  it('one that no line came to bear goes after its time', async () => {
    const { store } = await withFile('a')
    await store.sweep(morning + hour - 1, 30 * day)
    expect(await store.file(idOf('a'))).not.toBeNull()
    await store.sweep(morning + hour, 30 * day)
    expect(await store.file(idOf('a'))).toBeNull()
  })

  it('one that a line bears lives as long as the line', async () => {
    const { store } = await withFile('a')
    await store.commit(turn(conversation('c1', { lines: 1 }), 0, { lines: [bearing(1, 'a', morning + day)] }))
    await store.sweep(morning + day - 1, 30 * day)
    expect(await store.file(idOf('a'))).not.toBeNull()
    await store.sweep(morning + day, 30 * day)
    expect(await store.file(idOf('a'))).toBeNull()
  })

  it('one of a kept line goes with its conversation, and not before', async () => {
    const { store } = await withFile('a')
    const c = conversation('c1', { lines: 1, touchedAt: morning })
    await store.commit(turn(c, 0, { lines: [bearing(1, 'a', null)] }))
    await store.sweep(morning + 30 * day - 1, 30 * day)
    expect(await store.file(idOf('a'))).not.toBeNull()
    await store.sweep(morning + 30 * day, 30 * day)
    expect(await store.file(idOf('a'))).toBeNull()
  })

  it('a line that was to be forgotten and is kept with its case takes its file along', async () => {
    const { store } = await withFile('a')
    const c = conversation('c1', { lines: 1, touchedAt: morning })
    await store.commit(turn(c, 0, { lines: [bearing(1, 'a', morning + hour)] }))
    await store.commit(turn(c, 1, { keep: true }))
    await store.sweep(morning + day, 30 * day)
    expect(await store.file(idOf('a'))).not.toBeNull()
  })

  it('whoever is erased is erased with their files; nobody else loses any', async () => {
    const { store } = await withFile('a')
    await store.keepFile({ id: idOf('b'), conversation: 'c2', sealed: randomBytes(5), until: morning + hour })
    await store.commit(turn(conversation('c1', { lines: 1 }), 0, { lines: [bearing(1, 'a', null)] }))
    await store.commit(turn(conversation('c1'), 1, { forget: true }))
    expect(await store.file(idOf('a'))).toBeNull()
    expect(await store.file(idOf('b'))).not.toBeNull()
  })

  it('when there is no room, that is said, and what is there stays', async () => {
    const { store } = await withFile('a', 1_500_000)
    const more = { id: idOf('b'), conversation: 'c2', sealed: randomBytes(600_000), until: morning + hour }
    expect(await store.keepFile(more)).toBe(false)
    expect(await store.file(idOf('b'))).toBeNull()
    expect(await store.file(idOf('a'))).not.toBeNull()
    await store.sweep(morning + hour, 30 * day)
    expect(await store.keepFile(more)).toBe(true)
  })
}
