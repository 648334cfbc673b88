import type { Census, Files, Store } from '../../src/core/ports.ts'

/** How long a commit leases the outbox in these tests. */
export const leaseMs = 30_000
/** Room for all files together. */
export const filesMaxBytes = 2_000_000

export interface Bench {
  readonly store: Store & Files & Census
  /** The clock of the leases. */
  readonly clock: { now: number }
}
