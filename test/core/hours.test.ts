import { describe, expect, it } from 'vitest'
import { opening } from '../../src/core/rules/hours.ts'
import { knowledge } from './small-world.ts'

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
