import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Dimension, groupsOf, minutesOf, totalOf } from '../../src/reports/totals.ts'
import { ledgerRow } from '../store/builders.ts'
import { served, zone } from './making.ts'

const seconds = (n: number) => ledgerRow({ startedAt: 0, endedAt: n * 1000 })
const consultation = { service: 'consultation', language: 'ru' } as const

/** Two people: one with an interpreter in two months, one consulted. */
const rows = [
  served('2026-02-28T21:59', 30, { person: 'a', case: '1', messages: 10 }),
  served('2026-03-31T21:00', 45, { person: 'a', case: '2', messages: 5, office: null, funding: null }),
  served('2026-03-31T20:59', 90, { person: 'a', case: '1', messages: 7, ...consultation, topics: ['work', 'asylum'] }),
  served('2026-03-10T12:00', 15, { person: 'b', case: '3', messages: 2, ...consultation, topics: [] }),
]
const keys = (dimension: Dimension) => groupsOf(rows, dimension, zone).map((group) => group.key)
const all = (dimension: Dimension) =>
  groupsOf(rows, dimension, zone).map(({ key, all: { entries, people, minutes, messages } }) => [
    key,
    entries,
    people,
    minutes,
    messages,
  ])

describe('counting', () => {
  it('started minutes of each service, one at least', () => {
    expect([0, 1, 59, 60, 61, 3600, 3601].map((n) => minutesOf(seconds(n)))).toEqual([1, 1, 1, 1, 2, 60, 61])
    // A clock that was put back is no reason for a service that took less than nothing.
    expect(minutesOf(seconds(-500))).toBe(1)
    expect(totalOf([seconds(61), seconds(61)]).minutes).toBe(4)
  })

  it('nothing is nothing', () => {
    expect(totalOf([])).toEqual({ entries: 0, people: 0, minutes: 0, messages: 0 })
    expect(groupsOf([], 'language', zone)).toEqual([])
  })

  it('a person is counted once, however often they were helped', () => {
    expect(totalOf(rows)).toEqual({ entries: 4, people: 2, minutes: 180, messages: 24 })
  })

  it('by language and by service: those with most entries first', () => {
    expect(all('service')).toEqual([
      ['consultation', 2, 2, 105, 9],
      ['interpreter', 2, 1, 75, 15],
    ])
    expect(all('language')).toEqual([
      ['prs', 2, 1, 75, 15],
      ['ru', 2, 2, 105, 9],
    ])
  })

  it('by month, as the clock in Riga has it when the service ended, around both changes of the clock', () => {
    expect(all('month')).toEqual([
      ['2026-02', 1, 1, 30, 10],
      ['2026-03', 2, 2, 105, 9],
      ['2026-04', 1, 1, 45, 5],
    ])
    const autumn = [served('2026-10-31T21:59', 1), served('2026-10-31T22:00', 1), served('2026-10-25T00:30', 1)]
    expect(groupsOf(autumn, 'month', zone).map((group) => [group.key, group.all.entries])).toEqual([
      ['2026-10', 2],
      ['2026-11', 1],
    ])
  })

  it('what is not known stands last, however often', () => {
    expect(keys('office')).toEqual(['riga', null])
    expect(keys('funding')).toEqual(['AMIF 2026', null])
    const more = [...rows, ...rows.map((row) => ({ ...row, office: null }))]
    expect(groupsOf(more, 'office', zone).map((group) => group.key)).toEqual(['riga', null])
  })

  it('by topic: a service about two stands with both, about none with none, and twice about one once', () => {
    expect(keys('topic')).toEqual(['permits', 'asylum', 'work', null])
    const twice = groupsOf([served('2026-03-10T12:00', 15, { topics: ['work', 'work'] })], 'topic', zone)
    expect(twice.map((group) => group.all.entries)).toEqual([1])
  })

  it('each group says which services it is made of', () => {
    const [general] = groupsOf(rows, 'desk', zone)
    expect(general?.services.map(({ service, total }) => [service, total.entries, total.people])).toEqual([
      ['consultation', 2, 2],
      ['interpreter', 2, 1],
    ])
  })

  it('whatever happened: the groups of every dimension but the topics add up to the whole, people excepted', () => {
    const row = fc.record({
      service: fc.constantFrom('consultation', 'interpreter', 'psychologist', 'appointment' as 'consultation'),
      language: fc.constantFrom('ru', 'prs', null),
      office: fc.constantFrom('riga', null),
      person: fc.constantFrom('a', 'b', 'c'),
      endedAt: fc.integer({ min: 0, max: 4e12 }),
      messages: fc.nat(50),
    })
    const property = fc.property(fc.array(row), (given) => {
      const ledger = given.map((one) => ledgerRow({ ...one, startedAt: one.endedAt - one.messages * 7000 }))
      const whole = totalOf(ledger)
      for (const dimension of ['service', 'month', 'language', 'office', 'desk', 'funding'] as const) {
        const groups = groupsOf(ledger, dimension, zone)
        const parts = groups.flatMap((group) => group.services)
        for (const what of ['entries', 'minutes', 'messages'] as const) {
          expect(groups.reduce((sum, group) => sum + group.all[what], 0)).toBe(whole[what])
          expect(parts.reduce((sum, part) => sum + part.total[what], 0)).toBe(whole[what])
        }
        for (const group of groups) expect(group.all.people).toBeLessThanOrEqual(whole.people)
      }
    })
    fc.assert(property, { numRuns: 100 })
  })
})
