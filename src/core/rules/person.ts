import type { Act } from '../acts.ts'
import { readAct, writeAct } from '../acts.ts'
import type { Conversation } from '../conversation.ts'
import type { Decision } from '../effects.ts'
import type { PersonEvent } from '../events.ts'
import { never } from '../never.ts'
import { meantOption } from '../option.ts'
import type { Wish } from '../understood.ts'
import { arrive, reopen, sent } from './arriving.ts'
import { choose } from './choices.ts'
import { alarmed } from './danger.ts'
import { handOver, plainCase } from './handover.ts'
import { heard } from './keeping.ts'
import { answerOrder } from './ordering.ts'
import { forConsultant, forTeam } from './relaying.ts'
import { andThen, decision, notice, type Rules } from './rules.ts'
import { unreachable } from './system.ts'
import { ask } from './writing.ts'

/** What a person does: danger first, in every state; then whoever owns the talk takes it. */
export function byPerson(c: Conversation, e: PersonEvent, rules: Rules): Decision {
  switch (e.type) {
    case 'personCame':
      return arrive(c, e.language, e.at, e.origin.clientLanguage, rules)
    case 'personLeft':
      return unreachable(c, e.why, e.at, rules)
    case 'personSent':
      return e.understood?.wish.kind === 'crisis'
        ? alarmed(c, e.caption ?? '', e.understood, e.at, rules, e.media)
        : sent(c, e, rules)
    case 'personChose':
      return andThen(heard(c, e.label ?? '', e.at, { tapped: true }), (n) => chose(n, e.act, e.at, rules))
    case 'personWrote':
      return wrote(c, e, rules)
    default:
      return never(e)
  }
}

/** Danger, then what the buttons meant, then whoever owns the talk. */
function wrote(c: Conversation, e: Extract<PersonEvent, { type: 'personWrote' }>, rules: Rules): Decision {
  if (e.understood.wish.kind === 'crisis') return alarmed(c, e.text, e.understood, e.at, rules)
  const option = meantOption(c.options, e.text)
  const act = erasing(c, e.understood.wish) ?? (option && readAct(option.act))
  // In human hands "2" may answer the consultant: only what works in every state is taken for a choice.
  if (act && (!inHumanHands(c) || worksAlways(act)))
    return andThen(heard(c, e.text, e.at, { tapped: true }), (n) => chose(n, act, e.at, rules))
  return andThen(heard(c, e.text, e.at, { about: e.about }), (n) => {
    const owner = n.handling.at
    if (n.order && !inHumanHands(n)) return answerOrder(n, n.order, e.text, e.understood.wish, e.at, rules)
    switch (owner) {
      case 'bot':
        return ask(n, e.text, e.understood, e.at, rules)
      case 'claimed':
        return forTeam(n, e.at, rules)
      case 'queued':
        return whileQueued(n, e, rules)
      case 'closed':
        return reopen(n, e, rules)
      default:
        return never(owner)
    }
  })
}

/** "Delete my data", and the yes or no to it in whatever words, as long as nothing else was asked meanwhile. */
function erasing(c: Conversation, { kind }: Wish): Act | null {
  if (kind === 'erase') return { kind }
  const isAsked = c.options.some(({ act }) => act === writeAct({ kind: 'erase-yes' }))
  if (!isAsked || (kind !== 'yes' && kind !== 'no')) return null
  return { kind: kind === 'yes' ? 'erase-yes' : 'erase-no' }
}

/** The bot steps back: a consultant has the talk, or somebody in danger waits for one. */
const inHumanHands = (c: Conversation): boolean =>
  c.handling.at === 'claimed' || (c.handling.at === 'queued' && c.danger !== null)

/** Safety, the person's rights, and the language: in every state, whoever has the talk. */
const worksAlways = ({ kind }: Act): boolean =>
  [
    'erase',
    'erase-yes',
    'erase-no',
    'language',
    'speak',
    'prefer',
    'privacy',
    'mydata',
    'hide',
    'help',
    'safe',
    'danger',
    'rate',
  ].includes(kind)

/** An old button tapped while people have the talk is said to them; the bot does not begin to speak again. */
function chose(c: Conversation, act: Act, at: number, rules: Rules): Decision {
  if (!inHumanHands(c) || worksAlways(act)) return choose(c, act, at, rules)
  const waits = c.handling.at === 'claimed' ? forConsultant(c, at) : c
  return handOver(waits, plainCase, at, rules)
}

/** The bot still answers what it clearly can; everything else waits with the case, and the person is told so. */
function whileQueued(c: Conversation, e: Extract<PersonEvent, { type: 'personWrote' }>, rules: Rules): Decision {
  const { wish } = e.understood
  const active: Conversation =
    c.attention.who === 'sleeping' ? { ...c, attention: { who: 'consultant', since: e.at } } : c
  const plain = wish.kind === 'answer' || wish.kind === 'language' || wish.kind === 'office'
  if (plain && active.interpretation.at === 'none' && !active.danger) {
    return andThen(ask(active, e.text, e.understood, e.at, rules), (n) => decision({ ...n, question: null }))
  }
  return decision(active, notice('wait.added'))
}
