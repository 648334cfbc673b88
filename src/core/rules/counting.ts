import type { CaseFacts, Conversation, StaffRef, Time } from '../conversation.ts'
import type { Effect } from '../effects.ts'
import type { Interpretation } from '../interpretation.ts'
import type { ServiceEntry } from '../ledger.ts'
import type { Rules } from './rules.ts'

type Active = Extract<Interpretation, { at: 'active' }>

/** What an interpreter has done in a case, when it ends. Who interpreted nothing leaves no entry. */
export function interpreted(c: Conversation, active: Active, rules: Rules): Effect[] {
  if (active.messages === 0 || c.handling.at === 'bot') return []
  const facts = c.handling.case
  return [
    {
      do: 'count',
      entry: {
        ...common(c, facts, [], rules),
        service: 'interpreter',
        language: active.language,
        staff: active.by.id,
        startedAt: active.since,
        // An interpretation that nobody ended is over with its last words, not with the day on which the case closed.
        endedAt: active.lastAt,
        messages: active.messages,
      },
    },
  ]
}

/** What a consultant or psychologist has done, when the case closes. Nobody is helped by a case that nobody took. */
function consulted(
  c: Conversation,
  facts: CaseFacts,
  by: StaffRef | null,
  tags: readonly string[],
  at: Time,
  rules: Rules,
): Effect[] {
  if (by === null || facts.pickedUpAt === null) return []
  const confidential = rules.knowledge.desks.get(facts.desk)?.confidential ?? false
  return [
    {
      do: 'count',
      entry: {
        ...common(c, facts, tags, rules),
        service: confidential ? 'psychologist' : 'consultation',
        language: c.language?.tag ?? null,
        staff: by.id,
        startedAt: facts.pickedUpAt,
        endedAt: at,
        messages: facts.replies,
      },
    },
  ]
}

/** All that was done in a case that ends here and now, however it ends. */
export function servicesOf(
  c: Conversation,
  by: StaffRef | null,
  tags: readonly string[],
  at: Time,
  rules: Rules,
): Effect[] {
  const h = c.handling
  if (h.at !== 'queued' && h.at !== 'claimed') return []
  return [
    ...(c.interpretation.at === 'active' ? interpreted(c, c.interpretation, rules) : []),
    ...consulted(c, h.case, by, tags, at, rules),
  ]
}

type Common = Pick<ServiceEntry, 'case' | 'desk' | 'office' | 'funding' | 'topics'>

function common(c: Conversation, facts: CaseFacts, tags: readonly string[], rules: Rules): Common {
  return {
    case: facts.id,
    desk: facts.desk,
    office: facts.office,
    funding: rules.knowledge.desks.get(facts.desk)?.funding ?? null,
    topics: tags.length > 0 ? tags : askedArea(c, rules),
  }
}

/** What it was about, when nobody said so: the area of the likeliest topic of the last question. */
function askedArea(c: Conversation, rules: Rules): readonly string[] {
  const topic = c.trail.at(-1)?.topics[0]?.topic
  const area = topic === undefined ? undefined : rules.knowledge.topics.get(topic)?.area
  return area === undefined ? [] : [area]
}
