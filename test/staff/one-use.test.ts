import { expect, it } from 'vitest'
import { createOneUse, oneUseMs } from '../../src/staff/one-use.ts'
import { createHub } from '../platforms/party.ts'

it('what one process keeps another one may take, once, within its time', () => {
  const hub = createHub()
  const [a, b] = [createOneUse<string>('secrets', hub('a')), createOneUse<string>('secrets', hub('b'))]
  const other = createOneUse<string>('challenges', hub('c'))
  a.keep('one', 'first', 0)
  a.keep('two', 'second', 0)
  expect(b.look('one', oneUseMs)).toBe('first')
  expect(other.look('one', 0)).toBeNull()
  expect(b.take('one', 0)).toBe('first')
  expect(a.take('one', 0)).toBeNull()
  expect(b.look('two', oneUseMs + 1)).toBeNull()
  for (const message of [null, 7, { id: 1 }, { id: 'x', until: 'y' }]) hub('d').say('kept secrets', message)
  expect(a.look('x', 0)).toBeNull()
})
