import { describe, expect, it } from 'vitest'
import type { OpeningHours } from '../../src/core/knowledge.ts'
import { opening } from '../../src/core/rules/hours.ts'
import { everyMinute, generalWeek, oddWeek } from './every-minute.ts'

const riga = (week: OpeningHours['week']): OpeningHours => ({
  zone: 'Europe/Riga',
  week,
  closedDays: new Set(['2026-03-30']),
  phone: '',
})

// The whole of two years, minute by minute: office-hours.test.ts, in the slow half.
describe('every minute around both changes of the clock is right, and so is the next opening', () => {
  for (const [name, week] of [
    ['the general week', generalWeek],
    ['several spans a day, in the hours that are skipped and doubled', oddWeek],
  ] as const)
    it(name, () => {
      const wrong = [
        ...everyMinute('2026-03-28', '2026-03-31', riga(week), opening),
        ...everyMinute('2026-10-24', '2026-10-27', riga(week), opening),
      ]
      expect(wrong).toEqual([])
    })
})
