import type { StaffRef } from '../../core/conversation.ts'
import { type Store, store } from '../shared/store.ts'
import type { Interpreting, TheirTalk } from './interpreting-wire.ts'
import type { SecondStep } from './staff-wire.ts'
import type { AnswerFound, Case, DemoLogin, DeskInfo, Detail, Doing, Me, Queue, Tab } from './wire.ts'

/** To the person, for colleagues, or between consultant and interpreter. */
export type Kind = 'messages' | 'notes' | 'remarks'

/** What a consultant wrote and the talk does not show yet. Keeps its `op`, so that a second try cannot say it twice. */
export interface Pending {
  readonly op: string
  readonly case: string
  readonly kind: Kind
  /** Meant for the interpreter, who gives it on: never sent past them. */
  readonly through: 'interpreter' | 'as-typed'
  readonly text: string
  /** A file in place of words. */
  readonly file?: File
  readonly at: number
  /** The last line that was there when it was written. */
  readonly after: number
  readonly state: 'sending' | 'sent' | 'failed'
}

export interface Present {
  readonly staff: StaffRef
  readonly doing: Doing
  readonly at: number
}

/** Something that did not work, in words (a key), and how to try it again. */
export interface Problem {
  readonly key: string
  readonly params: Readonly<Record<string, string>>
  readonly again: (() => void) | null
}

export interface DeskState {
  readonly language: string
  readonly strings: Readonly<Record<string, string>> | null
  /** null: not known yet. */
  readonly signedIn: boolean | null
  readonly me: Me | null
  readonly demoLogins: readonly DemoLogin[]
  /** The password was right; this is still to be done. */
  readonly step: SecondStep | null
  /** It took too long, or too many tries: to be said beside the password. */
  readonly stepEnded: boolean
  /** Whether browsers can have passkeys for this address. */
  readonly passkeys: boolean
  readonly queue: Queue | null
  /** Server's clock minus ours. */
  readonly shift: number
  readonly tab: Tab
  readonly openId: string | null
  readonly open: Detail | null
  readonly openProblem: string | null
  /** A colleague's case, opened with a reason: read as long as it stays open here. */
  readonly reading: string | null
  /** What interpreters see instead of a queue; null for who is none. */
  readonly interpreting: Interpreting | null
  readonly theirId: string | null
  readonly their: TheirTalk | null
  readonly info: DeskInfo | null
  /** An answer of the FAQ, chosen for the open case and not sent yet. */
  readonly answer: AnswerFound | null
  /** The person's own words first, the interpretation below. */
  readonly originalFirst: boolean
  readonly presence: Readonly<Record<string, readonly Present[]>>
  readonly pending: readonly Pending[]
  /** By case and kind. */
  readonly drafts: Readonly<Record<string, string>>
  readonly problem: Problem | null
  /** How often the server said that the answers, or what is wrong with an edit of them, have changed. */
  readonly knowledge: number
  readonly link: 'connecting' | 'live' | 'lost'
}

export type Desk = Store<DeskState>

export const deskState = (language: string): Desk =>
  store<DeskState>({
    language,
    strings: null,
    signedIn: null,
    me: null,
    demoLogins: [],
    step: null,
    stepEnded: false,
    passkeys: false,
    queue: null,
    shift: 0,
    tab: 'waiting',
    openId: null,
    open: null,
    openProblem: null,
    reading: null,
    interpreting: null,
    theirId: null,
    their: null,
    info: null,
    answer: null,
    originalFirst: false,
    presence: {},
    pending: [],
    drafts: {},
    problem: null,
    knowledge: 0,
    link: 'connecting',
  })

/** A part of the state changed. */
export function put(desk: Desk, part: Partial<DeskState>): void {
  desk.change((now) => ({ ...now, ...part }))
}

const urgencies = ['danger', 'urgent', 'normal'] as const

/** Danger first, then who has waited longest. Closed ones: the latest first. */
export function inOrder(cases: readonly Case[], tab: Tab): readonly Case[] {
  if (tab === 'closed') return [...cases].sort((a, b) => (b.closedAt ?? 0) - (a.closedAt ?? 0))
  if (tab === 'sleeping') return [...cases].sort((a, b) => (a.sleepsUntil ?? 0) - (b.sleepsUntil ?? 0))
  const rank = (one: Case) => urgencies.indexOf(one.urgency)
  return [...cases].sort((a, b) => rank(a) - rank(b) || since(a, tab) - since(b, tab))
}

/** The cases of a tab. Those put off are mine, but in nobody's way; unless somebody is asked to take one. */
export function casesOf(queue: Queue, tab: Tab): readonly Case[] {
  const sleeps = (one: Case) => one.attention === 'sleeping' && !one.offeredTo
  if (tab === 'sleeping') return queue.mine.filter(sleeps)
  return tab === 'mine' ? queue.mine.filter((one) => !sleeps(one)) : queue[tab]
}

/** Since when the case waits: a queued one since it was opened, a claimed one since the last move. */
export function since(one: Case, tab: Tab): number {
  if (tab === 'closed') return one.closedAt ?? one.openedAt
  return tab === 'waiting' ? one.openedAt : one.attentionSince
}

/** What the title counts: who waits for anybody, and who waits for me. */
export function needed(queue: Queue | null, interpreting: Interpreting | null = null): number {
  const asked = interpreting
    ? interpreting.offers.length + interpreting.active.filter((one) => one.waits > 0).length
    : 0
  if (!queue) return asked
  return asked + queue.waiting.length + queue.mine.filter((one) => one.attention === 'consultant').length
}
