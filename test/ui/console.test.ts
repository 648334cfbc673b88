import { describe, expect, it } from 'vitest'
import type { Line } from '../../src/core/transcript.ts'
import { moved, present } from '../../src/ui/console/presence.ts'
import { inOrder, needed, type Pending } from '../../src/ui/console/state.ts'
import { notShownYet } from '../../src/ui/console/talk-lines.ts'
import type { Case } from '../../src/ui/console/wire.ts'

const one = (id: string, part: Partial<Case> = {}): Case => ({
  id,
  conversation: id,
  channel: 'webchat',
  state: 'queued',
  desk: 'general',
  office: null,
  urgency: 'normal',
  reason: 'asked',
  language: 'fa',
  interpretation: 'none',
  interpreterLanguage: null,
  interpreterVariety: null,
  interpreter: null,
  invited: [],
  awaiting: [],
  bookedFor: null,
  openedAt: 0,
  pickedUpAt: null,
  unanswered: 0,
  closedAt: null,
  how: null,
  by: null,
  offeredTo: null,
  offerNote: null,
  sleepsUntil: null,
  outcome: null,
  tags: [],
  attention: 'consultant',
  attentionSince: 0,
  question: null,
  follows: null,
  unreachable: null,
  rating: null,
  trail: [],
  number: id,
  languageName: '',
  presence: [],
  ...part,
})

describe('the queue', () => {
  it('danger comes first, then who has waited longest', () => {
    const cases = [
      one('new', { openedAt: 9 }),
      one('old', { openedAt: 1 }),
      one('danger', { openedAt: 10, urgency: 'danger' }),
    ]
    expect(inOrder(cases, 'waiting').map((c) => c.id)).toEqual(['danger', 'old', 'new'])
  })
  it('closed cases begin with the latest', () => {
    expect(inOrder([one('a', { closedAt: 1 }), one('b', { closedAt: 2 })], 'closed').map((c) => c.id)).toEqual([
      'b',
      'a',
    ])
  })
  it('the title counts who waits for anybody and who waits for me', () => {
    const mine = [one('m1', { attention: 'person' }), one('m2')]
    expect(needed({ waiting: [one('w')], mine, others: [one('o')], closed: [], now: 0 })).toBe(2)
    expect(needed(null)).toBe(0)
  })
})

describe('who is at a case', () => {
  const anna = { id: 'anna', name: 'Anna' }
  it('whoever stops writing is looking, and is gone after a while', () => {
    const there = moved([], anna, 'writing', 0)
    expect(present(there, 'me', 1000).map((p) => p.doing)).toEqual(['writing'])
    expect(present(there, 'me', 10_000).map((p) => p.doing)).toEqual(['looking'])
    expect(present(there, 'me', 60_000)).toEqual([])
  })
  it('I am not told of myself, and who leaves is gone at once', () => {
    const there = moved([], anna, 'looking', 0)
    expect(present(there, 'anna', 0)).toEqual([])
    expect(moved(there, anna, 'left', 1)).toEqual([])
  })
})

describe('what a consultant wrote is shown exactly once', () => {
  const pending: Pending = {
    op: 'o',
    case: 'c',
    kind: 'messages',
    through: 'as-typed',
    text: 'Hello',
    at: 0,
    after: 1,
    state: 'sending',
  }
  const line: Line = {
    number: 2,
    at: 0,
    from: { who: 'consultant', name: 'Anna' },
    text: 'Hello',
    language: null,
    buttons: [],
    delivery: null,
    mark: null,
    seenBy: 'all',
    until: null,
  }
  it('its line may come before the answer to sending it', () => {
    expect(notShownYet([pending], [line], 'Anna')).toEqual([])
  })
  it('a note, another’s line and an earlier line do not hide it', () => {
    expect(notShownYet([pending], [{ ...line, seenBy: 'staff' }], 'Anna')).toEqual([pending])
    expect(notShownYet([pending], [line], 'Ilze')).toEqual([pending])
    expect(notShownYet([pending], [{ ...line, number: 1 }], 'Anna')).toEqual([pending])
  })
})
