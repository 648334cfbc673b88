import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mind } from '../conversations/stage.ts'

const nobody = { client: null, spoken: null, chosen: false }
const understand = (text: string) => mind.understanding.understand(text, nobody)

/** The best of three, in ms: what another process takes away meanwhile is not ours. */
function quickest(text: string): number {
  return Math.min(
    ...[1, 2, 3].map(() => {
      const from = performance.now()
      understand(text)
      return performance.now() - from
    }),
  )
}

const long = 100_000
const hostile: Readonly<Record<string, string>> = {
  'one letter for ever': 'a'.repeat(long),
  'one word for ever': 'permit '.repeat(long / 7),
  'a danger word for ever': 'kill me '.repeat(long / 8),
  'a city nearly named': 'Daugavpilss '.repeat(long / 12),
  'only marks': '\u0301'.repeat(long),
  'a letter under a tower of marks': `e${'\u0300\u0323\u0489'.repeat(long / 3)}`,
  'half signs of a pair': '\ud83d'.repeat(long),
  'signs that turn the order round': '\u202e\u2066abc\u2069'.repeat(long / 6),
  'one sign that unfolds into eighteen': '\ufdfa'.repeat(long),
  'sentences without words': '. ? ! \n'.repeat(long / 7),
  'questions without end': 'How do I extend my permit? Where is a school? '.repeat(long / 46),
  Han: '我想死你能帮我吗'.repeat(long / 8),
  'every script at once': 'aяعहא한我தა'.repeat(long / 9),
  'dots without spaces': '.'.repeat(long),
  'spaces without words': ' \t\u00a0\u2003'.repeat(long / 4),
  'numbers without end': '112 '.repeat(long / 4),
}

describe('no message holds up the others', () => {
  it.each(Object.keys(hostile))('%s is read in less than 20 ms', (name) => {
    expect(quickest(hostile[name] ?? '')).toBeLessThan(20)
  })
  it('whatever is written is understood as something, in less than 20 ms', () => {
    const words = fc.constantFrom(
      'kill',
      'me',
      'permit',
      'не',
      'хочу',
      'жить',
      'tulks',
      'help',
      '?',
      '\n',
      'Rīga',
      'بيت',
      '😀',
    )
    const anything = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 2000 }),
      fc.string({ unit: 'grapheme', maxLength: 2000 }),
      fc.array(words, { maxLength: 300 }).map((list) => list.join(' ')),
    )
    fc.assert(
      fc.property(anything, (text) => {
        const { wish, languages } = understand(text)
        expect(wish.p >= 0 && wish.p <= 1).toBe(true)
        expect(languages.reduce((sum, { p }) => sum + p, 0)).toBeLessThanOrEqual(1.01)
        expect(quickest(text)).toBeLessThan(20)
      }),
      { numRuns: 200 },
    )
  })
  it('the same text is always understood the same', () => {
    for (const text of Object.values(hostile)) expect(understand(text)).toEqual(understand(text))
  })
})

describe('several questions in one message', () => {
  const kinds = (text: string) => {
    const { wish } = understand(text)
    return wish.kind === 'answer' ? [wish.topic, ...(wish.also ?? [])] : wish.kind
  }
  it('both are answered, in their order', () => {
    expect(kinds('How can I extend my residence permit? And where can I learn Latvian for free?')).toEqual([
      'residence-permit-extend',
      'latvian-courses',
    ])
  })
  it('asked twice, it is answered once', () => {
    expect(kinds('Kur var mācīties latviešu valodu? Kur ir latviešu valodas kursi?')).toEqual(['latvian-courses'])
  })
  it('who one is and where one comes from does not hide the question at the end', () => {
    expect(
      kinds('Hello dear. We came from Ghana in spring and live with my uncle. Where can I learn Latvian?'),
    ).toEqual(['latvian-courses'])
  })
})

describe('an interpreter for whom', () => {
  const language = (text: string) => {
    const { wish } = understand(text)
    return wish.kind === 'interpreter' ? wish.language : wish.kind
  }
  it('who asks in Arabic and names no language means Arabic', () => {
    expect(language('أريد مترجم')).toBe('ar')
  })
  it('whether Dari or Farsi is meant is asked, not guessed', () => {
    expect(language('من یک مترجم می‌خواهم لطفا')).toBeNull()
  })
  it('who asks in English names the language, or is asked', () => {
    expect(language('I need an interpreter for Turkish')).toBe('tr')
    expect(language('I need an interpreter')).toBeNull()
  })
})
