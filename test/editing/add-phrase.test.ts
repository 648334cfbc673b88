import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { withPhrase } from '../../src/knowledge/add-phrase.ts'
import { draftTopic } from '../../src/knowledge/draft-topic.ts'

const topic = `# who looks after it
id: housing
questions:
  lv:
    - Kur īrēt?   # asked in spring
    - "Cik: daudz?"
  ru:
    - Где снять?

  # later
  en: []
answer: {}
`

describe('a way to ask is added to a topic’s file', () => {
  it('as one line at the end of its list, in the list’s own shape; nothing else is touched', () => {
    const changed = withPhrase(topic, 'lv', 'Vai var īrēt istabu')
    expect(changed).toBe(topic.replace('"Cik: daudz?"\n', '"Cik: daudz?"\n    - Vai var īrēt istabu\n'))
  })

  it('behind a comment of the line before it', () => {
    const changed = withPhrase(topic.replace('    - "Cik: daudz?"\n', ''), 'lv', 'Vai var?')
    expect(changed).toContain('- Kur īrēt?   # asked in spring\n    - Vai var?\n')
  })

  it('at the very end of a file without a last line break, and between Windows line ends', () => {
    expect(withPhrase('questions:\n  en:\n    - a b', 'en', 'c d')).toBe('questions:\n  en:\n    - a b\n    - c d\n')
    expect(withPhrase('questions:\r\n  en:\r\n  - a b\r\nx: 1\r\n', 'en', 'c d')).toBe(
      'questions:\r\n  en:\r\n  - a b\r\n  - c d\r\nx: 1\r\n',
    )
  })

  it('a list that is empty, missing or written in brackets is left to an editor', () => {
    expect(withPhrase(topic, 'en', 'x y z')).toBeNull()
    expect(withPhrase(topic, 'fr', 'x y z')).toBeNull()
    expect(withPhrase('questions: { en: [a, b] }', 'en', 'x y z')).toBeNull()
    expect(withPhrase('- not a topic', 'en', 'x y z')).toBeNull()
  })

  it('whatever the words are, they are read again as they were written', () => {
    const words = fc.string({ minLength: 1, maxLength: 60, unit: 'binary' }).filter((text) => !/[\n\r]/.test(text))
    fc.assert(
      fc.property(words, (text) => {
        const changed = withPhrase(topic, 'ru', text)
        if (changed !== null) expect(parse(changed).questions.ru).toEqual(['Где снять?', text])
      }),
    )
  })
})

it('a drafted topic holds what is known, is no answer yet, and can be read', () => {
  const draft = draftTopic({
    id: 'driving',
    area: 'living',
    language: 'ru',
    title: 'Права',
    question: 'Где обменять права: в CSDD?',
    answer: 'В CSDD.\nС паспортом.',
    today: '2026-11-23',
  })
  expect(parse(draft)).toMatchObject({
    id: 'driving',
    status: 'draft',
    title: { lv: null, ru: 'Права', en: null },
    questions: { lv: [], ru: ['Где обменять права: в CSDD?'], en: [] },
    answer: { ru: 'В CSDD.\nС паспортом.' },
  })
})
