import { afterAll, describe, expect, it } from 'vitest'
import type { OpeningHours } from '../../src/core/knowledge.ts'
import { hoursFor, opening } from '../../src/core/rules/hours.ts'
import { mind } from '../conversations/stage.ts'
import { report } from '../drills/table.ts'
import { everyMinute, generalWeek, oddWeek, publicHolidays } from './every-minute.ts'

const { knowledge } = mind.rules
const years = [2026, 2027]

it('the days on which nobody answers are the public holidays of 2026 and 2027', () => {
  // Mother's Day and Pentecost are Sundays: nobody answers on them anyway.
  expect([...knowledge.hours.closedDays].sort()).toEqual(years.flatMap(publicHolidays))
})

describe('in every minute of two years it is known whether somebody is there, and else when next', () => {
  const offices: readonly (readonly [string, OpeningHours])[] = [
    ['in general', knowledge.hours],
    ['at an office that keeps odd hours', { ...knowledge.hours, week: oddWeek }],
    ...knowledge.offices.map(({ id }) => [id, hoursFor(knowledge, id)] as const).filter(([id]) => hasOwnWeek(id)),
  ]
  const wrong: string[] = []
  for (const [name, hours] of offices)
    for (const year of years)
      it(`${name}, ${year}`, () => {
        const found = everyMinute(`${year}-01-01`, `${year + 1}-01-01`, hours, opening)
        wrong.push(...found)
        expect(found).toEqual([])
      })

  afterAll(() =>
    report({
      number: '25',
      fault: 'the clock is put forward and back, holidays',
      done: `every minute of ${years.join(' and ')} at ${offices.length} offices`,
      counts: { 'wrong minutes': wrong.length },
      longest: null,
      seed: null,
    }),
  )

  it('the general week is the one the comparison expects', () => {
    const written = Object.entries(knowledge.hours.week).filter(([, spans]) => spans.length > 0)
    expect(Object.fromEntries(written)).toEqual(generalWeek)
  })
})

function hasOwnWeek(id: string): boolean {
  return knowledge.offices.some((office) => office.id === id && office.week !== undefined)
}
