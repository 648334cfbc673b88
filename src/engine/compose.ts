import { caseView } from '../core/case-view.ts'
import type { Conversation, EventId, Handling, KeptQuestion, Option, Time } from '../core/conversation.ts'
import { dueTimes } from '../core/due.ts'
import type { Decision } from '../core/effects.ts'
import type { Awaiting, Interpretation } from '../core/interpretation.ts'
import type { Knowledge } from '../core/knowledge.ts'
import type { Texts, Turn } from '../core/ports.ts'
import type { Line } from '../core/transcript.ts'
import { type Written, write } from './lines.ts'

/** What a decision makes true, in the store's words: effects become lines, the state becomes due times and a queue row. */
export function compose(
  decision: Decision,
  event: EventId,
  at: Time,
  version: number,
  texts: Texts,
  knowledge: Knowledge,
): Turn {
  const decided = decision.conversation
  const forget = decision.effects.some((effect) => effect.do === 'forget')
  // What was said before "forget" in the same turn goes with the rest.
  const effects = forget
    ? decision.effects.slice(decision.effects.findIndex((e) => e.do === 'forget') + 1)
    : decision.effects
  const written: Written = { lines: [], awaiting: [] }
  for (const effect of effects) write(written, effect, decided, event, at, texts)
  const desk = decided.handling.at === 'bot' ? null : decided.handling.case.desk
  // In danger whoever comes first must read what was said, at whatever desk it was to be.
  const unheld = decided.handling.at === 'queued' && decided.danger !== null
  const confidential = desk !== null && knowledge.desks.get(desk)?.confidential === true && !unheld
  const said = confidential ? written.lines.map((line) => ({ ...line, desk })) : written.lines
  const begins = forget ? 0 : effects.some(({ do: does }) => does === 'hide') ? said.length - 1 : null
  const lines = begins === null ? said : said.map((line, i) => (i === begins ? { ...line, anew: true as const } : line))
  const conversation: Conversation = {
    ...decided,
    lines: decided.lines + lines.length,
    options: optionsAfter(decided.options, lines),
    question: placed(decided.question, lines),
    interpretation: withAwaiting(decided.interpretation, written.awaiting),
    handling: withUnanswered(decided.handling, written.awaiting),
  }
  return {
    conversation,
    version,
    event,
    at,
    lines,
    due: dueTimes(conversation),
    case: caseView(conversation),
    keep: effects.some((effect) => effect.do === 'keep'),
    forget,
    services: effects.flatMap((effect) => (effect.do === 'count' ? [effect.entry] : [])),
  }
}

/** What was said in this turn waits for an interpreter, where one is needed. */
function withAwaiting(i: Interpretation, more: readonly Awaiting[]): Interpretation {
  if (more.length === 0 || !('awaiting' in i)) return i
  return { ...i, awaiting: [...i.awaiting, ...more].slice(-mostAwaiting) }
}

/** The person's own words of this turn, to be counted until somebody replies. */
function withUnanswered(h: Handling, said: readonly Awaiting[]): Handling {
  const more = said.filter(({ from }) => from === 'person').length
  if (more === 0 || (h.at !== 'queued' && h.at !== 'claimed')) return h
  return { ...h, case: { ...h.case, unanswered: h.case.unanswered + more } }
}

/** Far more than anybody interprets in one go: a flood must not make the state grow without end. */
const mostAwaiting = 200

/** The question and the line in which it stands, as soon as there is one. */
function placed(question: KeptQuestion | null, lines: readonly Line[]): KeptQuestion | null {
  if (!question || question.line !== null) return question
  const line = lines.find((one) => one.from.who === 'person' && one.text !== '' && question.text.includes(one.text))
  return line ? { ...question, line: line.number } : question
}

/** The choices that typing may mean: those of the last line that had any; a consultant's words end them. */
function optionsAfter(before: readonly Option[], lines: readonly Line[]): readonly Option[] {
  const last = lines.findLast(
    (line) => line.delivery !== null && (line.buttons.length > 0 || line.from.who === 'consultant'),
  )
  return last ? last.buttons.map(({ act, label }) => ({ act, label })) : before
}
