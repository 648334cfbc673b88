import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { trainAside } from '../../src/understanding/learning/training.ts'
import { isClear, sureOf } from '../../src/understanding/matching/confidence.ts'
import { learn } from '../../src/understanding/matching/learn.ts'
import { matchIn } from '../../src/understanding/matching/match.ts'
import { tellingWords } from '../../src/understanding/matching/telling.ts'
import { train } from '../../src/understanding/matching/train.ts'
import { normalise } from '../../src/understanding/text/normalise.ts'

const said: Readonly<Record<string, readonly string[]>> = {
  school: [
    'Where can my child go to school?',
    'Kur bērns var iet skolā?',
    'В какую школу отдать ребёнка?',
    'school for my daughter',
  ],
  permit: [
    'How do I extend my residence permit?',
    'Kā pagarināt uzturēšanās atļauju?',
    'Как продлить ВНЖ?',
    'permit ends next month',
  ],
  form: ['Where do I find form OP-12?', 'Kur ir veidlapa OP-12?', 'Где взять бланк OP-12?', 'form op12 download'],
  card: ['Where do I find form OP-7?', 'Kur ir veidlapa OP-7?', 'Где взять бланк OP-7?', 'form op7 download'],
}
const lessons = Object.entries(said).flatMap(([label, texts]) =>
  texts.map((written) => ({ text: normalise(written), written, label })),
)
const trained = learn(lessons)
const ask = (text: string) => matchIn(trained.model, normalise(text))
const topicOf = (text: string) => ask(text).ranked[0]?.label

describe('matching a question to a topic', () => {
  it('every example finds its own topic, and itself as the nearest', () => {
    for (const { written, label } of lessons) {
      expect(topicOf(written)).toBe(label)
      expect(trained.model.texts[ask(written).nearest]).toBe(written)
    }
  })
  it('a question in other words, misspelt, without diacritics or in Latin letters finds the same topic', () => {
    for (const text of ['pagarinat uzturesanas atlauju', 'kak prodlit vnzh', 'extend resident permitt'])
      expect(topicOf(text)).toBe('permit')
  })
  it('a number that matters is not thrown away: form 7 is not form 12', () => {
    expect(topicOf('I need form OP-7')).toBe('card')
    expect(topicOf('I need form OP-12')).toBe('form')
  })
  it('shows the three best, surest first, each with a probability', () => {
    const matched = ask('school permit')
    const sure = matched.ranked.map((_, i) => sureOf(trained.confidence, matched, i))
    expect(sure).toHaveLength(3)
    expect(sure).toEqual(sure.toSorted((a, b) => b - a))
    for (const p of sure) expect(p).toBeGreaterThanOrEqual(0)
  })
  it('a question that shares nothing with any example is less sure than any example', () => {
    const stranger = sureOf(trained.confidence, ask('zzqx wvvy'))
    for (const { written } of lessons) expect(sureOf(trained.confidence, ask(written))).toBeGreaterThan(stranger)
    expect(isClear(trained.confidence, ask('zzqx wvvy'))).toBe(false)
  })
  it('names the words that counted, and never one that no example holds', () => {
    expect(tellingWords(trained.model, normalise('please extend my permit Muhammad'), 'permit')).toContain('extend')
    expect(tellingWords(trained.model, normalise('please extend my permit Muhammad'), 'permit')).not.toContain(
      'muhammad',
    )
  })
})

describe('learning', () => {
  it('the same examples always make the same model', () => {
    expect(train(lessons)).toEqual(train(lessons))
  })
  it('in a thread of its own it learns the same as here', async () => {
    expect((await trainAside({ faq: lessons, specialists: [], danger: [] })).faq).toEqual(trained)
  })
  it('nobody who asks meanwhile is held up', async () => {
    const many = Array.from({ length: 6 }, (_, i) =>
      lessons.map((lesson) => ({ ...lesson, text: `${lesson.text} ${i}`, label: `${lesson.label}${i}` })),
    ).flat()
    let longest = 0
    let last = performance.now()
    const watch = setInterval(() => {
      longest = Math.max(longest, performance.now() - last)
      last = performance.now()
    }, 1)
    await trainAside({ faq: many, specialists: [], danger: [] })
    clearInterval(watch)
    expect(longest).toBeLessThan(250)
  })
  it('one topic alone, one example alone, and an example twice are no obstacle', () => {
    for (const few of [lessons.slice(0, 4), lessons.slice(0, 1), [...lessons, ...lessons]]) {
      const { model, confidence } = learn(few)
      const matched = matchIn(model, normalise('school'))
      expect(matched.ranked[0]?.label).toBe('school')
      expect(sureOf(confidence, matched)).toBeGreaterThanOrEqual(0)
    }
  })
})

it('whatever is asked, there is a probability and an end in time', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 3000 }), (text) => {
      const p = sureOf(trained.confidence, ask(text))
      expect(p >= 0 && p <= 1).toBe(true)
      expect(quickest(() => ask(text))).toBeLessThan(20)
    }),
    { numRuns: 300 },
  )
})

/** The best of three, in ms: what another process takes away meanwhile is not ours. */
function quickest(work: () => void): number {
  return Math.min(
    ...[1, 2, 3].map(() => {
      const from = performance.now()
      work()
      return performance.now() - from
    }),
  )
}
