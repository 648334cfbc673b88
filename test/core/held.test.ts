import { describe, expect, it } from 'vitest'
import { dueTimes } from '../../src/core/due.ts'
import { talk } from './given.ts'
import { understood, wishes } from './small-world.ts'

const day = 24 * 3_600_000

/** What goes into the talk with the last event: kinds of files, and words. */
const recorded = (t: ReturnType<typeof talk>) =>
  t.last?.effects.flatMap((effect) => (effect.do === 'record' ? [effect.media?.kind ?? effect.text] : []))

describe('what is sent before the person was asked whether it may be kept', () => {
  it('goes along with the case after the yes, in the order in which it was sent', () => {
    const t = talk().writes(wishes.miss, 'en', 'what is this letter?').sends('picture').sends('voice')
    expect(recorded(t)).toEqual([])
    t.taps({ kind: 'consent-yes' })
    expect(recorded(t)).toEqual(['what is this letter?', 'picture', 'voice'])
    expect(t.now.held).toBeUndefined()
  })

  it('is forgotten after a no, with the question after a day, and when the person erases everything', () => {
    expect(talk().sends('voice').taps({ kind: 'consent-no' }).now.held).toBeUndefined()
    const t = talk().sends('voice')
    expect(dueTimes(t.now)).toContainEqual({ name: 'forget-question', at: (t.now.held?.[0]?.at ?? 0) + day })
    expect(t.passes(day, 'forget-question').now.held).toBeUndefined()
    expect(talk().sends('voice').taps({ kind: 'erase' }).taps({ kind: 'erase-yes' }).now.held).toBeUndefined()
  })

  it('is never more than ten', () => {
    const t = talk()
    for (let i = 0; i < 15; i++) t.sends('voice')
    expect(t.now.held).toHaveLength(10)
  })

  it('a place, a sticker, a contact is for nobody, and waits for nobody', () => {
    for (const kind of ['place', 'sticker', 'contact', 'other'] as const)
      expect(talk().sends(kind).now.held).toBeUndefined()
  })

  it('stands in the talk at once when keeping is agreed', () => {
    const t = talk().writes(wishes.human).taps({ kind: 'consent-yes' }).sends('picture')
    expect(recorded(t)).toEqual(['picture'])
    expect(t.now.held).toBeUndefined()
  })

  it('a picture whose words are words of danger goes along at once, with its words', () => {
    const t = talk()
    t.event({
      type: 'personSent',
      origin: t.origin,
      media: { kind: 'picture', file: 'f' },
      caption: 'he beats me',
      understood: understood(wishes.danger, 'en'),
    })
    expect(recorded(t)).toEqual(['he beats me', 'picture'])
    expect(t.now.held).toBeUndefined()
  })
})
