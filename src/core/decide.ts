import { type Act, readAct } from './acts.ts'
import type { Conversation } from './conversation.ts'
import type { Decision } from './effects.ts'
import type { ConversationEvent, Origin, PersonEvent, SystemEvent } from './events.ts'
import { never } from './never.ts'
import { meantOption } from './option.ts'
import { arrive, reopen, sent } from './rules/arriving.ts'
import { choose, erase } from './rules/choices.ts'
import { close } from './rules/closing.ts'
import { meetDanger } from './rules/danger.ts'
import { handOver, plainCase } from './rules/handover.ts'
import { heard } from './rules/keeping.ts'
import { answerOrder, withoutLeftOrder } from './rules/ordering.ts'
import { vanished } from './rules/passing-on.ts'
import { forConsultant, forTeam } from './rules/relaying.ts'
import { andThen, decision, notice, type Rules, say } from './rules/rules.ts'
import { byStaff } from './rules/staff.ts'
import { timeCame } from './rules/time.ts'
import { ask } from './rules/writing.ts'
import { nothingUnderstood, type Understood } from './understood.ts'

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

function byPerson(c: Conversation, e: PersonEvent, rules: Rules): Decision {
  switch (e.type) {
    case 'personCame':
      return arrive(c, e.language, e.at, e.origin.clientLanguage, rules)
    case 'personLeft':
      return unreachable(c, e.why, e.at, rules)
    case 'personSent':
      return e.understood?.wish.kind === 'crisis'
        ? alarmed(c, e.caption ?? '', e.understood, e.at, rules)
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
  const act = e.understood.wish.kind === 'erase' ? ({ kind: 'erase' } as const) : option && readAct(option.act)
  // In human hands "2" may answer the consultant: only what works in every state is taken for a choice.
  if (act && (!inHumanHands(c) || worksAlways(act)))
    return andThen(heard(c, e.text, e.at, { tapped: true }), (n) => chose(n, act, e.at, rules))
  return andThen(heard(c, e.text, e.at), (n) => {
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

function alarmed(c: Conversation, text: string, understood: Understood, at: number, rules: Rules): Decision {
  const { wish } = understood
  if (wish.kind !== 'crisis') return decision(c)
  const kept: Conversation = {
    ...c,
    language: c.language ?? guessed(understood),
    question: { text, at, line: null, understood },
  }
  const theirs = kept.handling.at === 'claimed' ? forConsultant(kept, at) : kept
  return andThen(heard(theirs, text, at), (n) => meetDanger(n, wish, at, rules))
}

/** In danger the likeliest language is better than none: draft texts carry lv, ru and en lines anyway. */
function guessed(understood: Understood): Conversation['language'] {
  const best = understood.languages[0]
  return best ? { tag: best.tag, chosen: false } : null
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

function unreachable(c: Conversation, why: string, at: number, rules: Rules): Decision {
  const gone: Conversation = { ...c, unreachable: why }
  const h = gone.handling
  return h.at === 'queued' || h.at === 'claimed'
    ? andThen(
        close(
          gone,
          h.case,
          { by: h.at === 'claimed' ? h.by : null, how: 'unreachable', outcome: null, tags: [] },
          at,
          rules,
        ),
        (n) => decision(n, { do: 'alert', case: h.case.id, why: 'silent' }),
      )
    : decision(gone)
}

function bySystem(
  c: Conversation,
  e: Extract<SystemEvent, { type: 'deliveryFailed' | 'personMoved' | 'consultantVanished' | 'personErased' }>,
  rules: Rules,
): Decision {
  switch (e.type) {
    case 'deliveryFailed':
      // "Refused" is about one message, not about the person.
      return e.why === 'refused' ? decision(c) : unreachable(c, e.why, e.at, rules)
    case 'personMoved':
      return decision({ ...c, address: e.address })
    case 'consultantVanished':
      return vanished(c, e.staff, e.at, rules)
    case 'personErased':
      return erase(c, e.at, rules)
    default:
      return never(e)
  }
}

/** The bot's own failure is nobody's dead end: say so, and hand over. */
function failed(c: Conversation, text: string | null, at: number, rules: Rules): Decision {
  const kept: Conversation = text ? { ...c, question: { text, at, line: null, understood: nothingUnderstood } } : c
  return andThen(heard(kept, text ?? '', at), (n) => {
    if (n.handling.at === 'claimed') return decision(forConsultant(n, at))
    if (n.handling.at === 'queued') return decision(n, notice('wait.added'))
    return andThen(decision(n, say('error', [], { phone: rules.knowledge.hours.phone })), (m) =>
      handOver(m, { ...plainCase, reason: 'failure' }, at, rules),
    )
  })
}
