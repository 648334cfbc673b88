import type { Conversation } from '../conversation.ts'
import type { Decision } from '../effects.ts'
import type { SystemEvent } from '../events.ts'
import { never } from '../never.ts'
import { nothingUnderstood } from '../understood.ts'
import { erase } from './choices.ts'
import { close } from './closing.ts'
import { handOver, plainCase } from './handover.ts'
import { heard } from './keeping.ts'
import { openData } from './mydata.ts'
import { vanished } from './passing-on.ts'
import { forConsultant } from './relaying.ts'
import { andThen, decision, notice, type Rules, say } from './rules.ts'

/** What platforms, the house and the organisation tell of a conversation. */
export function bySystem(
  c: Conversation,
  e: Extract<
    SystemEvent,
    { type: 'deliveryFailed' | 'personMoved' | 'consultantVanished' | 'dataOpened' | 'personErased' }
  >,
  rules: Rules,
): Decision {
  switch (e.type) {
    case 'deliveryFailed':
      // "Refused" is about one message, not about the person.
      return e.why === 'refused' ? decision(c) : unreachable(c, e.why, e.at, rules)
    case 'personMoved':
      return decision({ ...c, address: e.address })
    case 'consultantVanished':
      return vanished(c, e.staff, e.at, rules)
    case 'dataOpened':
      return openData(c, e.until, e.at)
    case 'personErased':
      return erase(c, e.at, rules)
    default:
      return never(e)
  }
}

/** The platform says that nobody is reached there: a case that is open closes, and its consultant is told. */
export function unreachable(c: Conversation, why: string, at: number, rules: Rules): Decision {
  const gone: Conversation = { ...c, unreachable: why }
  const h = gone.handling
  return h.at === 'queued' || h.at === 'claimed'
    ? andThen(
        close(
          gone,
          h.case,
          { by: h.at === 'claimed' ? h.by : null, how: 'unreachable', outcome: null, tags: [] },
          at,
          rules,
        ),
        (n) => decision(n, { do: 'alert', case: h.case.id, why: 'silent' }),
      )
    : decision(gone)
}

/** The bot's own failure is nobody's dead end: say so, and hand over. */
export function failed(c: Conversation, text: string | null, at: number, rules: Rules): Decision {
  const kept: Conversation = text ? { ...c, question: { text, at, line: null, understood: nothingUnderstood } } : c
  return andThen(heard(kept, text ?? '', at), (n) => {
    if (n.handling.at === 'claimed') return decision(forConsultant(n, at))
    if (n.handling.at === 'queued') return decision(n, notice('wait.added'))
    return andThen(decision(n, say('error', [], { phone: rules.knowledge.hours.phone })), (m) =>
      handOver(m, { ...plainCase, reason: 'failure' }, at, rules),
    )
  })
}
