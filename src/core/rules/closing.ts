import type { CaseFacts, ClosedHow, Conversation, Outcome, StaffRef, Time } from '../conversation.ts'
import type { Decision } from '../effects.ts'
import { over } from './calling.ts'
import { servicesOf } from './counting.ts'
import { button, decision, notice, type Rules } from './rules.ts'

export interface Closing {
  readonly by: StaffRef | null
  readonly how: ClosedHow
  readonly outcome: Outcome | null
  readonly tags: readonly string[]
}

/** The case is over: whoever interprets sees it no more, what was done is counted, and the person is asked how it was. */
export function close(c: Conversation, facts: CaseFacts, closing: Closing, at: Time, rules: Rules): Decision {
  const { by, how, outcome, tags } = closing
  const closed: Conversation = {
    ...c,
    handling: { at: 'closed', case: { ...facts, offer: null }, by, closedAt: at, how, outcome, tags },
    interpretation: over(c.interpretation, at),
    attention: { who: 'nobody', since: at },
    danger: null,
    misses: 0,
  }
  const done = [
    ...servicesOf(c, by, tags, at, rules),
    { do: 'mark', key: 'closed', params: { name: by?.name ?? '', how } } as const,
  ]
  // Nobody rates a talk that never reached them, or in which they were in danger a moment ago.
  if (how === 'unreachable') return decision(closed, ...done)
  if (facts.urgency === 'danger') return decision(closed, ...done, notice('human.closed'))
  return decision(
    { ...closed, rating: { at: 'asked', since: at } },
    ...done,
    notice('human.closed'),
    notice('rate.ask', {}, [
      button({ kind: 'rate', value: 'good' }, 'btn.good'),
      button({ kind: 'rate', value: 'bad' }, 'btn.bad'),
    ]),
  )
}
