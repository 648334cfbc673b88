import { expect, it } from 'vitest'
import { knownWords } from '../../src/understanding/text/known-words.ts'

it('what is known of a word is kept for the words of the knowledge only, never for what somebody typed', () => {
  const read: string[] = []
  const lengthOf = knownWords(['permit', 'visa', 'visa'], (word) => {
    read.push(word)
    return word.length
  })
  expect(read).toEqual(['permit', 'visa'])
  expect([lengthOf('visa'), lengthOf('permit')]).toEqual([4, 6])
  expect([lengthOf('ahmad'), lengthOf('ahmad')]).toEqual([5, 5])
  expect(read).toEqual(['permit', 'visa', 'ahmad', 'ahmad'])
})
