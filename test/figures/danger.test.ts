import { describe, expect, it } from 'vitest'
import { loadKnowledge } from '../../src/knowledge/load.ts'
import { dangerJudge } from '../../src/understanding/danger/judge.ts'
import { learnDanger } from '../../src/understanding/danger/learn.ts'
import { lessonsOf } from '../../src/understanding/learning/lessons.ts'
import { normalise } from '../../src/understanding/text/normalise.ts'

const loaded = loadKnowledge('knowledge')
if (!loaded.ok) throw new Error('The knowledge has faults: npm run check:knowledge')
const { knowledge } = loaded
const { danger, everyday } = knowledge.danger.examples
const folds = 5

/** Every example judged by what was learnt without it. */
const judged = Array.from({ length: folds }, (_, fold) => {
  const isHeld = (i: number): boolean => i % folds === fold
  const held = [
    ...danger.map(({ text }) => ({ text, isDanger: true })),
    ...everyday.map((text) => ({ text, isDanger: false })),
  ].filter((_, i) => isHeld(i))
  const texts = new Set(held.map(({ text }) => text))
  const judge = dangerJudge(
    knowledge.danger,
    learnDanger(lessonsOf(knowledge).danger.filter(({ written }) => !texts.has(written))),
  )
  return held.map(({ text, isDanger }) => ({ isDanger, isFound: judge(normalise(text), text, true).found !== null }))
}).flat()

const dangers = judged.filter(({ isDanger }) => isDanger)
const harmless = judged.filter(({ isDanger }) => !isDanger)

// The rules know most of these messages: the honest figure is that of the set nobody tuned on (danger.test.ts).
describe('danger in messages that were kept from the learning', () => {
  it('there are enough of them to say anything', () => {
    expect(dangers.length).toBeGreaterThanOrEqual(200)
    expect(harmless.length).toBeGreaterThanOrEqual(300)
  })
  it('nine of ten are seen', () => {
    expect(dangers.filter(({ isFound }) => isFound).length / dangers.length).toBeGreaterThanOrEqual(0.9)
  })
  it('hardly an everyday message raises an alarm', () => {
    expect(harmless.filter(({ isFound }) => isFound).length / harmless.length).toBeLessThanOrEqual(0.02)
  })
})
