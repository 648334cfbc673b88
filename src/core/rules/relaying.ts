import type { Conversation, Time } from '../conversation.ts'
import type { Decision } from '../effects.ts'
import { clock, hoursOf } from './hours.ts'
import { decision, notice, type Rules } from './rules.ts'
import { localTime } from './wall-clock.ts'
import { waitingForInterpreter } from './waves.ts'

/**
 * The person has written and people have the talk: it is the interpreter's move where their words wait for one, else the
 * consultant's. A second message does not make the first one younger.
 */
export function forTeam(c: Conversation, at: Time, rules: Rules): Decision {
  const i = c.interpretation
  if (i.at === 'active' || i.at === 'offered') return decision({ ...c, attention: waitingForInterpreter(c, at) })
  // Interpreters come at the booked time: until then the person is told so, each time they write.
  if (i.at === 'booked' && !c.danger) {
    const { day, minutes } = localTime(hoursOf(c, rules.knowledge).zone, i.for)
    return decision(c, notice('interpreter.booked', { day, time: clock(minutes) }))
  }
  return decision(forConsultant(c, at))
}

export const forConsultant = (c: Conversation, at: Time): Conversation =>
  c.attention.who === 'consultant' ? c : { ...c, attention: { who: 'consultant', since: at } }
