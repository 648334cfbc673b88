import { randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import { readKept, writeKept } from '../../src/core/kept-file.ts'
import { createKeptFiles } from '../../src/files/kept.ts'
import { createMemoryStore } from '../../src/store/memory.ts'

const opened = () => {
  const store = createMemoryStore({ filesMaxBytes: 10_000 })
  return { store, files: createKeptFiles(store, () => 1_000) }
}

it('a kept file comes back to whoever has its reference, and to nobody else', async () => {
  const { store, files } = opened()
  const words = Buffer.from('a letter about Anna')
  const reference = (await files.keep('c1', words)) ?? ''
  expect(await files.open(reference)).toEqual(words)
  const kept = readKept(reference)
  if (!kept) throw new Error('That is a reference.')
  const sealed = Buffer.from((await store.file(kept.id)) ?? [])
  expect(sealed.includes('Anna')).toBe(false)
  expect(sealed.includes(Buffer.from(kept.key, 'base64url'))).toBe(false)
  const otherKey = randomBytes(32).toString('base64url')
  expect(await files.open(writeKept({ ...kept, key: otherKey }))).toBeNull()
  expect(await files.open(writeKept({ ...kept, id: randomBytes(16).toString('base64url') }))).toBeNull()
  for (const other of ['', 'AgACAgIAAxk', 'https://example.org/x', 'kept:', `${reference}x`, 'kept:../:x'])
    expect(await files.open(other)).toBeNull()
})

it('two files of the same words look different', async () => {
  const { store, files } = opened()
  const [a, b] = [
    readKept(await files.keep('c1', Buffer.from('x'))),
    readKept(await files.keep('c1', Buffer.from('x'))),
  ]
  expect(await store.file(a?.id ?? '')).not.toEqual(await store.file(b?.id ?? ''))
})

it('when there is no room that is said', async () => {
  const { files } = opened()
  expect(await files.keep('c1', randomBytes(20_000))).toBeNull()
})
