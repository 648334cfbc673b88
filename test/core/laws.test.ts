import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Act } from '../../src/core/acts.ts'
import { caseView } from '../../src/core/case-view.ts'
import type { Conversation } from '../../src/core/conversation.ts'
import { decide } from '../../src/core/decide.ts'
import { dueTimes } from '../../src/core/due.ts'
import type { Effect } from '../../src/core/effects.ts'
import type { ConversationEvent, DueName } from '../../src/core/events.ts'
import { compose } from '../../src/engine/compose.ts'
import { anna, hour, ilze, minute, monday, regions, rules, texts, understood, wishes } from './small-world.ts'

/** What may happen next, without ids and times: those are given when it happens. */
type Step = {
  readonly waits: number
  readonly event: (c: Conversation | null, id: string, at: number) => ConversationEvent
}

const origin = (pastKeptBy: 'platform' | 'us') => ({
  conversation: 'c1',
  channel: 'x',
  address: '1',
  pastKeptBy,
  clientLanguage: null,
})
const caseOf = (c: Conversation | null): string => (c && c.handling.at !== 'bot' ? c.handling.case.id : 'none')

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
    })),
  },
  {
    weight: 2,
    arbitrary: staff.map((by): Step['event'] => (c, id, at) => ({ id, at, type: 'caseClosed', by, case: caseOf(c) })),
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
const steps = fc.array(
  fc.record({ waits: fc.constantFrom(1000, minute, 6 * minute, hour, 30 * hour), event: happening }),
  { maxLength: 40 },
)

interface Moment {
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
function live(told: readonly Step[], each: (moment: Moment) => void): Conversation | null {
  let state: Conversation | null = null
  let at = monday
  told.forEach(({ waits, event }, i) => {
    at += waits
    const happened = frozen(event(state, `e${i}`, at))
    const before: Conversation | null = state
    const decided = decide(before, happened, rules)
    if (decided && !decided.refused) state = frozen(compose(decided, happened.id, at, 0, texts).conversation)
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

const law = (title: string, each: (moment: Moment) => void): void =>
  it(
    title,
    () =>
      void fc.assert(
        fc.property(steps, (told) => void live(told, each)),
        { numRuns: 400 },
      ),
  )

const speaks = (e: Effect): boolean =>
  e.do === 'say' || e.do === 'answer' || e.do === 'danger' || e.do === 'office' || e.do === 'contact'
const byPerson = (e: ConversationEvent): boolean =>
  e.type === 'personWrote' ||
  e.type === 'personChose' ||
  e.type === 'personSent' ||
  e.type === 'personCame' ||
  e.type === 'botFailed'

describe('whatever happens in whatever order', () => {
  law(
    'nobody meets silence: what a person does is answered, or lies with the consultant who has the talk',
    ({ event, after, effects }) => {
      if (!byPerson(event)) return
      const withConsultant = after?.handling.at === 'claimed' && after.attention.who === 'consultant'
      expect(effects.some(speaks) || withConsultant, `${event.type} ${JSON.stringify(after && regions(after))}`).toBe(
        true,
      )
    },
  )

  law('a case is open exactly when handling says so, and its queue row agrees', ({ after }) => {
    if (!after) return
    const view = caseView(after)
    expect(view?.state ?? 'bot').toBe(after.handling.at)
    expect(view?.by?.id ?? null).toBe(
      after.handling.at === 'claimed' || after.handling.at === 'closed' ? (after.handling.by?.id ?? null) : null,
    )
  })

  law('the bot never speaks for itself while a consultant has the talk', ({ before, after, effects }) => {
    if (before?.handling.at !== 'claimed' || after?.handling.at !== 'claimed') return
    const own = effects.filter(
      (e) => (e.do === 'say' && !e.notice) || e.do === 'answer' || e.do === 'office' || e.do === 'contact',
    )
    expect(own).toEqual([])
  })

  law(
    'danger is met with the numbers or the gentle question, and with nothing before them',
    ({ event, before, effects }) => {
      if (event.type !== 'personWrote' || event.understood.wish.kind !== 'crisis') return
      const first = effects.find(speaks)
      const asked = first?.do === 'say' && first.key === 'danger.ask'
      const left = before?.handling.at === 'claimed' && effects.some((e) => e.do === 'alert')
      expect(first?.do === 'danger' || asked || left).toBe(true)
      expect(effects.some((e) => e.do === 'answer')).toBe(false)
    },
  )

  law('somebody in danger waits in a case that no clock closes', ({ event, before, after }) => {
    if (after?.danger) expect(['queued', 'claimed']).toContain(after.handling.at)
    if (before?.danger && event.type === 'timeCame') expect(after?.handling.at).not.toBe('closed')
  })

  law('words are handed over only with a yes, or in danger', ({ before, after }) => {
    const opened =
      before?.handling.at !== 'queued' && before?.handling.at !== 'claimed' && after?.handling.at === 'queued'
    if (opened) expect(after.consent.at === 'yes' || after.handling.case.urgency === 'danger').toBe(true)
  })

  law('only the owner speaks to the person; a former owner is refused', ({ event, before, effects, refused }) => {
    if (event.type !== 'consultantWrote') return
    const owner = before?.handling.at === 'claimed' ? before.handling.by.id : null
    expect(effects.some((e) => e.do === 'relay')).toBe(owner === event.by.id)
    if (owner !== event.by.id && before) expect(refused).not.toBeNull()
  })

  law('no waiting person is without a clock that looks after them', ({ after }) => {
    if (!after) return
    const clocks = dueTimes(after).map((due) => due.name)
    if (after.handling.at === 'queued') expect(clocks).toContain('waiting')
    if (after.handling.at === 'queued' && after.handling.case.urgency === 'danger') expect(clocks).toContain('alert')
    if (after.handling.at === 'claimed' && after.attention.who === 'consultant') expect(clocks).toContain('silent')
  })

  law('nothing is kept of a question for longer than a day without consent', ({ after }) => {
    if (after?.question && after.consent.at !== 'yes')
      expect(dueTimes(after).some((due) => due.name === 'forget-question')).toBe(true)
  })

  law('deciding twice gives the same, to the letter', ({ before, event, effects }) => {
    expect(decide(before, event, rules)?.effects ?? []).toEqual(effects)
  })

  law('a clock that was overtaken does nothing', ({ before, after, event, effects }) => {
    if (event.type !== 'timeCame' || !before) return
    if (dueTimes(before).some((due) => due.name === event.name && due.at <= event.at)) return
    expect(effects).toEqual([])
    expect(after).toEqual(before)
  })

  law('every choice offered is one that we can read again', ({ effects }) => {
    for (const effect of effects)
      if ('buttons' in effect)
        for (const { act: offered } of effect.buttons) expect(JSON.stringify(offered).length).toBeLessThan(100)
  })

  it('every state can reach closed, and every state can reach erased', () => {
    fc.assert(
      fc.property(steps, (told) => {
        const state = live(told, () => {})
        if (!state) return
        const at = monday + 10_000 * hour
        const person = { origin: origin('us'), at }
        const erased = decide(
          state,
          { ...person, id: 'z1', type: 'personChose', act: { kind: 'erase-yes' }, label: null },
          rules,
        )
        expect(erased?.effects.map((e) => e.do)).toContain('forget')
        expect(erased?.conversation).toMatchObject({ handling: { at: 'bot' }, question: null, trail: [], danger: null })
        const by = state.handling.at === 'claimed' ? state.handling.by : anna
        const claimed = decide(state, { id: 'z2', at, type: 'caseClaimed', by, case: caseOf(state) }, rules)
        if (state.handling.at !== 'queued' && state.handling.at !== 'claimed') return
        const closed = decide(
          claimed?.conversation ?? null,
          { id: 'z3', at, type: 'caseClosed', by, case: caseOf(state) },
          rules,
        )
        expect(closed?.conversation.handling.at).toBe('closed')
      }),
      { numRuns: 400 },
    )
  })
})
