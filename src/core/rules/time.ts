import type { Conversation } from '../conversation.ts'
import { dueTimes, waits } from '../due.ts'
import type { Decision } from '../effects.ts'
import type { ClockEvent } from '../events.ts'
import { never } from '../never.ts'
import { nextReminder } from './handover.ts'
import { opening } from './hours.ts'
import { andThen, decision, notice, type Rules } from './rules.ts'
import { backToQueue, close } from './staff.ts'

/** A stored due time has come. One that no longer follows from the state was overtaken: nothing happens. */
export function timeCame(c: Conversation, e: ClockEvent, rules: Rules): Decision {
  if (!dueTimes(c).some((due) => due.name === e.name && due.at <= e.at)) return decision(c)
  const h = c.handling
  switch (e.name) {
    case 'waiting': {
      if (h.at !== 'queued') return decision(c)
      const again: Conversation = {
        ...c,
        handling: { ...h, remindAt: nextReminder(e.at, e.at + waits.nextReminder, rules) },
      }
      // It may come late, after a night without power: then it is no hour for it any more.
      const there = opening(rules.knowledge.hours, e.at).open
      return there ? decision(again, notice('wait.still', { phone: rules.knowledge.hours.phone })) : decision(again)
    }
    case 'alert': {
      if (h.at !== 'queued') return decision(c)
      const again: Conversation = { ...c, handling: { ...h, alertAt: e.at + waits.dangerAlert } }
      return decision(again, { do: 'alert', case: h.case.id, why: 'danger' })
    }
    case 'silent': {
      if (h.at !== 'claimed') return decision(c)
      if (!h.nudged) {
        return decision({ ...c, handling: { ...h, nudged: true } }, { do: 'alert', case: h.case.id, why: 'silent' })
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
      return close(c, h.case, h.by, 'idle', e.at)
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
    case 'forget-question':
      return decision({ ...c, question: null })
    case 'rating':
      return decision({ ...c, rating: { at: 'skipped', since: e.at } })
    default:
      return never(e.name)
  }
}
