import type { Week } from '../core/knowledge.ts'
import type { SetFiles } from './set-shapes.ts'

const days = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const

/** `mon: ["09:00-17:00"]` as minutes since midnight, by weekday. */
export function weekOf(written: SetFiles['desks.yaml']['hours']['week']): Week {
  const week = days.map((name) =>
    (written[name] ?? []).map((span) => ({ from: minutes(span, 0), to: minutes(span, 6) })),
  )
  return Object.fromEntries(week.entries())
}

// "09:00-17:00" was checked: hours and minutes stand at fixed places.
function minutes(span: string, at: number): number {
  return Number(span.slice(at, at + 2)) * 60 + Number(span.slice(at + 3, at + 5))
}
