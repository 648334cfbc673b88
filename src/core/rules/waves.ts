import type { Attention, Conversation, Time } from '../conversation.ts'
import { waits } from '../due.ts'
import type { Decision } from '../effects.ts'
import type { Interpretation, Needed } from '../interpretation.ts'
import { bookable, clock, hoursOf } from './hours.ts'
import { fitting } from './interpreters.ts'
import { decision, notice, type Rules } from './rules.ts'
import { localTime } from './wall-clock.ts'

export type Offered = Extract<Interpretation, { at: 'offered' }>
type Wave = Offered['wave']
/** An interpretation whose language is known. */
export type Tongue = Needed & { readonly language: string }

export const neededBy = (i: Interpretation): Needed =>
  'awaiting' in i
    ? { language: i.language, variety: i.variety, awaiting: i.awaiting }
    : { language: null, variety: null, awaiting: [] }

/**
 * Asks interpreters, first those who are here and free, then everybody who fits, then everybody once more; the first to
 * say yes has it. When nobody is left to ask, or three waves were in vain, a time is booked: never a dead end.
 */
export function sendWave(
  c: Conversation,
  needed: Tongue,
  wave: Wave,
  declined: readonly string[],
  at: Time,
  rules: Rules,
): Decision {
  const all = fitting(c, needed, rules.roster).filter((one) => !declined.includes(one.ref.id))
  if (all.length === 0) return book(c, needed, bookable(hoursOf(c, rules.knowledge), at), at, rules)
  const free = all.filter((one) => one.present && one.busy === 0)
  if (wave === 1 && free.length === 0) return sendWave(c, needed, 2, declined, at, rules)
  const invited = (wave === 1 ? free : all).map((one) => one.ref.id)
  const since = c.interpretation.at === 'offered' ? c.interpretation.since : at
  const interpretation: Offered = {
    ...needed,
    at: 'offered',
    since,
    wave,
    nextAt: at + waits.wave,
    invited,
    declined,
  }
  return decision(
    { ...c, interpretation, attention: waitingForInterpreter(c, at) },
    ...(c.handling.at === 'bot'
      ? []
      : [{ do: 'alert', case: c.handling.case.id, why: 'interpret', to: invited } as const]),
  )
}

export function nextWave(c: Conversation, i: Offered, at: Time, rules: Rules): Decision {
  const needed: Tongue = { language: i.language, variety: i.variety, awaiting: i.awaiting }
  return i.wave < 3
    ? sendWave(c, needed, i.wave === 1 ? 2 : 3, i.declined, at, rules)
    : book(c, needed, bookable(hoursOf(c, rules.knowledge), at), at, rules)
}

/** Interpreters are asked again at that time; the person knows it, and the case sleeps until then. */
export function book(c: Conversation, needed: Tongue, time: Time, at: Time, rules: Rules): Decision {
  const { day, minutes } = localTime(hoursOf(c, rules.knowledge).zone, time)
  const booked: Conversation = {
    ...c,
    interpretation: { ...needed, at: 'booked', since: at, for: time },
    // In danger nobody sleeps: the consultant goes on with what there is.
    attention: c.danger ? { who: 'consultant', since: at } : { who: 'sleeping', since: at, until: time },
  }
  return decision(
    booked,
    { do: 'mark', key: 'booked', params: { when: `${day} ${clock(minutes)}` } },
    notice('interpreter.booked', { day, time: clock(minutes) }),
    ...(c.handling.at === 'bot' ? [] : [{ do: 'alert', case: c.handling.case.id, why: 'no-interpreter' } as const]),
  )
}

/** A second message does not make the first one younger. */
export const waitingForInterpreter = (c: Conversation, at: Time): Attention =>
  c.attention.who === 'interpreter' ? c.attention : { who: 'interpreter', since: at }
