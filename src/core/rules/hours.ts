import type { Time } from '../conversation.ts'
import type { OpeningHours } from '../knowledge.ts'

export type Opening =
  | { readonly open: true }
  /** `day` as `2026-11-23`, `from` as minutes since local midnight. */
  | { readonly open: false; readonly next: { readonly at: Time; readonly day: string; readonly from: number } | null }

/**
 * Is somebody there at this moment, and if not, when next? Works on local dates and the zone's own rules: adding 24
 * hours is wrong on the two days a year on which the clock changes.
 */
export function opening(hours: OpeningHours, at: Time): Opening {
  const now = localTime(hours.zone, at)
  for (const span of spans(hours, now.day, now.weekday)) {
    if (now.minutes >= span.from && now.minutes < span.to) return { open: true }
  }
  let day = now.day
  // Two weeks see past every run of holidays; longer closings have no honest "next opening".
  for (let ahead = 0; ahead < 14; ahead++) {
    const weekday = new Date(`${day}T12:00:00Z`).getUTCDay()
    for (const span of spans(hours, day, weekday)) {
      if (ahead > 0 || span.from > now.minutes) {
        return { open: false, next: { at: instant(hours.zone, day, span.from), day, from: span.from } }
      }
    }
    day = dayAfter(day)
  }
  return { open: false, next: null }
}

/** A time to meet, two hours ahead at least: the next full hour while somebody is there, else when they are there again. */
export function bookable(hours: OpeningHours, at: Time): Time {
  const hour = 3_600_000
  const soon = Math.ceil((at + 2 * hour) / hour) * hour
  const then = opening(hours, soon)
  return then.open ? soon : (then.next?.at ?? soon + 24 * hour)
}

/** `9:05`: minutes since midnight, as people write them. */
export const clock = (minutes: number): string => `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`

function spans(hours: OpeningHours, day: string, weekday: number): readonly { from: number; to: number }[] {
  return hours.closedDays.has(day) ? [] : (hours.week[weekday] ?? [])
}

/** Days as `2026-11-22`. */
export function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T12:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** What a clock on the wall there shows. */
export function localTime(zone: string, at: Time): { day: string; weekday: number; minutes: number } {
  let format = formats.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' })
    formats.set(zone, format)
  }
  // Swedish writes `2026-11-22 23:05:09`: the one locale whose short form sorts.
  const [day = '', time = ''] = format.format(at).split(' ')
  const [h = '0', m = '0'] = time.split(':')
  return { day, weekday: new Date(`${day}T12:00:00Z`).getUTCDay(), minutes: Number(h) * 60 + Number(m) }
}

/** The moment at which a local clock shows this day and minute. In the hour that happens twice: the first. */
export function instant(zone: string, day: string, minutes: number): Time {
  const wanted = Date.parse(`${day}T00:00:00Z`) + minutes * 60_000
  let guess = wanted
  for (let round = 0; round < 2; round++) {
    const shown = localTime(zone, guess)
    guess += wanted - (Date.parse(`${shown.day}T00:00:00Z`) + shown.minutes * 60_000)
  }
  return guess
}
