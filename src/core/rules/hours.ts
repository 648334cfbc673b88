import type { Conversation, Time } from '../conversation.ts'
import type { Knowledge, OpeningHours } from '../knowledge.ts'
import { changeOf, dayAfter, localTime, momentsOf } from './wall-clock.ts'

export type Opening =
  | { readonly open: true }
  /** `day` as `2026-11-23`, `from` as minutes since local midnight. */
  | { readonly open: false; readonly next: { readonly at: Time; readonly day: string; readonly from: number } | null }

/** When somebody is there: at the office named, or in general (null, an office without hours of its own, an unknown one). */
export function hoursFor({ hours, offices }: Knowledge, office: string | null): OpeningHours {
  const week = office === null ? undefined : offices.find(({ id }) => id === office)?.week
  return week ? { ...hours, week } : hours
}

/** The hours that count in this talk: of the office that has the case, else of the one the person named. */
export function hoursOf({ handling, office }: Conversation, knowledge: Knowledge): OpeningHours {
  const open = handling.at === 'queued' || handling.at === 'claimed'
  return hoursFor(knowledge, open ? handling.case.office : office)
}

/**
 * Is somebody there at this moment, and if not, when next? The clock on the wall decides: adding 24 hours is wrong on
 * the two days a year on which it changes.
 */
export function opening(hours: OpeningHours, at: Time): Opening {
  const now = localTime(hours.zone, at)
  if (isOpen(hours, now)) return { open: true }
  let day = now.day
  // Two weeks see past every run of holidays; longer closings have no honest "next opening".
  for (let ahead = 0; ahead < 14; ahead++) {
    const next = firstOpening(hours, day, at)
    if (next !== null) return { open: false, next: { at: next, day, from: localTime(hours.zone, next).minutes } }
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

type LocalTime = ReturnType<typeof localTime>

const isOpen = (hours: OpeningHours, { day, weekday, minutes }: LocalTime): boolean =>
  spans(hours, day, weekday).some(({ from, to }) => minutes >= from && minutes < to)

function spans(hours: OpeningHours, day: string, weekday: number): OpeningHours['week'][number] {
  return hours.closedDays.has(day) ? [] : (hours.week[weekday] ?? [])
}

/** The first moment of this day, after `at`, from which on somebody is there. */
function firstOpening(hours: OpeningHours, day: string, at: Time): Time | null {
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay()
  const own = spans(hours, day, weekday)
  if (own.length === 0) return null
  const change = changeOf(hours.zone, day)
  // A clock that jumps can land in the middle of a span: then somebody is there without its beginning ever coming.
  const moments = [...own.flatMap(({ from }) => momentsOf(hours.zone, day, from)), ...(change === null ? [] : [change])]
  const later = moments.filter((moment) => moment > at && isOpen(hours, localTime(hours.zone, moment)))
  return later.length === 0 ? null : Math.min(...later)
}
