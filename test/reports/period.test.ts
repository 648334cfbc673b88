import { describe, expect, it } from 'vitest'
import { monthIn, periodOf, presetsOf, timesOf } from '../../src/reports/period.ts'
import { at, zone } from './making.ts'

const today = '2026-08-14'

describe('the days of a report', () => {
  it('nobody says which: the last full month', () => {
    expect(periodOf(null, null, today)).toEqual({ from: '2026-07-01', to: '2026-07-31' })
    expect(periodOf(null, null, '2026-01-31')).toEqual({ from: '2025-12-01', to: '2025-12-31' })
    expect(periodOf(null, null, '2028-03-01')).toEqual({ from: '2028-02-01', to: '2028-02-29' })
  })

  it('the first day alone: up to today; the last alone: from the first of its month', () => {
    expect(periodOf('2026-02-03', null, today)).toEqual({ from: '2026-02-03', to: today })
    expect(periodOf(null, '2026-02-03', today)).toEqual({ from: '2026-02-01', to: '2026-02-03' })
    expect(periodOf('2026-02-03', '2026-02-03', today)).toEqual({ from: '2026-02-03', to: '2026-02-03' })
  })

  it.each([
    ['2026-02-30', null, 'first'],
    ['1.2.2026', null, 'first'],
    ['2026-13-01', null, 'first'],
    ['2026-01-01T00:00', null, 'first'],
    ['2026-01-01', '2026-00-10', 'last'],
    ['', '2026-01-10', 'first'],
    ['2026-01-02', '2026-01-01', 'order'],
    ['2026-08-15', null, 'order'],
  ])('from %s to %s is no period: it says what is wrong', (from, to, fault) => {
    expect(periodOf(from, to, today)).toBe(fault)
  })

  it('what is asked for most, on any day of the year', () => {
    expect(presetsOf(today)).toEqual({
      'this-month': { from: '2026-08-01', to: '2026-08-31' },
      'last-month': { from: '2026-07-01', to: '2026-07-31' },
      'this-quarter': { from: '2026-07-01', to: '2026-09-30' },
      'last-quarter': { from: '2026-04-01', to: '2026-06-30' },
      'this-year': { from: '2026-01-01', to: '2026-12-31' },
    })
    expect(presetsOf('2026-02-01')['last-quarter']).toEqual({ from: '2025-10-01', to: '2025-12-31' })
    expect(presetsOf('2026-12-31')['this-quarter']).toEqual({ from: '2026-10-01', to: '2026-12-31' })
  })
})

describe('days and months by the clock in Riga', () => {
  it('a day begins at midnight there, in winter and in summer', () => {
    expect(timesOf({ from: '2026-01-01', to: '2026-01-31' }, zone)).toEqual([
      at('2025-12-31T22:00'),
      at('2026-01-31T22:00'),
    ])
    expect(timesOf({ from: '2026-07-01', to: '2026-07-31' }, zone)).toEqual([
      at('2026-06-30T21:00'),
      at('2026-07-31T21:00'),
    ])
  })

  it('the day on which the clock goes forward has 23 hours, the one on which it goes back 25', () => {
    const hours = (day: string) => {
      const [from, to] = timesOf({ from: day, to: day }, zone)
      return (to - from) / 3_600_000
    }
    expect(hours('2026-03-28')).toBe(24)
    expect(hours('2026-03-29')).toBe(23)
    expect(hours('2026-10-25')).toBe(25)
  })

  it('March begins in winter time and ends in summer time; October the other way round', () => {
    expect(timesOf({ from: '2026-03-01', to: '2026-03-31' }, zone)).toEqual([
      at('2026-02-28T22:00'),
      at('2026-03-31T21:00'),
    ])
    expect(timesOf({ from: '2026-10-01', to: '2026-10-31' }, zone)).toEqual([
      at('2026-09-30T21:00'),
      at('2026-10-31T22:00'),
    ])
  })

  it.each([
    ['2026-02-28T21:59', '2026-02'],
    ['2026-02-28T22:00', '2026-03'],
    ['2026-03-31T20:59', '2026-03'],
    ['2026-03-31T21:00', '2026-04'],
    ['2026-10-31T21:59', '2026-10'],
    ['2026-10-31T22:00', '2026-11'],
    ['2026-12-31T22:00', '2027-01'],
  ])('%s in Greenwich is in %s there', (text, month) => {
    expect(monthIn(zone, at(text))).toBe(month)
  })
})
