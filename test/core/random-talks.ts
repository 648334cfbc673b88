import fc from 'fast-check'
import type { Act } from '../../src/core/acts.ts'
import type { Conversation } from '../../src/core/conversation.ts'
import { decide } from '../../src/core/decide.ts'
import type { Effect } from '../../src/core/effects.ts'
import type { ConversationEvent, DueName } from '../../src/core/events.ts'
import { compose } from '../../src/engine/compose.ts'
import { anna, hour, ilze, minute, monday, rules, texts, understood, wishes } from './small-world.ts'

/** What may happen next, without ids and times: those are given when it happens. */
export type Step = {
  readonly waits: number
  readonly event: (c: Conversation | null, id: string, at: number) => ConversationEvent
}

export const origin = (pastKeptBy: 'platform' | 'us') => ({
  conversation: 'c1',
  channel: 'x',
  address: '1',
  pastKeptBy,
  clientLanguage: null,
})
export const caseOf = (c: Conversation | null): string => (c && c.handling.at !== 'bot' ? c.handling.case.id : 'none')

const language = fc.constantFrom('lv', 'ru', 'en', 'fa', 'uk', null)
const wish = fc.constantFrom(...Object.values(wishes))
const act = fc.constantFrom<Act>(
  { kind: 'human' },
  { kind: 'interpreter' },
  { kind: 'menu' },
  { kind: 'language' },
  { kind: 'offices' },
  { kind: 'privacy' },
  { kind: 'help' },
  { kind: 'erase' },
  { kind: 'erase-yes' },
  { kind: 'consent-yes' },
  { kind: 'consent-no' },
  { kind: 'none' },
  { kind: 'safe' },
  { kind: 'speak', language: 'fa' },
  { kind: 'speak', language: 'lv' },
  { kind: 'topic', topic: 'address' },
  { kind: 'topic', topic: 'gone' },
  { kind: 'good', topic: 'address' },
  { kind: 'rate', value: 'bad' },
  { kind: 'danger', answer: 'yes' },
  { kind: 'office', office: 'riga' },
  { kind: 'area', area: 'living' },
  { kind: 'desk', desk: 'legal' },
  { kind: 'contact', contact: 'ici' },
  { kind: 'specialist' },
  { kind: 'specialist-off' },
  { kind: 'topic', topic: 'patient' },
  { kind: 'order' },
  { kind: 'order-language', language: 'prs' },
  { kind: 'order-yes' },
  { kind: 'order-no' },
)
const staff = fc.constantFrom(anna, ilze)
const past = fc.constantFrom('platform' as const, 'us' as const)
const due = fc.constantFrom<DueName>(
  'waiting',
  'alert',
  'silent',
  'quiet',
  'offer',
  'wake',
  'forget-question',
  'forget-order',
  'rating',
)

const happening: fc.Arbitrary<Step['event']> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(past, wish, language, fc.constantFrom('words', '1', '2', 'btn.yes'))
      .map(([p, w, l, text]): Step['event'] => (_c, id, at) => ({
        id,
        at,
        type: 'personWrote',
        origin: origin(p),
        text,
        understood: understood(w, l),
      })),
  },
  {
    weight: 4,
    arbitrary: fc.tuple(past, act).map(([p, a]): Step['event'] => (_c, id, at) => ({
      id,
      at,
      type: 'personChose',
      origin: origin(p),
      act: a,
      label: 'label',
    })),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('voice' as const, 'sticker' as const).map((media): Step['event'] => (_c, id, at) => ({
      id,
      at,
      type: 'personSent',
      origin: origin('platform'),
      media,
      file: null,
      caption: null,
      understood: null,
    })),
  },
  {
    weight: 1,
    arbitrary: fc.constant<Step['event']>((_c, id, at) => ({
      id,
      at,
      type: 'personCame',
      origin: origin('us'),
      language: null,
    })),
  },
  {
    weight: 1,
    arbitrary: fc.constant<Step['event']>((_c, id, at) => ({
      id,
      at,
      type: 'personLeft',
      origin: origin('platform'),
      why: 'blocked',
    })),
  },
  {
    weight: 1,
    arbitrary: fc.constant<Step['event']>((_c, id, at) => ({
      id,
      at,
      type: 'botFailed',
      origin: origin('us'),
      text: 'words',
    })),
  },
  {
    weight: 4,
    arbitrary: staff.map((by): Step['event'] => (c, id, at) => ({ id, at, type: 'caseClaimed', by, case: caseOf(c) })),
  },
  {
    weight: 3,
    arbitrary: staff.map((by): Step['event'] => (c, id, at) => ({
      id,
      at,
      type: 'consultantWrote',
      by,
      case: caseOf(c),
      text: 'reply',
      through: 'as-typed',
    })),
  },
  {
    weight: 2,
    arbitrary: staff.map((by): Step['event'] => (c, id, at) => ({
      id,
      at,
      type: 'caseClosed',
      outcome: null,
      tags: [],
      by,
      case: caseOf(c),
    })),
  },
  {
    weight: 1,
    arbitrary: staff.map((by): Step['event'] => (c, id, at) => ({
      id,
      at,
      type: 'caseOffered',
      by,
      case: caseOf(c),
      to: by.id === 'anna' ? ilze : anna,
      note: '',
    })),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(staff, fc.boolean()).map(([by, accepted]): Step['event'] => (c, id, at) => ({
      id,
      at,
      type: 'offerAnswered',
      by,
      case: caseOf(c),
      accepted,
    })),
  },
  {
    weight: 1,
    arbitrary: staff.map((by): Step['event'] => (c, id, at) => ({ id, at, type: 'caseReturned', by, case: caseOf(c) })),
  },
  {
    weight: 1,
    arbitrary: staff.map((by): Step['event'] => (c, id, at) => ({
      id,
      at,
      type: 'caseSlept',
      by,
      case: caseOf(c),
      until: at + hour,
    })),
  },
  {
    weight: 4,
    arbitrary: due.map((name): Step['event'] => (_c, id, at) => ({ id, at, type: 'timeCame', name, set: at })),
  },
  {
    weight: 1,
    arbitrary: fc.constant<Step['event']>((_c, id, at) => ({
      id,
      at,
      type: 'deliveryFailed',
      why: 'blocked',
      line: 1,
    })),
  },
)
/** Up to forty things that happen one after another. */
export const steps = fc.array(
  fc.record({ waits: fc.constantFrom(1000, minute, 6 * minute, hour, 30 * hour), event: happening }),
  { maxLength: 40 },
)

export interface Moment {
  readonly before: Conversation | null
  readonly after: Conversation | null
  readonly event: ConversationEvent
  readonly effects: readonly Effect[]
  readonly refused: string | null
}

const frozen = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const part of Object.values(value)) frozen(part)
  }
  return value
}

/** Lives a whole random talk; every state is frozen, so a rule that changes its input throws. */
export function live(told: readonly Step[], each: (moment: Moment) => void): Conversation | null {
  let state: Conversation | null = null
  let at = monday
  told.forEach(({ waits, event }, i) => {
    at += waits
    const happened = frozen(event(state, `e${i}`, at))
    const before: Conversation | null = state
    const decided = decide(before, happened, rules)
    if (decided && !decided.refused)
      state = frozen(compose(decided, happened.id, at, 0, texts, rules.knowledge).conversation)
    each({
      before,
      after: state,
      event: happened,
      effects: decided?.effects ?? [],
      refused: decided?.refused?.why ?? null,
    })
  })
  return state
}
