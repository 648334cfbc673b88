import { caseView } from '../core/case-view.ts'
import type { Conversation, EventId, Option, Time } from '../core/conversation.ts'
import { dueTimes } from '../core/due.ts'
import type { Decision, Effect } from '../core/effects.ts'
import { never } from '../core/never.ts'
import type { Texts, Turn } from '../core/ports.ts'
import { keptUntil } from '../core/rules/keeping.ts'
import type { Line } from '../core/transcript.ts'

/** What a decision makes true, in the store's words: effects become lines, the state becomes due times and a queue row. */
export function compose(decision: Decision, event: EventId, at: Time, version: number, texts: Texts): Turn {
  const decided = decision.conversation
  const forget = decision.effects.some((effect) => effect.do === 'forget')
  // What was said before "forget" in the same turn goes with the rest.
  const effects = forget
    ? decision.effects.slice(decision.effects.findIndex((e) => e.do === 'forget') + 1)
    : decision.effects
  const lines: Line[] = []
  for (const effect of effects) {
    const line = asLine(effect, decided, event, at, decided.lines + lines.length + 1, texts)
    if (line) lines.push(line)
  }
  const conversation: Conversation = {
    ...decided,
    lines: decided.lines + lines.length,
    options: optionsAfter(decided.options, lines),
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
  }
}

function asLine(effect: Effect, c: Conversation, event: EventId, at: Time, number: number, texts: Texts): Line | null {
  const line = {
    number,
    at,
    text: '',
    language: null,
    buttons: [],
    delivery: null,
    mark: null,
    seenBy: 'all',
    until: keptUntil(c, at),
  } as const
  switch (effect.do) {
    case 'say':
    case 'answer':
    case 'danger':
    case 'office':
    case 'contact': {
      const words = texts.words(effect, c.language?.tag ?? null)
      return { ...line, from: { who: 'bot' }, ...words, delivery: { at: 'waiting' } }
    }
    case 'relay':
      return {
        ...line,
        from: { who: 'consultant', name: effect.by.name },
        text: effect.text,
        delivery: { at: 'waiting' },
      }
    case 'record': {
      const said: Line = {
        ...line,
        at: effect.at,
        from: { who: 'person' },
        text: effect.text,
        language: c.language?.tag ?? null,
        event,
      }
      return effect.media ? { ...said, media: effect.media } : said
    }
    case 'note':
      return { ...line, from: { who: 'consultant', name: effect.by.name }, text: effect.text, seenBy: 'staff' }
    case 'mark':
      return { ...line, from: { who: 'desk' }, mark: { key: effect.key, params: effect.params }, seenBy: 'staff' }
    case 'keep':
    case 'forget':
    case 'alert':
      return null
    default:
      return never(effect)
  }
}

/** The choices that typing may mean: those of the last line that had any; a consultant's words end them. */
function optionsAfter(before: readonly Option[], lines: readonly Line[]): readonly Option[] {
  const last = lines.findLast(
    (line) => line.delivery !== null && (line.buttons.length > 0 || line.from.who === 'consultant'),
  )
  return last ? last.buttons.map(({ act, label }) => ({ act, label })) : before
}
