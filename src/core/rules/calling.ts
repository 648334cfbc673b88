import type { Conversation, Handling, Time } from '../conversation.ts'
import type { Decision } from '../effects.ts'
import type { ConsultantDeed } from '../events.ts'
import type { Awaiting, Interpretation } from '../interpretation.ts'
import { interpreted } from './counting.ts'
import { interpreterWish } from './handover.ts'
import { barred, leave } from './interpreting.ts'
import { andThen, decision, type Rules, refuse } from './rules.ts'
import { book, neededBy, sendWave } from './waves.ts'

type Claimed = Extract<Handling, { at: 'claimed' }>
type Call = Extract<
  ConsultantDeed,
  { type: 'interpreterAsked' | 'interpreterBooked' | 'interpreterCalledOff' | 'interpreterBarred' }
>

/** What a consultant does about the interpreter of their case. */
export function callInterpreter(c: Conversation, h: Claimed, e: Call, at: Time, rules: Rules): Decision {
  const i = c.interpretation
  switch (e.type) {
    case 'interpreterAsked': {
      if (i.at === 'active') return refuse(c, { why: 'taken', by: i.by })
      if (!rules.knowledge.languages.has(e.language)) return refuse(c, { why: 'no-such-target' })
      const needed = { language: e.language, variety: e.variety, awaiting: handedOver(c, e.lines) }
      const known = i.at === 'wanted' || i.at === 'offered'
      const asked: Conversation = {
        ...c,
        language: c.language ?? { tag: e.language, chosen: false },
        interpretation: { ...needed, at: 'wanted', since: at },
      }
      const called = { do: 'mark', key: 'interpreter-asked', params: { name: h.by.name } } as const
      return andThen(decision(asked, called, ...(known ? [] : interpreterWish(e.language))), (n) =>
        sendWave(n, needed, 1, [], at, rules),
      )
    }
    case 'interpreterBooked': {
      if (i.at === 'active') return refuse(c, { why: 'taken', by: i.by })
      if (!rules.knowledge.languages.has(e.language) || e.for <= at) return refuse(c, { why: 'no-such-target' })
      return book(c, { ...neededBy(i), language: e.language }, e.for, at, rules)
    }
    case 'interpreterCalledOff': {
      const mark = { do: 'mark', key: 'interpreter-called-off', params: { name: h.by.name } } as const
      return decision(
        { ...c, interpretation: over(i, at), attention: { who: 'consultant', since: at } },
        ...(i.at === 'active' ? interpreted(c, i, rules) : []),
        mark,
      )
    }
    case 'interpreterBarred': {
      const without = barred(c, e.interpreter)
      if (i.at === 'active' && i.by.id === e.interpreter) return leave(without, i, at, rules)
      return asksAnew(without, at, rules)
    }
  }
}

/** Whoever no longer fits (barred, or not as the person wishes) must not accept an offer that is still out. */
export function asksAnew(c: Conversation, at: Time, rules: Rules): Decision {
  const i = c.interpretation
  return i.at === 'offered'
    ? sendWave(c, { ...neededBy(i), language: i.language }, i.wave, i.declined, at, rules)
    : decision(c)
}

/** An interpretation that is over: with its language, if there was one. */
export const over = (i: Interpretation, at: Time): Interpretation =>
  'language' in i && i.language !== null ? { at: 'ended', language: i.language, endedAt: at } : { at: 'none' }

/** What waits already, and the lines of the person that the consultant could not read. */
function handedOver(c: Conversation, lines: readonly number[]): readonly Awaiting[] {
  const { awaiting } = neededBy(c.interpretation)
  const more = lines.filter((line) => line >= 1 && line <= c.lines && !awaiting.some((one) => one.line === line))
  return [...awaiting, ...more.map((line) => ({ line, from: 'person' as const }))].sort((a, b) => a.line - b.line)
}
