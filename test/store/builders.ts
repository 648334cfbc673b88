import type { CaseView } from '../../src/core/case-view.ts'
import type { Conversation, KeptQuestion } from '../../src/core/conversation.ts'
import type { LedgerRow, ServiceEntry } from '../../src/core/ledger.ts'
import type { Turn } from '../../src/core/ports.ts'
import type { Line } from '../../src/core/transcript.ts'
import { nothingUnderstood } from '../../src/core/understood.ts'

/** Ten in the morning of some day: the tests' clock begins here. */
export const morning = Date.UTC(2026, 2, 2, 10)
export const minute = 60_000
export const hour = 60 * minute
export const day = 24 * hour

export function conversation(id: string, change: Partial<Conversation> = {}): Conversation {
  return {
    v: 1,
    id,
    channel: 'telegram',
    address: `chat-of-${id}`,
    pastKeptBy: 'platform',
    createdAt: morning,
    language: { tag: 'ru', chosen: true },
    handling: { at: 'bot' },
    interpretation: { at: 'none' },
    attention: { who: 'nobody', since: morning },
    danger: null,
    rating: { at: 'none' },
    consent: { at: 'unasked' },
    audience: 'person',
    office: null,
    interpreters: { prefers: null, never: [] },
    unreachable: null,
    question: null,
    order: null,
    trail: [],
    options: [],
    misses: 0,
    touchedAt: morning,
    lines: 0,
    ...change,
  }
}

/** A question kept to go along to a consultant. */
export function asked(text: string): KeptQuestion {
  const wish = { kind: 'miss', topics: [], p: 0.1 } as const
  return { text, at: morning, line: null, understood: { ...nothingUnderstood, wish, words: 1, revision: 'r1' } }
}

/** What a person said. */
export function said(number: number, text: string, change: Partial<Line> = {}): Line {
  return {
    number,
    at: morning,
    from: { who: 'person' },
    text,
    language: 'ru',
    buttons: [],
    delivery: null,
    mark: null,
    seenBy: 'all',
    until: null,
    ...change,
  }
}

/** What is on its way to a person. */
export function toSay(number: number, text: string, change: Partial<Line> = {}): Line {
  return said(number, text, { from: { who: 'bot' }, delivery: { at: 'waiting' }, ...change })
}

let events = 0

/** A turn of `c`. Its event is a new one unless it is given; the conversation's line count follows the lines. */
export function turn(c: Conversation, version: number, change: Partial<Turn> = {}): Turn {
  const last = change.lines?.at(-1)?.number ?? c.lines
  return {
    conversation: { ...c, lines: Math.max(c.lines, last) },
    version,
    event: `telegram:${++events}`,
    at: morning,
    lines: [],
    due: [],
    case: null,
    keep: false,
    forget: false,
    services: [],
    ...change,
  }
}

/** An hour of an interpreter, ended at `morning`. */
export function interpretation(change: Partial<ServiceEntry> = {}): ServiceEntry {
  return {
    service: 'interpreter',
    case: 'case1',
    desk: 'general',
    office: 'riga',
    funding: 'AMIF 2026',
    language: 'prs',
    staff: 's1',
    startedAt: morning - hour,
    endedAt: morning,
    messages: 12,
    topics: ['permits'],
    ...change,
  }
}

/** The same as it lies in the ledger. */
export const ledgerRow = (change: Partial<LedgerRow> = {}): LedgerRow => ({
  ...interpretation(),
  person: 'person1',
  ...change,
})

export function caseOf(conversationId: string, id: string, change: Partial<CaseView> = {}): CaseView {
  return {
    id,
    conversation: conversationId,
    channel: 'telegram',
    state: 'queued',
    desk: 'consultant',
    office: null,
    urgency: 'normal',
    reason: 'asked',
    language: 'ru',
    interpretation: 'none',
    interpreterLanguage: null,
    interpreterVariety: null,
    interpreter: null,
    invited: [],
    awaiting: [],
    bookedFor: null,
    openedAt: morning,
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
    attentionSince: morning,
    question: 'how do I extend my permit?',
    follows: null,
    unreachable: null,
    rating: null,
    trail: [],
    ...change,
  }
}
