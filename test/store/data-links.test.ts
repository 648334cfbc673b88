import { expect, it } from 'vitest'
import { createDataLinks } from '../../src/store/data-links.ts'
import { freshKey } from './test-keys.ts'

const links = createDataLinks(freshKey())
const until = Date.UTC(2026, 10, 23, 12)

it('a link is read as it was written', () => {
  expect(links.read(links.write('c1', until))).toEqual({ conversation: 'c1', until })
})

it('another person, another end, another key, a piece of it, or anything else: it is nobody’s link', () => {
  const written = links.write('c1', until)
  const [id = '', end = '', mac = ''] = written.split('.')
  const forged = [
    `c2.${end}.${mac}`,
    `${id}.${(until + 1).toString(36)}.${mac}`,
    createDataLinks(freshKey()).write('c1', until),
    ...[
      written.slice(0, -1),
      `${id}.${end}.`,
      `${id}.${end}`,
      id,
      '',
      '..',
      '.'.repeat(300),
      `${written}.x${'y'.repeat(200)}`,
    ],
  ]
  expect(forged.filter((text) => links.read(text) !== null)).toEqual([])
})
