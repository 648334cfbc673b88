import type { Time } from '../core/conversation.ts'
import { dayAfter, dayStart, localTime } from '../core/rules/wall-clock.ts'

/** Local days as `2026-03-31`, the last one included. */
export interface Period {
  readonly from: string
  readonly to: string
}

/** Which day is none, or that the last one comes before the first. */
export type PeriodFault = 'first' | 'last' | 'order'

export const presetNames = ['this-month', 'last-month', 'this-quarter', 'last-quarter', 'this-year'] as const
export type PresetName = (typeof presetNames)[number]
export type Presets = Readonly<Record<PresetName, Period>>

/** What is asked for most, seen from this local day. */
export function presetsOf(today: string): Presets {
  const month = monthNumber(today)
  const quarter = month - (month % 3)
  return {
    'this-month': months(month, 1),
    'last-month': months(month - 1, 1),
    'this-quarter': months(quarter, 3),
    'last-quarter': months(quarter - 3, 3),
    'this-year': months(month - (month % 12), 12),
  }
}

/**
 * The days that were asked for. None: the last full month, because that is what a report is made of. Only the first: up
 * to today; only the last: from the first of its month.
 */
export function periodOf(from: string | null, to: string | null, today: string): Period | PeriodFault {
  if (from === null && to === null) return presetsOf(today)['last-month']
  if (from !== null && !isDay(from)) return 'first'
  if (to !== null && !isDay(to)) return 'last'
  const last = to ?? today
  const period = { from: from ?? `${last.slice(0, 7)}-01`, to: last }
  return period.from <= period.to ? period : 'order'
}

/** From its first moment on, and before the second: days end when the clock on the wall says so, 23 or 25 hours long. */
export function timesOf({ from, to }: Period, zone: string): readonly [from: Time, to: Time] {
  return [dayStart(zone, from), dayStart(zone, dayAfter(to))]
}

export const dayIn = (zone: string, at: Time): string => localTime(zone, at).day

/** `2026-03`: sorts by itself, and no spreadsheet reads it as anything else than a month. */
export const monthIn = (zone: string, at: Time): string => dayIn(zone, at).slice(0, 7)

function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false
  const at = Date.parse(`${text}T12:00:00Z`)
  // 30 February is read as 2 March: only a day that comes out the same was one.
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
}

/** Since the year 0, so that the month before January needs no rule of its own. */
const monthNumber = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1

function months(first: number, count: number): Period {
  const dayOf = (month: number, day: number): string =>
    new Date(Date.UTC(Math.floor(month / 12), month % 12, day)).toISOString().slice(0, 10)
  return { from: dayOf(first, 1), to: dayOf(first + count, 0) }
}
