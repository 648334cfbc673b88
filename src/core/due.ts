import type { Conversation, Time } from './conversation.ts'
import type { DueName } from './events.ts'

/** A moment at which the conversation wants to be looked at again. Stored, never a `setTimeout`: it outlives every process. */
export interface DueTime {
  readonly name: DueName
  readonly at: Time
}

const minutes = (n: number): Time => n * 60_000
const hours = (n: number): Time => n * 3_600_000
const days = (n: number): Time => n * 86_400_000

/** How long people are left alone, and how long staff may be silent: the defaults of docs/architecture.md, "Times". */
export const waits = {
  firstReminder: minutes(10),
  nextReminder: hours(1),
  dangerAlert: minutes(5),
  nudge: minutes(3),
  takeBack: minutes(6),
  quietQuestion: hours(24),
  quietClose: hours(48),
  offer: minutes(2),
  wave: 30_000,
  interpreterPing: minutes(2),
  interpreterGone: minutes(4),
  reopen: days(7),
  rating: days(7),
  question: hours(24),
  order: hours(24),
  refusedKeep: minutes(15),
} as const

/** All due times of a conversation, from its state alone: they cannot disagree with it, nor be forgotten. */
export function dueTimes(c: Conversation): DueTime[] {
  const due: DueTime[] = []
  const h = c.handling
  if (h.at === 'queued') {
    due.push({ name: 'waiting', at: h.remindAt })
    if (h.case.urgency === 'danger') due.push({ name: 'alert', at: h.alertAt })
  }
  if (h.at === 'queued' || h.at === 'claimed') {
    if (h.case.offer) due.push({ name: 'offer', at: h.case.offer.at + waits.offer })
    if (c.attention.who === 'sleeping') due.push({ name: 'wake', at: c.attention.until })
  }
  if (h.at === 'claimed' && c.attention.who === 'consultant') {
    due.push({ name: 'silent', at: c.attention.since + (h.nudged ? waits.takeBack : waits.nudge) })
  }
  if (h.at === 'claimed' && c.attention.who === 'person' && !c.danger) {
    due.push({ name: 'quiet', at: c.attention.since + (h.askedIfThere ? waits.quietClose : waits.quietQuestion) })
  }
  const i = c.interpretation
  if (i.at === 'offered') due.push({ name: 'wave', at: i.nextAt })
  if (i.at === 'booked') due.push({ name: 'booking', at: i.for })
  if (i.at === 'active' && h.at === 'claimed' && c.attention.who === 'interpreter') {
    const after = i.pinged ? waits.interpreterGone : waits.interpreterPing
    due.push({ name: 'interpreter-silent', at: c.attention.since + after })
  }
  const asked = Math.min(c.question?.at ?? Number.POSITIVE_INFINITY, c.held?.[0]?.at ?? Number.POSITIVE_INFINITY)
  if (Number.isFinite(asked) && c.consent.at !== 'yes')
    due.push({ name: 'forget-question', at: asked + waits.question })
  if (c.order) due.push({ name: 'forget-order', at: c.order.since + waits.order })
  if (c.rating.at === 'asked') due.push({ name: 'rating', at: c.rating.since + waits.rating })
  return due
}
