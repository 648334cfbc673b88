import type { CaseView } from './case-view.ts'
import type { ChannelName, Conversation, ConversationId, EventId, StaffRef, Time } from './conversation.ts'
import type { DueTime } from './due.ts'
import type { AlertWhy, Effect } from './effects.ts'
import type { PersonEvent } from './events.ts'
import type { LanguageTag } from './language.ts'
import type { LedgerRow, ServiceEntry } from './ledger.ts'
import type { StaffLink, StaffMember, StaffSession } from './staff.ts'
import type { Button, DeliveryState, Line, Outgoing, Pin } from './transcript.ts'
import type { Hint, Understood } from './understood.ts'

export type { Role, StaffMember, StaffSession } from './staff.ts'

// ---------------------------------------------------------------- store

/** What one turn makes true: all of it, or nothing. */
export interface Turn {
  /** The new state. */
  readonly conversation: Conversation
  /** The version that was read; 0 = there was none. */
  readonly version: number
  readonly event: EventId
  readonly at: Time
  readonly lines: readonly Line[]
  /** Replaces all due times of the conversation. */
  readonly due: readonly DueTime[]
  /** The row of the queue; replaces the row of the same case id. */
  readonly case: CaseView | null
  /** Lines that were to be forgotten are kept with the case from now on. */
  readonly keep: boolean
  /**
   * Everything before this turn is erased and its key destroyed; only this turn's own lines and state remain. In the
   * ledger all the person's services, this turn's included, become those of one unknown person.
   */
  readonly forget: boolean
  /** For the ledger, which outlives the talk. */
  readonly services: readonly ServiceEntry[]
}

export type Committed =
  /**
   * Durable. `fence`: the lease this process now holds on the conversation's outbox; null when it needs none, and when
   * another process holds one: that one sends.
   */
  | { readonly at: 'done'; readonly version: number; readonly fence: number | null }
  /** The event had been taken in before: nothing was changed. */
  | { readonly at: 'alreadySeen' }
  /** Somebody else was faster: load and decide again. */
  | { readonly at: 'conflict' }

export interface Work {
  readonly conversation: ConversationId
  readonly channel: ChannelName
  readonly address: string
  /** Lines that wait for the person, oldest first. Never empty. */
  readonly lines: readonly Line[]
  /** How often the first of them has been tried. */
  readonly tries: number
  /** The first of them may have arrived already: a try was lost on its way, or whoever held the lease did not give it back. */
  readonly doubtful: boolean
  readonly fence: number
}

/** One line settled under a lease. */
export interface Settlement {
  readonly conversation: ConversationId
  readonly fence: number
  readonly line: number
  readonly outcome:
    | { readonly at: 'settled'; readonly state: DeliveryState }
    /** Stays at the head of the queue until then; `tried`: it counts as a try; `doubtful`: from now on it may have arrived. */
    | { readonly at: 'later'; readonly when: Time; readonly tried: boolean; readonly doubtful?: true }
}

export interface Store {
  /** version 0 and null for somebody never seen or erased. */
  load(id: ConversationId): Promise<{ conversation: Conversation | null; version: number }>
  /** All or nothing, durable before it returns, conditional on `turn.version`. */
  commit(turn: Turn): Promise<Committed>
  /** Conversations with lines to send, each leased to the caller for `leaseMs`: nobody else gets them meanwhile. */
  claimWork(now: Time, leaseMs: number, max: number): Promise<readonly Work[]>
  /** The same for one conversation, for the process that has just committed to it. Null: nothing to send, or not ours. */
  workOf(id: ConversationId, fence: number): Promise<Work | null>
  /**
   * Notes what became of a line; false when the lease was lost meanwhile: then nothing was changed and the caller stops.
   * A settled line whose `until` is set loses its words at once, unless it was shelved.
   */
  settle(settlement: Settlement): Promise<boolean>
  /** Says that its holder lives, so that it does not run out while a platform takes its time. False: it has. */
  renew(id: ConversationId, fence: number): Promise<boolean>
  /** Gives a living lease back, so that others need not wait for its end. One that ran out leaves the first line in doubt. */
  release(id: ConversationId, fence: number): Promise<void>
  /** Due times up to `now`, earliest first. They stay until a turn replaces them. */
  claimDue(now: Time, max: number): Promise<readonly (DueTime & { conversation: ConversationId })[]>
  /** Earliest moment at which there may be something to send or to do; null = nothing known. */
  nextWork(): Promise<Time | null>
  cases(filter: CaseFilter): Promise<readonly CaseView[]>
  case(id: string): Promise<CaseView | null>
  /** Lines after `after`, oldest first, at most `max`. */
  transcript(id: ConversationId, after: number, max: number): Promise<readonly Line[]>
  /** Services that ended from `from` on and before `to`, oldest first. They outlive the talk, and whoever is erased. */
  ledger(from: Time, to: Time): Promise<readonly LedgerRow[]>
  /**
   * Erases what has passed its time: lines, remembered events (48 h), cases closed longer than `retentionMs` ago, and
   * services that ended five years ago.
   */
  sweep(now: Time, retentionMs: number): Promise<{ readonly lines: number; readonly conversations: number }>
  close(): Promise<void>
}

/**
 * Beside `Store`, in the same drivers: files that nobody else keeps, sealed before they come here. A turn whose line bears
 * the reference of one (`core/kept-file.ts`) holds it as long as that line; it goes with its conversation, and at its own
 * `until` when no turn has held it by then.
 */
export interface Files {
  /** Resolves when it is durable; false: there is no room for it. */
  keepFile(file: {
    readonly id: string
    readonly conversation: ConversationId
    readonly sealed: Uint8Array
    readonly until: Time
  }): Promise<boolean>
  /** Null: it is gone. */
  file(id: string): Promise<Uint8Array | null>
}

/** Beside `Store`, in the same drivers: figures for whoever looks after the machine. No words, no ids. */
export interface Census {
  census(now: Time): Promise<Counted>
}

export interface Counted {
  /** Lines that wait for their persons; `since`: when the oldest began to wait; null = none waits. */
  readonly outbox: { readonly lines: number; readonly since: Time | null }
  /** Due times that have passed; `since`: the earliest of them. */
  readonly late: { readonly count: number; readonly since: Time | null }
  readonly files: { readonly count: number; readonly bytes: number }
}

export interface CaseFilter {
  readonly open?: boolean
  readonly consultant?: string
  readonly max: number
}

// ---------------------------------------------------------------- records (who works here)

/** Up to when what lies in the store is over. */
export interface StaffTimes {
  readonly now: Time
  readonly usedBefore: Time
  readonly createdBefore: Time
  /** Of half sessions. */
  readonly halfBefore: Time
}

/** Beside `Store`, in the same drivers. Members are sealed. */
export interface Records {
  staff(): Promise<readonly StaffMember[]>
  staffByLogin(login: string): Promise<StaffMember | null>
  staffById(id: string): Promise<StaffMember | null>
  /** Adds or replaces by id; refuses (returns false) a login that another member has. */
  saveStaff(member: StaffMember): Promise<boolean>
  /**
   * Reads, changes and writes with nobody in between: of two who use one code at once, one does. Gives the member as
   * changed; null when there is none, or when `change` gives null: then nothing was written. `id` and `login` stay.
   */
  changeStaff(id: string, change: (member: StaffMember) => StaffMember | null): Promise<StaffMember | null>
  /** With their sessions and links. */
  removeStaff(id: string): Promise<void>
  session(id: string): Promise<StaffSession | null>
  saveSession(session: StaffSession): Promise<void>
  /** Notes that a session was used. One that has ended meanwhile stays ended. */
  touchSession(id: string, at: Time): Promise<void>
  /** One session, or all of one member. */
  endSession(which: { readonly id: string } | { readonly staff: string }): Promise<void>
  /** When each member last used a full session; who never did is missing. Outlives the session. */
  lastSeen(): Promise<ReadonlyMap<string, Time>>
  /** Replaces the member's earlier link: only the newest opens. */
  saveLink(link: StaffLink): Promise<void>
  link(id: string): Promise<StaffLink | null>
  /** The link, for the one who takes it first; null for all others. */
  takeLink(id: string): Promise<StaffLink | null>
  /** Removes sessions and links that are over; gives their number. */
  sweepStaff(times: StaffTimes): Promise<number>
}

// ---------------------------------------------------------------- channels

/** What a channel read from its platform: an event without the parts only we can add. */
export interface Inbound {
  readonly event: EventId
  readonly at: Time
  readonly channel: ChannelName
  /** The platform's own id of the conversation. Stored as HMAC only. */
  readonly person: string
  readonly address: string
  readonly pastKeptBy: 'platform' | 'us'
  readonly clientLanguage: string | null
  readonly what: InboundBody
}

export type InboundBody = DistributeOmit<PersonEvent, 'id' | 'at' | 'origin' | 'understood'>
type DistributeOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never

export type Delivery =
  | { readonly at: 'ok'; readonly receipt: string | null }
  /** Lies ready where the person's page fetches it. */
  | { readonly at: 'shelved' }
  /** Not now. `tried`: false when the platform was not even asked (our own rate limit). */
  | { readonly at: 'retry'; readonly afterMs: number; readonly tried: boolean }
  | { readonly at: 'moved'; readonly address: string }
  | { readonly at: 'unconfirmed' }
  | { readonly at: 'failed'; readonly why: 'blocked' | 'gone' | 'refused' }

export type Fetched =
  | { readonly at: 'open'; readonly body: AsyncIterable<Uint8Array>; readonly bytes: number | null }
  /** The platform has it no more, it is larger than we may take, or it cannot be asked now. */
  | { readonly at: 'gone' | 'too-large' | 'not-now' }

export interface Channel {
  readonly name: ChannelName
  /** Sends one line. Never throws for what a platform may answer: that is a `Delivery`. */
  send(message: Outgoing, address: string): Promise<Delivery>
  /**
   * Opens a file that the platform keeps for us, of at most `most` bytes. Absent: this platform keeps none. Never throws
   * for what a platform may answer; a body that breaks off does.
   */
  fetch?(reference: string, most: number): Promise<Fetched>
  /** Shows that somebody is writing. A nicety: it is never repeated and may be lost. */
  typing?(address: string): void
  /** Takes the bot's own words off the person's screen, as far as the platform lets it. A nicety. Absent: it does not. */
  hide?(address: string): void
  /** The channel's own loop (polling, registering commands); resolves when `signal` aborts. */
  run(signal: AbortSignal): Promise<void>
}

/** Where channels put what they read. Resolves when it is durable; throws otherwise, so that the platform sends again. */
export type Receive = (inbound: Inbound) => Promise<void>

// ---------------------------------------------------------------- pager

/** What a member of staff is told on their telephone. Never a word of a talk. */
export interface Call {
  /** Their own chat with the bot. */
  readonly address: string
  readonly text: string
}

/** Calls a member who is away from the console. */
export interface Pager {
  /** One try. Never throws for what a platform may answer: that is a `Delivery`. */
  page(call: Call): Promise<Delivery>
}

// ---------------------------------------------------------------- understanding, texts

/** Reads a text. Pure and synchronous; holds one knowledge set from beginning to end. */
export interface Understanding {
  understand(text: string, hint: Hint): Understood
}

/** Effects that become words for the person. */
export type Spoken = Extract<Effect, { do: 'say' | 'answer' | 'danger' | 'office' | 'contact' }>

export interface Texts {
  /** The words of an effect in a language; null = nobody knows the language yet. */
  words(effect: Spoken, language: LanguageTag | null): Words
}

export interface Words {
  readonly text: string
  readonly language: LanguageTag
  readonly buttons: readonly Button[]
  /** Where it is, if it is about a place. */
  readonly pin?: Pin
}

// ---------------------------------------------------------------- live

/** Tells whoever watches that something changed. Says no more than that; losing it is harmless. */
export interface Live {
  publish(signal: LiveSignal): void
  subscribe(listener: (signal: LiveSignal) => void): () => void
}

export type LiveSignal =
  | { readonly what: 'conversation'; readonly conversation: ConversationId }
  /** Somebody is writing to the person; for pages that show it. */
  | { readonly what: 'typing'; readonly conversation: ConversationId }
  | { readonly what: 'case'; readonly case: string }
  | { readonly what: 'alert'; readonly case: string; readonly why: AlertWhy; readonly to?: readonly string[] }
  | {
      readonly what: 'presence'
      readonly case: string
      readonly staff: StaffRef
      readonly doing: 'looking' | 'writing' | 'left'
    }
  /** Other knowledge answers, or an edit of it was refused; for pages that show it. */
  | { readonly what: 'knowledge' }
