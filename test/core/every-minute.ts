import type { OpeningHours } from '../../src/core/knowledge.ts'
import type { Opening } from '../../src/core/rules/hours.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

export const generalWeek = Object.fromEntries([1, 2, 3, 4, 5].map((weekday) => [weekday, [{ from: 540, to: 1020 }]]))

/** Hours nobody keeps: around midnight, and on Sundays in the hours that the clock skips in March and doubles in October. */
export const oddWeek: OpeningHours['week'] = {
  0: [
    { from: 0, to: 7 },
    { from: 150, to: 185 },
    { from: 190, to: 200 },
    { from: 225, to: 300 },
    { from: 1439, to: 1440 },
  ],
  1: [{ from: 0, to: 1 }],
  3: [
    { from: 601, to: 659 },
    { from: 660, to: 723 },
    { from: 900, to: 1185 },
  ],
  6: [{ from: 1320, to: 1440 }],
}

/** The clock in Riga by the law alone: two hours ahead of UTC, three from 01:00 UTC of the last Sundays of March and October. */
function ahead(at: number): number {
  const year = new Date(at).getUTCFullYear()
  return at >= lastSunday(year, 3) + hour && at < lastSunday(year, 10) + hour ? 3 * hour : 2 * hour
}

function lastSunday(year: number, month: number): number {
  const last = Date.UTC(year, month, 0)
  return last - new Date(last).getUTCDay() * day
}

const date = (at: number): string => new Date(at).toISOString().slice(0, 10)

/** How far after the last minute an opening is still looked for: as far as the rule sees. */
const sight = 16 * day

/**
 * Compares `opening` with a plain list of minutes, from the one day to the other (UTC): first what a clock on the wall
 * shows in each of them, then, from behind, when the next open one comes. Gives the first ten that differ.
 */
export function everyMinute(
  from: string,
  to: string,
  hours: OpeningHours,
  opening: (hours: OpeningHours, at: number) => Opening,
): string[] {
  const start = Date.parse(from)
  const asked = (Date.parse(to) - start) / minute
  const open = Array.from({ length: asked + sight / minute }, (_, i) => isOpen(hours, start + i * minute))
  const next = new Array<number | null>(open.length).fill(null)
  for (let i = open.length - 2; i >= 0; i--) next[i] = open[i + 1] ? i + 1 : (next[i + 1] ?? null)
  const wrong: string[] = []
  for (let i = 0; i < asked && wrong.length < 10; i++) {
    const at = start + i * minute
    const found = opening(hours, at)
    const then = next[i] ?? null
    const right = found.open ? open[i] : !open[i] && then !== null && isAt(found.next, start + then * minute)
    if (!right) wrong.push(`${new Date(at).toISOString()} ${JSON.stringify(found)}`)
  }
  return wrong
}

function isAt(next: { at: number; day: string; from: number } | null, at: number): boolean {
  const local = at + ahead(at)
  return next?.at === at && next.day === date(local) && next.from === (local % day) / minute
}

function isOpen(hours: OpeningHours, at: number): boolean {
  const local = at + ahead(at)
  const shown = (local % day) / minute
  const spans = hours.closedDays.has(date(local)) ? [] : (hours.week[new Date(local).getUTCDay()] ?? [])
  return spans.some((span) => shown >= span.from && shown < span.to)
}

/** The public holidays of a year by the law: those with a date, Easter's, and a free Monday after 4 May and 18 November. */
export function publicHolidays(year: number): string[] {
  const fixed = ['01-01', '05-01', '05-04', '06-23', '06-24', '11-18', '12-24', '12-25', '12-26', '12-31']
  const days = fixed.map((monthDay) => Date.parse(`${year}-${monthDay}`))
  const easter = easterSunday(year)
  const moved = ['05-04', '11-18'].flatMap((monthDay) => {
    const at = Date.parse(`${year}-${monthDay}`)
    const weekday = new Date(at).getUTCDay()
    return weekday === 6 ? [at + 2 * day] : weekday === 0 ? [at + day] : []
  })
  return [...days, ...moved, easter - 2 * day, easter, easter + day].map(date).sort()
}

/** Gauss's rule as Butcher wrote it down. */
function easterSunday(year: number): number {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const f = Math.floor((b + 8) / 25)
  const g = Math.floor((b - f + 1) / 3)
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const sum = h + l - 7 * m + 114
  return Date.UTC(year, Math.floor(sum / 31) - 1, (sum % 31) + 1)
}
