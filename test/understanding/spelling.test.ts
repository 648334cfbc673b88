import { describe, expect, it } from 'vitest'
import { synonymFolder } from '../../src/understanding/matching/synonyms.ts'
import { normalise } from '../../src/understanding/text/normalise.ts'
import { partsOf } from '../../src/understanding/text/parts.ts'

describe('words that mean the same', () => {
  const groups = [
    ['PMLP', 'OCMA', 'УДГМ', 'migration office'],
    ['pagarināt', 'pagarin*', 'продл*', 'extend*'],
    ['bērnudārzs', 'kindergarten', 'садик'],
  ]
  const fold = (text: string): string => synonymFolder(groups)(normalise(text))
  it('become the first of their line, in any language', () => {
    expect(fold('Where is OCMA?')).toBe(fold('Where is УДГМ?'))
    expect(fold('kindergarten')).toBe('bernudarzs')
  })
  it('several words are one idea, too', () => {
    expect(fold('the migration office is closed')).toBe('the pmlp is closed')
  })
  it('with a star at the end any ending will do', () => {
    expect(fold('продлить')).toBe(fold('продление'))
    expect(fold('extending it')).toBe('pagarinat it')
  })
  it('without a star only the whole word counts', () => {
    expect(fold('kindergartens')).toBe('kindergartens')
  })
})

describe('a message as its sentences', () => {
  it('ends at question marks, full stops and new lines, in any script', () => {
    expect(partsOf('Where is the school? How do I get there?')).toHaveLength(2)
    expect(partsOf('أين المدرسة القريبة مني؟ كيف أصل إلى هناك؟')).toHaveLength(2)
    expect(partsOf('my permit ends in May\nwhere can I learn Latvian')).toHaveLength(2)
  })
  it('a greeting goes with what follows', () => {
    expect(partsOf('Hello! My permit ends in May.')).toEqual(['Hello  My permit ends in May'])
  })
  it('a dot inside an address, a sum or a date ends nothing', () => {
    expect(partsOf('I read it on www.pmlp.gov.lv yesterday')).toHaveLength(1)
    expect(partsOf('It costs 12.50 for each of us')).toHaveLength(1)
  })
  it('a long letter is cut into eight at most', () => {
    expect(partsOf('one two three. '.repeat(50))).toHaveLength(8)
  })
  it('what has no words has no sentences', () => {
    expect(partsOf('?!')).toEqual([])
  })
})
