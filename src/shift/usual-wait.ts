import type { CaseView } from '../core/case-view.ts'
import type { Time } from '../core/conversation.ts'
import type { OpeningHours } from '../core/knowledge.ts'
import type { Roster } from '../core/roster.ts'
import { opening } from '../core/rules/hours.ts'
import type { Rules } from '../core/rules/rules.ts'

/** Older pick-ups tell of another season, and of other colleagues. */
const lookBackMs = 14 * 86_400_000
const most = 100
/** Fewer say nothing: then the person is told so in words, without a number. */
const fewest = 20

/**
 * How long cases have waited for the one who took them, in ms, the newest at most. Danger is taken first and at any
 * hour, and whoever wrote at night waited for the morning: neither says how long an ordinary wait is.
 */
export function pastWaits(cases: readonly CaseView[], hours: OpeningHours, now: Time): number[] {
  const taken = cases.flatMap((c) => (c.pickedUpAt === null ? [] : [{ c, at: c.pickedUpAt }]))
  return taken
    .filter(({ c, at }) => at > now - lookBackMs && c.urgency !== 'danger' && opening(hours, c.openedAt).open)
    .sort((a, b) => b.at - a.at)
    .slice(0, most)
    .map(({ c, at }) => at - c.openedAt)
}

/**
 * From the middle of the past waits to what nine of ten stayed under, in minutes. Past waits were those of past
 * crowds: when more wait now than there are people to take them, the newest waits for several rounds of them, so both
 * ends are stretched by the rounds. (Known elsewhere: the waits divided by the number of samples, which promises less
 * the more talks there have been and does not ask who is there.) Null: too few samples, or nobody is there to promise it.
 */
export function usualWait(waits: readonly number[], waiting: number, present: number): Rules['usualWait'] {
  if (waits.length < fewest || present === 0) return null
  const sorted = [...waits].sort((a, b) => a - b)
  const share = (part: number): number => sorted[Math.ceil(part * sorted.length) - 1] ?? 0
  const rounds = Math.max(1, Math.ceil((waiting + 1) / present))
  const minutes = (ms: number): number => (ms * rounds) / 60_000
  return { from: minutes(share(0.5)), to: minutes(share(0.9)) }
}

/** Whoever could take a case now. */
export const takers = (roster: Roster): number =>
  roster.colleagues.filter(
    (one) => one.present && one.roles.some((role) => role === 'consultant' || role === 'psychologist'),
  ).length
