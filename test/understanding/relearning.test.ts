import { describe, expect, it } from 'vitest'
import { learnAll, learnChanges } from '../../src/understanding/learning/learn-all.ts'
import { matchIn } from '../../src/understanding/matching/match.ts'
import type { Lesson } from '../../src/understanding/matching/train.ts'

const lesson = (label: string) => (text: string) => ({ text, written: text, label })
const before: readonly Lesson[] = [
  ...['where do i declare my address', 'i moved to a new flat', 'my landlord is against it'].map(lesson('address')),
  ...['how do i find a doctor', 'my child is ill', 'do i pay for the doctor'].map(lesson('doctor')),
  ...['where can i learn latvian', 'is the course free', 'when does the course begin'].map(lesson('courses')),
]
const known = learnAll({ faq: before, specialists: [], danger: [] })
const bestOf = (lessons: readonly Lesson[], text: string) =>
  matchIn(learnChanges({ faq: lessons, specialists: [], danger: [] }, known).faq.model, text).ranked[0]

describe('after an edit what has changed is known first', () => {
  it.each(before)('nothing changed: "$text" is understood exactly as before', ({ text }) => {
    const [now, then] = [bestOf(before, text), matchIn(known.faq.model, text).ranked[0]]
    expect(now?.label).toBe(then?.label)
    expect(now?.score).toBeCloseTo(then?.score ?? 0, 5)
  })

  it('a new way to ask finds its topic, in words no other has', () => {
    const added = lesson('doctor')('which pill for a sore throat')
    expect(bestOf([...before, added], added.text)?.label).toBe('doctor')
    expect(bestOf([...before, added], 'where do i declare my address')?.label).toBe('address')
  })

  it('a new topic is found, a removed one no more', () => {
    const taxes = ['do i pay taxes', 'what is the tax book'].map(lesson('taxes'))
    expect(bestOf([...before, ...taxes], 'what is the tax book')?.label).toBe('taxes')
    const without = before.filter(({ label }) => label !== 'courses')
    expect(bestOf(without, 'is the course free')?.label).not.toBe('courses')
  })
})
