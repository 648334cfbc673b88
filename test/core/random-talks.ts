import fc from 'fast-check'
import type { Act } from '../../src/core/acts.ts'
import type { Conversation, StaffRef } from '../../src/core/conversation.ts'
import { decide } from '../../src/core/decide.ts'
import type { Effect } from '../../src/core/effects.ts'
import type { ConsultantDeed, ConversationEvent, DueName, InterpreterDeed } from '../../src/core/events.ts'
import type { Line } from '../../src/core/transcript.ts'
import { compose } from '../../src/engine/compose.ts'
import { deeds } from './random-deeds.ts'
import { anna, farid, hour, minute, monday, rules, texts, understood, wishes } from './small-world.ts'

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

const language = fc.constantFrom('lv', 'ru', 'en', 'fa', 'prs', 'uk', null)
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
  { kind: 'speak', language: 'prs' },
  { kind: 'prefer', who: 'woman' },
  { kind: 'prefer', who: 'any' },
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
const past = fc.constantFrom('platform' as const, 'us' as const)
const due = fc.constantFrom<DueName>(
  'waiting',
  'alert',
  'silent',
  'quiet',
  'offer',
  'wake',
  'wave',
  'wave',
  'interpreter-silent',
  'booking',
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
    arbitrary: fc.constantFrom('voice' as const, 'sticker' as const).map((kind): Step['event'] => (_c, id, at) => ({
      id,
      at,
      type: 'personSent',
      origin: origin('platform'),
      media: { kind, file: null },
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
  { weight: 14, arbitrary: deeds },
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
  {
    weight: 1,
    arbitrary: fc.constantFrom('anna', 'ilze').map((staff): Step['event'] => (_c, id, at) => ({
      id,
      at,
      type: 'consultantVanished',
      staff,
    })),
  },
)
/** Where a random talk may begin: at nothing, or far into one. Without these, few would come as far as an interpreter. */
const chooses = (act: Act): Step => ({
  waits: 1000,
  event: (_c, id, at) => ({ id, at, type: 'personChose', origin: origin('platform'), act, label: 'label' }),
})
const asks = (tag: string): Step => ({
  waits: 1000,
  event: (_c, id, at) => ({
    ...{ id, at, type: 'personWrote', origin: origin('platform'), text: 'words' },
    understood: understood(wishes.miss, tag),
  }),
})
const does = (by: StaffRef, deed: ConsultantDeed | InterpreterDeed): Step => ({
  waits: 1000,
  event: (c, id, at) => ({ id, at, by, case: caseOf(c), ...deed }),
})
const waits = [asks('lv'), chooses({ kind: 'human' }), chooses({ kind: 'consent-yes' })]
const waitsInDari = [
  ...[chooses({ kind: 'speak', language: 'prs' }), asks('prs')],
  ...[chooses({ kind: 'interpreter' }), chooses({ kind: 'consent-yes' })],
]
const claimedInDari = [...waitsInDari, does(anna, { type: 'caseClaimed' })]
const interpreted = [...claimedInDari, does(farid, { type: 'interpretationAnswered', accepted: true })]
const beginning = fc.constantFrom<readonly Step[]>(
  ...[[], waits, [...waits, does(anna, { type: 'caseClaimed' })], waitsInDari, claimedInDari, interpreted, interpreted],
)

/** Up to fifty things that happen one after another. */
export const steps: fc.Arbitrary<readonly Step[]> = fc
  .tuple(
    beginning,
    fc.array(
      fc.record({ waits: fc.constantFrom(1000, 30_000, minute, 6 * minute, hour, 30 * hour), event: happening }),
      { maxLength: 40, size: 'max' },
    ),
  )
  .map(([first, more]) => [...first, ...more])

export interface Moment {
  readonly before: Conversation | null
  readonly after: Conversation | null
  readonly event: ConversationEvent
  readonly effects: readonly Effect[]
  readonly refused: string | null
  /** What was written in this turn, and all that has been since the talk began or was erased. */
  readonly lines: readonly Line[]
  readonly all: readonly Line[]
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
  let all: readonly Line[] = []
  told.forEach(({ waits, event }, i) => {
    at += waits
    const happened = frozen(event(state, `e${i}`, at))
    const before: Conversation | null = state
    const decided = decide(before, happened, rules)
    let lines: readonly Line[] = []
    if (decided && !decided.refused) {
      const turn = compose(decided, happened.id, at, 0, texts, rules.knowledge)
      state = frozen(turn.conversation)
      lines = turn.lines
      all = turn.forget ? lines : [...all, ...lines]
    }
    each({
      before,
      after: state,
      event: happened,
      effects: decided?.effects ?? [],
      refused: decided?.refused?.why ?? null,
      lines,
      all,
    })
  })
  return state
}
