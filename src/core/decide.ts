import type { Conversation } from './conversation.ts'
import type { Decision } from './effects.ts'
import type { ConversationEvent, Origin } from './events.ts'
import { withoutLeftOrder } from './rules/ordering.ts'
import { byPerson } from './rules/person.ts'
import type { Rules } from './rules/rules.ts'
import { byStaff } from './rules/staff.ts'
import { bySystem, failed } from './rules/system.ts'
import { timeCame } from './rules/time.ts'

/**
 * The one place where anything is decided: state and event in, new state and orders out. Pure: deciding twice gives
 * the same, so a lost race costs nothing but a second look.
 */
export function decide(c: Conversation | null, e: ConversationEvent, rules: Rules): Decision | null {
  const decided = decideAny(c, e, rules)
  return decided && withoutLeftOrder(c, e, decided)
}

function decideAny(c: Conversation | null, e: ConversationEvent, rules: Rules): Decision | null {
  if ('origin' in e) {
    const here = present(c ?? begin(e.origin, e.at), e.origin, e.at)
    return e.type === 'botFailed' ? failed(here, e.text, e.at, rules) : byPerson(here, e, rules)
  }
  // Staff, clock and platform speak of conversations that exist; one that was erased meanwhile is not brought back.
  if (!c) return null
  if (e.type === 'timeCame') return timeCame(c, e, rules)
  if ('by' in e) return byStaff(c, e, rules)
  return bySystem(c, e, rules)
}

function begin(origin: Origin, at: number): Conversation {
  return {
    v: 1,
    id: origin.conversation,
    channel: origin.channel,
    address: origin.address,
    pastKeptBy: origin.pastKeptBy,
    createdAt: at,
    language: null,
    handling: { at: 'bot' },
    interpretation: { at: 'none' },
    attention: { who: 'nobody', since: at },
    rating: { at: 'none' },
    consent: { at: 'unasked' },
    danger: null,
    audience: 'person',
    office: null,
    interpreters: { prefers: null, never: [] },
    unreachable: null,
    question: null,
    order: null,
    trail: [],
    options: [],
    misses: 0,
    touchedAt: at,
    lines: 0,
  }
}

/** Whoever writes can be reached, at the address they wrote from. */
const present = (c: Conversation, origin: Origin, at: number): Conversation => ({
  ...c,
  address: origin.address,
  unreachable: null,
  touchedAt: Math.max(c.touchedAt, at),
})
