import type { Store } from '../../src/core/ports.ts'

/** How long a commit leases the outbox in these tests. */
export const leaseMs = 30_000

export interface Bench {
  readonly store: Store
  /** The clock of the leases. */
  readonly clock: { now: number }
}
