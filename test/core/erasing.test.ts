import { describe, expect, it } from 'vitest'
import { talk } from './given.ts'
import { anna, wishes } from './small-world.ts'

const asked = ['delete.ask']
const no = { kind: 'no', p: 0.9 } as const

/** A talk in each state that somebody may want to leave behind. */
const states = {
  'asked once': () => talk().writes(wishes.address),
  'about to be asked for consent': () => talk().writes(wishes.address).taps({ kind: 'human' }),
  waiting: () => talk().waiting(),
  'with a consultant': () => talk().waiting().claimed(anna),
  'a consultant has written': () => talk().waiting().claimed(anna).replies(anna),
  closed: () => talk().waiting().claimed(anna).closed(anna),
  'in danger': () => talk().writes(wishes.danger),
  'ordering an interpreter': () => talk().taps({ kind: 'specialist' }).taps({ kind: 'order' }),
}

describe('whoever wants everything erased', () => {
  for (const [state, begin] of Object.entries(states)) {
    it(`may type the request and its yes, in whatever words: ${state}`, () => {
      const t = begin()
      expect(t.writes(wishes.erase).said).toEqual(asked)
      expect(t.writes(wishes.yes, 'en', 'yes of course').orders).toContain('forget')
      expect(t.now).toMatchObject({ handling: { at: 'bot' }, question: null, trail: [], order: null, touchedAt: 0 })
    })
    it(`may say no, and nothing has changed: ${state}`, () => {
      const t = begin()
      const { handling } = t.now
      expect(t.writes(wishes.erase).writes(no, 'en', 'no thanks').said).toEqual(['delete.kept'])
      expect(t.now.handling.at).toBe(handling.at)
    })
    it(`may ask twice and say yes twice: ${state}`, () => {
      const t = begin().writes(wishes.erase)
      expect(t.taps({ kind: 'erase' }).said).toEqual(asked)
      t.taps({ kind: 'erase-yes' })
      expect(t.taps({ kind: 'erase-yes' }).said).toEqual(['delete.done'])
    })
  }
  it('is not taken at a "yes" that answers the consultant; the button under the question still works', () => {
    const t = talk().waiting().claimed(anna).writes(wishes.erase).replies(anna, 'Shall I call you?')
    expect(t.writes(wishes.yes, 'en', 'yes').orders).not.toContain('forget')
    expect(t.taps({ kind: 'erase-yes' }).orders).toContain('forget')
  })
  it('leaves nothing of when they came and what they sent together', () => {
    const t = talk().sends('picture').taps({ kind: 'erase-yes' })
    expect(t.now.createdAt).toBe(t.at - 1000)
    expect(t.now).not.toHaveProperty('album')
  })
})
