import { describe, expect, it } from 'vitest'
import { opening } from '../../src/core/rules/hours.ts'
import { talk } from './given.ts'
import { anna, hour, knowledge, minute } from './small-world.ts'

const { hours } = knowledge
const at = (text: string): number => Date.parse(text)

describe('opening hours', () => {
  it('are local: nine in Riga is seven or six in London, by season', () => {
    expect(opening(hours, at('2026-11-23T06:59:59Z')).open).toBe(false)
    expect(opening(hours, at('2026-11-23T07:00:00Z')).open).toBe(true)
    expect(opening(hours, at('2026-06-22T06:00:00Z')).open).toBe(true)
    expect(opening(hours, at('2026-11-23T15:00:00Z')).open).toBe(false)
  })
  it('name the next opening: tonight it is tomorrow, on Friday it is Monday, over a holiday the day after', () => {
    expect(opening(hours, at('2026-11-23T20:00:00Z'))).toMatchObject({ next: { day: '2026-11-24', from: 540 } })
    expect(opening(hours, at('2026-11-20T20:00:00Z'))).toMatchObject({ next: { day: '2026-11-23' } })
    expect(opening(hours, at('2026-11-17T20:00:00Z'))).toMatchObject({ next: { day: '2026-11-19' } })
    expect(opening(hours, at('2026-11-23T04:00:00Z'))).toMatchObject({ next: { day: '2026-11-23' } })
  })
  it('hold over both changes of the clock', () => {
    expect(opening(hours, at('2026-03-28T12:00:00Z'))).toMatchObject({ next: { at: at('2026-03-30T06:00:00Z') } })
    expect(opening(hours, at('2026-10-24T12:00:00Z'))).toMatchObject({ next: { at: at('2026-10-26T07:00:00Z') } })
  })
  it('are right in every minute of the weeks around the changes', () => {
    for (const start of ['2026-03-26T00:00:00Z', '2026-10-22T00:00:00Z']) {
      for (let minute = 0; minute < 7 * 24 * 60; minute += 7) {
        const moment = at(start) + minute * 60_000
        const local = new Date(moment).toLocaleString('en-GB', {
          timeZone: 'Europe/Riga',
          weekday: 'short',
          hour: '2-digit',
          hour12: false,
        })
        const [day = '', hour = ''] = local.split(/,?\s+/)
        expect(opening(hours, moment).open, new Date(moment).toISOString()).toBe(
          !['Sat', 'Sun'].includes(day) && Number(hour) >= 9 && Number(hour) < 17,
        )
      }
    }
  })
  it('a desk that never opens promises nothing', () => {
    expect(opening({ ...hours, week: {} }, at('2026-11-23T10:00:00Z'))).toEqual({ open: false, next: null })
  })
})

describe('the office that a person named', () => {
  // Monday at ten in Riga, where somebody is there; in Liepaja nobody is before Tuesday, 13:00.
  const inLiepaja = () => talk().taps({ kind: 'office', office: 'liepaja' }).waiting()
  const told = (t: ReturnType<typeof talk>, key: string) =>
    (t.last?.effects ?? []).flatMap((e) => (e.do === 'say' && e.key === key ? [e.params] : []))
  const thirteen = at('2026-11-24T11:00:00Z')

  it('says when it is open itself', () => {
    expect(talk().waiting().said).toContain('wait.today')
    expect(told(inLiepaja(), 'wait.closed')).toEqual([expect.objectContaining({ day: '2026-11-24', time: '13:00' })])
  })
  it('says "not forgotten" only in its own hours, also after the case went back to its queue', () => {
    const waits = inLiepaja()
    const reminded = (t: ReturnType<typeof talk>) => (t.now.handling.at === 'queued' ? t.now.handling.remindAt : null)
    expect(reminded(waits)).toBe(thirteen + 10 * minute)
    expect(reminded(waits.claimed(anna).staff(anna, { type: 'caseReturned' }))).toBe(thirteen + 10 * minute)
    expect(waits.passes(3 * hour, 'waiting').said).toEqual([])
  })
  it('is whose hours count when an interpreter is booked', () => {
    const asked = inLiepaja()
      .claimed(anna)
      .staff(anna, { type: 'interpreterAsked', language: 'uk', variety: null, lines: [] })
    expect(told(asked, 'interpreter.booked')).toEqual([{ day: '2026-11-24', time: '13:00' }])
    expect(told(asked.writes({ kind: 'miss', topics: [], p: 0 }), 'interpreter.booked')).toEqual([
      { day: '2026-11-24', time: '13:00' },
    ])
  })
  it('counts no more once the case was moved to everybody', () => {
    const moved = inLiepaja().claimed(anna).staff(anna, { type: 'caseMoved', desk: 'general', office: null, note: '' })
    const { handling } = moved.now
    expect(handling.at === 'queued' && handling.remindAt < thirteen).toBe(true)
  })
})
