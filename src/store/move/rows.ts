import type { Handling, Time } from '../../core/conversation.ts'
import type { LedgerRow } from '../../core/ledger.ts'
import type { StaffLink, StaffSession } from '../../core/staff.ts'

/**
 * What every store keeps, in a form that each can give out and take in. Sealed things stay sealed; what stands beside
 * them in the clear is the same in all stores (`sqlite/schema.ts`). One conversation is one row with all that hangs on it:
 * it is taken out at one moment, and put in at one.
 */
export type Moved =
  | MovedTalk
  | MovedPiece
  | { readonly kind: 'event'; readonly tag: string; readonly at: Time }
  | MovedService
  | MovedMember
  | (StaffSession & { readonly kind: 'session' })
  | (StaffLink & { readonly kind: 'link' })

export interface MovedTalk {
  readonly kind: 'talk'
  readonly id: string
  readonly version: number
  /** Tells its data key from one that comes in its place. */
  readonly keyName: string
  readonly wrapped: Uint8Array
  readonly sealed: Uint8Array
  readonly handling: Handling['at']
  readonly touchedAt: Time
  /** Nobody waits for anybody in it: as the store's index for sweeping says. */
  readonly idle: boolean
  /** The number of its newest line, whether its words are still there or not. */
  readonly last: number
  /** Lines have waited for the person since then; null = none waits. */
  readonly since: Time | null
  readonly retry: Retry | null
  /** Due times as JSON, and the first of them as the store's index says; null = none. */
  readonly due: string | null
  readonly dueAt: Time | null
  readonly lines: readonly MovedLine[]
  readonly cases: readonly MovedCase[]
}

/** About the first line that waits; null where that is to be sent at once, and was never tried. */
export interface Retry {
  /** 0 = at once */
  readonly readyAt: Time
  readonly tries: number
  readonly doubtful: boolean
}

export interface MovedLine {
  readonly number: number
  readonly delivery: string | null
  readonly outcome: Uint8Array | null
  readonly until: Time | null
  readonly sealed: Uint8Array
  /** It stands in the outbox. */
  readonly waits: boolean
}

export interface MovedCase {
  readonly id: string
  readonly open: boolean
  /** Danger before urgent before the rest, then by time; closed ones newest first. */
  readonly order: number
  readonly by: string | null
  readonly rank: number
  readonly openedAt: Time
  readonly closedAt: Time | null
  readonly sealed: Uint8Array
}

/** A piece of a kept file, all pieces of one file one after the other. */
export interface MovedPiece {
  readonly kind: 'piece'
  readonly id: string
  readonly conversation: string
  readonly until: Time | null
  readonly part: number
  readonly parts: number
  /** Of the whole file. */
  readonly bytes: number
  readonly sealed: Uint8Array
}

export interface MovedService {
  readonly kind: 'service'
  readonly row: LedgerRow
  /** Puts those that ended at the same moment in order. */
  readonly entered: number
}

export interface MovedMember {
  readonly kind: 'member'
  readonly id: string
  readonly login: Uint8Array
  readonly seenAt: Time | null
  readonly sealed: Uint8Array
}

/** A try that is over, and said nothing, is as good as none: so both stores say the same of it. */
export function retryOf(retry: Retry, now: Time): Retry | null {
  const readyAt = retry.readyAt <= now ? 0 : retry.readyAt
  return readyAt === 0 && retry.tries === 0 && !retry.doubtful ? null : { ...retry, readyAt }
}

/** One number for the place of a case: danger before urgent before the rest, then by time; closed ones newest first. */
export const caseOrder = (open: boolean, rank: number, openedAt: Time, closedAt: Time | null): number =>
  open ? rank * 1e13 + openedAt : -(closedAt ?? 0)
