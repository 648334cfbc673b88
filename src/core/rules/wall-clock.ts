import type { Time } from '../conversation.ts'

const minute = 60_000
const quarter = 15 * minute
const wholeDay = 24 * 60 * minute

/** What a clock on the wall there shows. `day` as `2026-11-23`, 0 = Sunday, minutes since local midnight. */
export function localTime(zone: string, at: Time): { day: string; weekday: number; minutes: number } {
  const shown = at + offset(zone, at)
  const date = new Date(shown)
  return {
    day: date.toISOString().slice(0, 10),
    weekday: date.getUTCDay(),
    minutes: date.getUTCHours() * 60 + date.getUTCMinutes(),
  }
}

/** The moments at which a local clock shows this day and minute: none, one, or two when the clock is put back. */
export function momentsOf(zone: string, day: string, minutes: number): Time[] {
  const wanted = midnight(day) + minutes * minute
  return offsetsAround(zone, wanted)
    .map((ahead) => wanted - ahead)
    .filter((moment) => moment + offset(zone, moment) === wanted)
}

/** The moment at which a local day begins, also where its midnight is skipped or comes twice. */
export function dayStart(zone: string, day: string): Time {
  const [first] = momentsOf(zone, day, 0)
  return first ?? changeOf(zone, day) ?? midnight(day)
}

/** Days as `2026-11-22`. */
export const dayAfter = (day: string): string => new Date(midnight(day) + wholeDay).toISOString().slice(0, 10)

/** The moment of this local day at which the clock is put forward or back; null on all other days. */
export function changeOf(zone: string, day: string): Time | null {
  const start = midnight(day)
  const [before, after = before] = offsetsAround(zone, start + 12 * 60 * minute)
  if (before === undefined || before === after) return null
  for (let at = start - before; at < start + wholeDay; at += quarter)
    if (offset(zone, at) !== before && localTime(zone, at).day === day) return at
  return null
}

/** By how much the clock was ahead of UTC a day before, and is a day later, in ms: one figure when it is the same. */
const offsetsAround = (zone: string, shown: Time): number[] => [
  ...new Set([offset(zone, shown - wholeDay), offset(zone, shown + wholeDay)]),
]

const midnight = (date: string): Time => Date.parse(`${date}T00:00:00Z`)

const formats = new Map<string, Intl.DateTimeFormat>()
const known = new Map<string, Map<number, number>>()
/** A week of quarters in a zone; more is not asked for again and again. */
const most = 700

/** How far the local clock is ahead of UTC, in ms. Asked once for a quarter of an hour: no clock changes in between. */
function offset(zone: string, at: Time): number {
  let ofZone = known.get(zone)
  if (!ofZone) {
    ofZone = new Map()
    known.set(zone, ofZone)
  }
  const start = Math.floor(at / quarter) * quarter
  const before = ofZone.get(start)
  if (before !== undefined) return before
  if (ofZone.size >= most) ofZone.clear()
  const ahead = shownBy(zone, start) - start
  ofZone.set(start, ahead)
  return ahead
}

/** The local clock's day and time, read as if it were UTC. */
function shownBy(zone: string, at: Time): Time {
  let format = formats.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' })
    formats.set(zone, format)
  }
  // Swedish writes `2026-11-22 23:05:09`: the one locale whose short form sorts, and reads as a date.
  return Date.parse(`${format.format(at).replace(' ', 'T')}Z`)
}
