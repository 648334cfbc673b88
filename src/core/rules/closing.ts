import type { CaseFacts, ClosedHow, Conversation, Outcome, StaffRef, Time } from '../conversation.ts'
import type { Choice, Decision } from '../effects.ts'
import { over } from './calling.ts'
import { servicesOf } from './counting.ts'
import { menu } from './menus.ts'
import { andThen, button, decision, notice, type Rules, waysOut } from './rules.ts'

/** "That helped": out of the queue by the person's own wish, and by nothing else. Never in danger; an old button leads to the menu. */
export function leaveQueue(c: Conversation, at: Time, rules: Rules): Decision {
  if (c.handling.at !== 'queued' || c.danger) return menu(c, rules)
  const { case: facts } = c.handling
  const closed = close(c, facts, { by: null, how: 'unneeded', outcome: null, tags: [] }, at, rules)
  return andThen(closed, (n) => decision(n, notice('unqueue.done', {}, waysOut)))
}

/** The way out of the queue, for whoever waits and is in no danger. */
export const wayOutOfQueue = (c: Conversation): readonly Choice[] =>
  c.handling.at === 'queued' && !c.danger ? [button({ kind: 'unqueue' }, 'btn.unqueue')] : []

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
  // Nobody rates a talk that never reached them, or that nobody had, or in which they were in danger a moment ago.
  if (how === 'unreachable' || how === 'unneeded') return decision(closed, ...done)
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
