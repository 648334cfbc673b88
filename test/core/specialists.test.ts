import { describe, expect, it } from 'vitest'
import type { Wish } from '../../src/core/understood.ts'
import { talk } from './given.ts'
import { wishes } from './small-world.ts'

const says = (topic: string | null): Wish => ({ kind: 'specialist', topic, p: 0.85 })
const patient = { kind: 'topic', topic: 'patient' } as const
const offered = (t: ReturnType<typeof talk>): string[] => t.now.options.map(({ act }) => act)

describe('who works with newcomers', () => {
  it('is met as a specialist by a button, and goes back by one', () => {
    const t = talk().writes(wishes.address).taps({ kind: 'menu' })
    expect(offered(t)).toContain('specialist')
    expect(offered(t)).not.toContain('area:specialists')
    expect(t.taps({ kind: 'specialist' }).said).toEqual(['specialist.hello', 'topics'])
    expect(offered(t)).toEqual(expect.arrayContaining(['order', 'area:specialists', 'area:living', 'specialist-off']))
    expect(t.taps({ kind: 'specialist-off' }).said).toEqual(['specialist.off', 'topics'])
    expect(t.now.audience).toBe('person')
    expect(offered(t)).not.toContain('order')
  })
  it('is met so by saying it, and what was asked in the same message is answered at once', () => {
    const t = talk().writes(says('patient'))
    expect(t.said).toEqual(['notice', 'specialist.hello', 'answer patient'])
    expect(t.now.audience).toBe('specialist')
    expect(talk().writes(says(null)).said).toEqual(['notice', 'specialist.hello', 'topics'])
  })
  it('orders an interpreter by asking for one, without being sent to the queue', () => {
    const t = talk().writes({ kind: 'interpreter', language: 'prs', forOthers: true, p: 0.9 })
    expect(t.said).toEqual(['notice', 'order.when'])
    expect(t.now).toMatchObject({ audience: 'specialist', handling: { at: 'bot' }, language: { tag: 'en' } })
  })
  it('has a queue of their own; a lawyer, a psychologist and danger have the desk they always have', () => {
    const desk = (t: ReturnType<typeof talk>) => (t.now.handling.at === 'bot' ? null : t.now.handling.case.desk)
    const specialist = () => talk().writes(says(null))
    expect(desk(specialist().taps({ kind: 'human' }).taps({ kind: 'consent-yes' }))).toBe('specialists')
    const missed = specialist()
      .writes(wishes.miss)
      .writes(wishes.miss)
      .writes(wishes.miss)
      .taps({ kind: 'consent-yes' })
    expect(desk(missed)).toBe('specialists')
    expect(desk(specialist().taps({ kind: 'desk', desk: 'legal' }).taps({ kind: 'consent-yes' }))).toBe('legal')
    expect(desk(specialist().writes(wishes.danger))).toBe('psychologist')
    expect(desk(talk().waiting())).toBe('general')
  })
})

describe('what is written for specialists', () => {
  it('is answered to specialists only: an old button leads everybody else to the menu', () => {
    expect(talk().writes(wishes.address).taps(patient).said).toEqual(['topics'])
    expect(talk().writes(says(null)).taps(patient).said).toEqual(['answer patient'])
  })
  it('stands in no menu and under no answer of those who need help themselves', () => {
    const t = talk().writes(wishes.address)
    expect(t.taps({ kind: 'area', area: 'specialists' }).said).toEqual(['topics'])
    expect(offered(t.taps({ kind: 'topic', topic: 'permit' }))).not.toContain('topic:patient')
    expect(offered(t.taps({ kind: 'specialist' }).taps({ kind: 'topic', topic: 'permit' }))).toContain('topic:patient')
  })
})
