import type { Conversation, Time } from '../conversation.ts'
import { waits } from '../due.ts'
import type { Decision } from '../effects.ts'
import type { Media } from '../transcript.ts'
import type { Understood, Wish } from '../understood.ts'
import { openCase } from './handover.ts'
import { heard, hold } from './keeping.ts'
import { forConsultant } from './relaying.ts'
import { andThen, button, decision, notice, type Rules } from './rules.ts'

type Crisis = Extract<Wish, { kind: 'crisis' }>

const safe = button({ kind: 'safe' }, 'btn.safe')
const person = button({ kind: 'human' }, 'btn.human')

/**
 * Danger comes before everything else, in every state: the numbers at once, then a human being. No consent is asked,
 * no FAQ, no menu, no survey. A weak sign gets one gentle question; a second weak sign counts as a clear one.
 */
export function meetDanger(c: Conversation, crisis: Crisis, at: Time, rules: Rules): Decision {
  const askedBefore = c.options.some((option) => option.act === 'danger:yes')
  if (crisis.level === 'B' && !askedBefore && !c.danger) {
    // While a consultant has the talk, the weak sign is theirs to read: it stands in the talk and rings.
    if (c.handling.at === 'claimed') return decision(c, { do: 'alert', case: c.handling.case.id, why: 'danger' })
    return decision(
      c,
      notice('danger.ask', {}, [
        button({ kind: 'danger', answer: 'yes' }, 'btn.yes'),
        button({ kind: 'danger', answer: 'no' }, 'btn.no'),
        person,
      ]),
    )
  }
  return raiseAlarm(c, crisis.category, at, rules)
}

export function raiseAlarm(c: Conversation, category: string, at: Time, rules: Rules): Decision {
  const numbers = { do: 'danger', category, buttons: [person, safe] } as const
  const alarmed: Conversation = { ...c, danger: { category, at } }
  const h = alarmed.handling
  switch (h.at) {
    case 'bot':
    case 'closed': {
      const desk = rules.knowledge.danger.categories.get(category)?.desk ?? 'general'
      return andThen(decision(alarmed, numbers), (n) =>
        openCase(n, { desk, reason: 'danger', urgency: 'danger', interpreter: false }, at, rules),
      )
    }
    case 'queued':
      return decision(
        { ...alarmed, handling: { ...h, case: { ...h.case, urgency: 'danger' }, alertAt: at + waits.dangerAlert } },
        numbers,
        { do: 'mark', key: 'danger', params: { category } },
        { do: 'alert', case: h.case.id, why: 'danger' },
      )
    case 'claimed':
      return decision(
        { ...alarmed, handling: { ...h, case: { ...h.case, urgency: 'danger' } } },
        numbers,
        { do: 'mark', key: 'danger', params: { category } },
        { do: 'alert', case: h.case.id, why: 'danger' },
      )
  }
}

/** "I am safe": the alarm ends, the case does not. A human being still looks, before the ordinary ones. */
export function saidSafe(c: Conversation): Decision {
  const h = c.handling
  const calm: Conversation = { ...c, danger: null }
  if (h.at === 'bot' || h.at === 'closed') return decision(calm, notice('danger.safe'))
  const handling = { ...h, case: { ...h.case, urgency: 'urgent' as const } }
  return decision({ ...calm, handling }, notice('danger.safe'), { do: 'mark', key: 'safe', params: {} })
}

/** Words of danger, whoever has the talk: they go along, with what they were sent with, and the numbers come first. */
export function alarmed(
  c: Conversation,
  text: string,
  understood: Understood,
  at: number,
  rules: Rules,
  media?: Media,
): Decision {
  const { wish } = understood
  if (wish.kind !== 'crisis') return decision(c)
  const kept: Conversation = {
    ...c,
    language: c.language ?? guessed(understood),
    question: { text, at, line: null, understood },
  }
  const theirs = kept.handling.at === 'claimed' ? forConsultant(kept, at) : kept
  // Its words go along as the question: beside them it has none.
  const holding = media ? hold(theirs, { media, caption: '', at }) : theirs
  return andThen(heard(holding, text, at, media ? { media } : {}), (n) => meetDanger(n, wish, at, rules))
}

/** In danger the likeliest language is better than none: draft texts carry lv, ru and en lines anyway. */
function guessed(understood: Understood): Conversation['language'] {
  const best = understood.languages[0]
  return best ? { tag: best.tag, chosen: false } : null
}
