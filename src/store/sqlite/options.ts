import type { Time } from '../../core/conversation.ts'
import type { Keys } from '../keys.ts'

export interface SqliteOptions {
  readonly dir: string
  readonly keys: Keys
  /** A test's clock, also for the leases: ours go on evenly when the machine's clock jumps. */
  readonly now?: () => Time
  /** How long a commit leases the outbox to its caller. */
  readonly leaseMs?: number
  /** How many conversations are kept in memory. */
  readonly cached?: number
  /**
   * For tests: what is remembered is frozen, so that whoever changes it is found out. Freezing costs a seventh of a turn,
   * most of it later, where what is frozen is copied: otherwise the types must do.
   */
  readonly frozen?: boolean
  /** Of all kept files together. */
  readonly filesMaxBytes?: number
  /** helpline.db never grows past this: writing then fails as on a full disk. */
  readonly maxBytes?: number
  /** Called right before each COMMIT; what it throws is a disk that failed. For tests and drills. */
  readonly beforeCommit?: () => void
}
