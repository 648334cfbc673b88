import type { StaffRef } from '../../core/conversation.ts'
import type { Present } from './state.ts'
import type { Doing } from './wire.ts'

// They repeat "looking" every 10 s and "writing" every 3 s; two missed ones mean they are gone.
const lookingLasts = 25_000
const writingLasts = 7_000

/** Who is at a case after one of them did something. */
export function moved(now: readonly Present[], staff: StaffRef, doing: Doing | 'left', at: number): readonly Present[] {
  const others = now.filter((one) => one.staff.id !== staff.id)
  return doing === 'left' ? others : [...others, { staff, doing, at }]
}

/** Who is there still. Whoever stopped writing is looking. */
export function present(all: readonly Present[], me: string, at: number): readonly Present[] {
  return all
    .filter((one) => one.staff.id !== me && at - one.at < lookingLasts)
    .map((one) => (one.doing === 'writing' && at - one.at > writingLasts ? { ...one, doing: 'looking' as const } : one))
}
