import type { Conversation, Time } from '../conversation.ts'
import { dueTimes, waits } from '../due.ts'
import type { Decision } from '../effects.ts'
import type { ClockEvent } from '../events.ts'
import { never } from '../never.ts'
import { close, wayOutOfQueue } from './closing.ts'
import { nextReminder } from './handover.ts'
import { hoursOf, opening } from './hours.ts'
import { interpreterSilent } from './interpreting.ts'
import { letGo } from './keeping.ts'
import { backToQueue } from './passing-on.ts'
import { andThen, decision, notice, type Rules } from './rules.ts'
import { neededBy, nextWave, sendWave } from './waves.ts'

/** A stored due time has come. One that no longer follows from the state was overtaken: nothing happens. */
export function timeCame(c: Conversation, e: ClockEvent, rules: Rules): Decision {
  if (!dueTimes(c).some((due) => due.name === e.name && due.at <= e.at)) return decision(c)
  const h = c.handling
  switch (e.name) {
    case 'waiting': {
      if (h.at !== 'queued') return decision(c)
      const hours = hoursOf(c, rules.knowledge)
      const remindAt = nextReminder(e.at, e.at + waits.nextReminder, hours)
      const again: Conversation = { ...c, handling: { ...h, remindAt } }
      // It may come late, after a night without power: then it is no hour for it any more.
      const there = opening(hours, e.at).open
      return there
        ? decision(again, notice('wait.still', { phone: rules.knowledge.hours.phone }, wayOutOfQueue(c)))
        : decision(again)
    }
    case 'alert': {
      if (h.at !== 'queued') return decision(c)
      const again: Conversation = { ...c, handling: { ...h, alertAt: e.at + waits.dangerAlert } }
      return decision(again, { do: 'alert', case: h.case.id, why: 'danger' })
    }
    case 'silent': {
      if (h.at !== 'claimed') return decision(c)
      if (!h.nudged) {
        return decision(
          { ...c, handling: { ...h, nudged: true } },
          { do: 'alert', case: h.case.id, why: 'nudge', to: [h.by.id] },
        )
      }
      return andThen(decision(c, { do: 'mark', key: 'taken-back', params: { name: h.by.name } }), (n) =>
        backToQueue(n, h.case, e.at, rules),
      )
    }
    case 'quiet': {
      if (h.at !== 'claimed') return decision(c)
      if (!h.askedIfThere) {
        return decision({ ...c, handling: { ...h, askedIfThere: true } }, notice('still.there'))
      }
      return close(c, h.case, { by: h.by, how: 'idle', outcome: 'unanswered', tags: [] }, e.at, rules)
    }
    case 'offer': {
      if (h.at !== 'claimed' && h.at !== 'queued') return decision(c)
      return decision(
        { ...c, handling: { ...h, case: { ...h.case, offer: null } } },
        { do: 'mark', key: 'unanswered', params: { name: h.case.offer?.to.name ?? '' } },
      )
    }
    case 'wake':
      return decision({ ...c, attention: { who: 'consultant', since: e.at } })
    case 'wave':
      return c.interpretation.at === 'offered' ? nextWave(c, c.interpretation, e.at, rules) : decision(c)
    case 'interpreter-silent':
      return interpreterSilent(c, e.at, rules)
    case 'booking':
      return bookingCame(c, e.at, rules)
    case 'forget-question':
      return decision(letGo({ ...c, question: null }))
    case 'forget-order':
      return decision({ ...c, order: null })
    case 'rating':
      return decision({ ...c, rating: { at: 'skipped', since: e.at } })
    default:
      return never(e.name)
  }
}

/** The time that was booked: interpreters are asked anew, if somebody is there to talk through them. */
function bookingCame(c: Conversation, at: Time, rules: Rules): Decision {
  const i = c.interpretation
  if (i.at !== 'booked') return decision(c)
  const needed = { ...neededBy(i), language: i.language }
  const awake: Conversation = { ...c, interpretation: { ...needed, at: 'wanted', since: at } }
  if (c.handling.at !== 'claimed') return decision(awake)
  const { by, case: facts } = c.handling
  return andThen(
    decision(
      { ...awake, attention: { who: 'consultant', since: at } },
      {
        do: 'alert',
        case: facts.id,
        why: 'booked',
        to: [by.id],
      },
    ),
    (n) => sendWave(n, needed, 1, [], at, rules),
  )
}
