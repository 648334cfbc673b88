import { join } from 'node:path'
import { expect, it } from 'vitest'
import { loadKnowledge } from '../../src/knowledge/load.ts'
import { createAnswerSearch } from '../../src/understanding/search/answers.ts'

const loaded = loadKnowledge(join(import.meta.dirname, '../../knowledge'))
if (!loaded.ok) throw new Error('The knowledge has faults: npm run check:knowledge')
const search = createAnswerSearch(loaded.knowledge)

it.each([
  ['personas kods', 'personal-code'],
  ['personal code', 'personal-code'],
  ['персональный код', 'personal-code'],
  ['persnal cod', 'personal-code'],
  ['personas kod', 'personal-code'],
  ['photo', 'photo-of-letter'],
  ['фото письма', 'photo-of-letter'],
  ['vēstules attēlu', 'photo-of-letter'],
])('a consultant finds the answer in any of the three languages, typos forgiven: %s', (words, id) => {
  expect(
    search(words)
      .slice(0, 3)
      .map((one) => one.id),
  ).toContain(id)
})

it('with nothing typed the list shows what it is for; at most eight at a time; nonsense finds nothing', () => {
  expect(search('').length).toBe(8)
  expect(search('a').length).toBeLessThanOrEqual(8)
  expect(search('qqqqzzzzxxxx')).toEqual([])
})

it('says in which languages each can be sent', () => {
  for (const one of search('')) expect(one.languages).toEqual(expect.arrayContaining(['lv', 'ru', 'en']))
})
