import type { Attention, Conversation, StaffRef, Time } from '../conversation.ts'
import type { Decision } from '../effects.ts'
import type { InterpreterDeed } from '../events.ts'
import type { Awaiting, Interpretation, Side } from '../interpretation.ts'
import { never } from '../never.ts'
import { interpreted } from './counting.ts'
import { andThen, decision, notice, type Rules, refuse } from './rules.ts'
import { neededBy, sendWave, waitingForInterpreter } from './waves.ts'

type Active = Extract<Interpretation, { at: 'active' }>

/** What interpreters do. The first to say yes has it; words are taken only from the one who interprets now. */
export function byInterpreter(c: Conversation, e: InterpreterDeed, by: StaffRef, at: Time, rules: Rules): Decision {
  const i = c.interpretation
  if (e.type === 'interpretationAnswered') return answer(c, by, e.accepted, at, rules)
  if (e.type === 'remarked' && c.handling.at === 'claimed' && c.handling.by.id === by.id)
    return decision(c, { do: 'tell-team', by: { who: 'consultant', name: by.name }, text: e.text, awaits: false })
  if (i.at !== 'active' || i.by.id !== by.id)
    return refuse(c, { why: 'not-yours', by: i.at === 'active' ? i.by : null })
  switch (e.type) {
    case 'interpreted':
      return interpret(c, i, e.lines, e.text, at)
    case 'remarked':
      return decision(c, { do: 'tell-team', by: { who: 'interpreter', name: by.name }, text: e.text, awaits: false })
    case 'interpreterLeft':
      return leave(e.never ? barred(c, by.id) : c, i, at, rules)
    default:
      return never(e)
  }
}

/** The wish of one who must not meet this interpreter again, whoever said so. */
export const barred = (c: Conversation, id: string): Conversation => ({
  ...c,
  interpreters: { ...c.interpreters, never: [...new Set([...c.interpreters.never, id])] },
})

function answer(c: Conversation, by: StaffRef, accepted: boolean, at: Time, rules: Rules): Decision {
  const i = c.interpretation
  // The same click twice is one yes.
  if (i.at === 'active' && i.by.id === by.id && accepted) return decision(c)
  if (i.at === 'active') return refuse(c, { why: 'taken', by: i.by })
  if (i.at !== 'offered' || !i.invited.includes(by.id)) return refuse(c, { why: 'offer-over' })
  if (!accepted) {
    const invited = i.invited.filter((id) => id !== by.id)
    const declined = [...i.declined, by.id]
    const said = decision({ ...c, interpretation: { ...i, invited, declined } })
    if (invited.length > 0) return said
    return andThen(said, (n) => sendWave(n, { ...neededBy(i), language: i.language }, 2, declined, at, rules))
  }
  const active: Active = {
    ...neededBy(i),
    at: 'active',
    language: i.language,
    since: at,
    by,
    from: c.lines + 1,
    backlog: i.awaiting.map(({ line }) => line),
    pinged: false,
    messages: 0,
    lastAt: at,
  }
  return decision(
    {
      ...c,
      interpretation: active,
      attention: i.awaiting.length > 0 ? { who: 'interpreter', since: at } : { who: 'consultant', since: at },
    },
    { do: 'mark', key: 'interpreter-joined', params: { name: by.name } },
    notice('interpreter.joined', { name: by.name }),
  )
}

/** One text may stand for several messages of the same side; they are answered together. */
function interpret(c: Conversation, i: Active, lines: readonly number[], text: string, at: Time): Decision {
  const meant = i.awaiting.filter(({ line }) => lines.includes(line))
  const [first] = meant
  if (!first || meant.length !== lines.length || meant.some(({ from }) => from !== first.from))
    return refuse(c, { why: 'interpreted-already' })
  const awaiting = i.awaiting.filter((one) => !meant.includes(one))
  const interpretation: Active = { ...i, awaiting, pinged: false, messages: i.messages + 1, lastAt: at }
  return decision(
    { ...c, interpretation, attention: afterwards(c, awaiting, first.from, at) },
    {
      do: 'interpret',
      by: i.by,
      text,
      lines: meant.map(({ line }) => line),
      to: first.from === 'consultant' ? 'person' : 'team',
      language: first.from === 'consultant' ? i.language : null,
    },
  )
}

/** While the case waits in the queue it is a consultant's move, whatever is interpreted meanwhile. */
function afterwards(c: Conversation, awaiting: readonly Awaiting[], side: Side, at: Time): Attention {
  if (c.handling.at === 'queued') return c.attention
  if (awaiting.length > 0) return { who: 'interpreter', since: at }
  return { who: side === 'person' ? 'consultant' : 'person', since: at }
}

/** They are gone, what they saw is closed to them. What still waits goes to the next one at once. */
export function leave(c: Conversation, i: Active, at: Time, rules: Rules): Decision {
  const needed = { language: i.language, variety: i.variety, awaiting: i.awaiting }
  const count = interpreted(c, i, rules)
  const mark = { do: 'mark', key: 'interpreter-left', params: { name: i.by.name } } as const
  const without: Conversation = { ...c, interpretation: { ...needed, at: 'wanted', since: at } }
  if (i.awaiting.length === 0 || c.handling.at !== 'claimed') {
    const theirs = c.attention.who === 'interpreter' ? { who: 'consultant' as const, since: at } : c.attention
    return decision({ ...without, attention: theirs }, ...count, mark)
  }
  return andThen(decision(without, ...count, mark, notice('interpreter.left', { name: i.by.name })), (n) =>
    sendWave({ ...n, attention: waitingForInterpreter(n, at) }, needed, 2, [i.by.id], at, rules),
  )
}

/** Somebody waits for their words: they are reminded, then the next ones are asked. */
export function interpreterSilent(c: Conversation, at: Time, rules: Rules): Decision {
  const i = c.interpretation
  if (i.at !== 'active' || c.handling.at !== 'claimed') return decision(c)
  if (i.pinged) return leave(c, i, at, rules)
  return decision(
    { ...c, interpretation: { ...i, pinged: true } },
    { do: 'alert', case: c.handling.case.id, why: 'interpret', to: [i.by.id] },
  )
}
