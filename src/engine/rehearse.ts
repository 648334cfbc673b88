import type { Act } from '../core/acts.ts'
import type { Audience, Conversation, Time } from '../core/conversation.ts'
import { decide } from '../core/decide.ts'
import type { PersonEvent } from '../core/events.ts'
import type { Line } from '../core/transcript.ts'
import type { Understood } from '../core/understood.ts'
import { compose } from './compose.ts'
import type { Mind } from './handle.ts'

export interface Rehearsal {
  readonly text: string
  /** The person has chosen it; null: nobody knows, and what they write decides. */
  readonly language: string | null
  readonly audience: Audience
  readonly at: Time
}

/** What somebody would be told who writes this: the very rules and words, and nothing of it is kept or sent. */
export function rehearse(
  mind: Mind,
  { text, language, audience, at }: Rehearsal,
): { understood: Understood; lines: Line[] } {
  const hint = { client: null, spoken: language, chosen: language !== null, audience }
  const understood = mind.understanding.understand(text, hint)
  const before: Act[] = [
    ...(language === null ? [] : [{ kind: 'speak', language } as const]),
    ...(audience === 'specialist' ? [{ kind: 'specialist' } as const] : []),
  ]
  let c: Conversation | null = null
  for (const act of before) c = step(c, { ...happened(at), type: 'personChose', act, label: null })?.conversation ?? c
  const turn = step(c, { ...happened(at), type: 'personWrote', text, understood })
  // A person's own words stand in the talk, too; here they are known.
  return { understood, lines: turn?.lines.filter((line) => line.from.who === 'bot') ?? [] }

  function step(from: Conversation | null, event: PersonEvent) {
    const decision = decide(from, event, mind.rules)
    return decision && compose(decision, event.id, event.at, 0, mind.texts, mind.rules.knowledge)
  }
}

const happened = (at: Time) => ({
  id: 'rehearsal',
  at,
  origin: {
    conversation: 'rehearsal',
    channel: 'rehearsal',
    address: '',
    pastKeptBy: 'platform',
    clientLanguage: null,
  } as const,
})
