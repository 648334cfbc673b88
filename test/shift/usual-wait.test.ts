import { describe, expect, it } from 'vitest'
import { pastWaits, usualWait } from '../../src/shift/usual-wait.ts'
import { hour, knowledge, minute, monday } from '../core/small-world.ts'
import { openCase } from './cases.ts'

const day = 24 * hour
/** Opened then, taken so many minutes later. */
const taken = (after: number, openedAt = monday, change = {}) =>
  openCase(`${openedAt}-${after}`, { openedAt, pickedUpAt: openedAt + after * minute, ...change })
const waitsOf = (cases: Parameters<typeof pastWaits>[0], now = monday + 2 * hour) =>
  pastWaits(cases, knowledge.hours, now).map((ms) => ms / minute)
const minutes = (...list: readonly number[]): number[] => list.map((n) => n * minute)
/** 1, 2 … 20 minutes. */
const twenty = minutes(...Array.from({ length: 20 }, (_, i) => i + 1))

describe('which waits count', () => {
  it('from asking for a person to the first who took the case, open ones included', () => {
    expect(waitsOf([taken(5), taken(7, monday, { state: 'closed', closedAt: monday + hour })])).toEqual([7, 5])
  })

  it('nobody’s who still waits', () => {
    expect(waitsOf([taken(5, monday, { state: 'queued', pickedUpAt: null, by: null })])).toEqual([])
  })

  it('not those in danger, who are taken first, nor those who wrote when nobody was there', () => {
    expect(waitsOf([taken(1, monday, { urgency: 'danger' }), taken(600, monday - 11 * hour)])).toEqual([])
  })

  it('of the last 14 days', () => {
    expect(waitsOf([taken(5, monday - 14 * day), taken(6, monday - 13 * day)])).toEqual([6])
  })

  it('the newest hundred at most', () => {
    const many = Array.from({ length: 150 }, (_, i) => taken(150 - i, monday - 7 * day + i * minute))
    const all = waitsOf(many)
    expect(all).toHaveLength(100)
    expect(new Set(all).size).toBe(100)
  })
})

describe('how long it usually takes', () => {
  it('from the middle of the waits to what nine of ten stayed under', () => {
    expect(usualWait(twenty, 0, 3)).toEqual({ from: 10, to: 18 })
  })

  it('says no number below twenty waits', () => {
    expect(usualWait(twenty.slice(1), 0, 3)).toBeNull()
  })

  it('promises nothing when nobody is here', () => {
    expect(usualWait(twenty, 0, 0)).toBeNull()
  })

  it('with more who wait than people here, the newest waits for several rounds of them', () => {
    expect(usualWait(twenty, 2, 3)).toEqual({ from: 10, to: 18 })
    expect(usualWait(twenty, 3, 3)).toEqual({ from: 20, to: 36 })
    expect(usualWait(twenty, 5, 1)).toEqual({ from: 60, to: 108 })
  })

  it('more talks in the past promise nothing better', () => {
    expect(usualWait([...twenty, ...twenty, ...twenty], 0, 3)).toEqual(usualWait(twenty, 0, 3))
  })
})
