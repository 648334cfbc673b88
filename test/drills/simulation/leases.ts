import type { Store } from '../../../src/core/ports.ts'
import type { Mortal } from './scheduler.ts'

/**
 * The reference store is one process's own: whoever commits is given the living lease, because there is nobody else. Of
 * several processes each is given its own leases only: what another one holds, that one sends.
 */
export function leasesOf(store: Store, whose: Mortal, holders: Map<number, Mortal>): Store {
  const take = (fence: number): boolean => {
    const holder = holders.get(fence) ?? whose
    holders.set(fence, holder)
    return holder === whose
  }
  return {
    ...store,
    async commit(turn) {
      const committed = await store.commit(turn)
      const isTheirs = committed.at === 'done' && committed.fence !== null && !take(committed.fence)
      return isTheirs ? { ...committed, fence: null } : committed
    },
    async claimWork(now, leaseMs, max) {
      const work = await store.claimWork(now, leaseMs, max)
      for (const { fence } of work) take(fence)
      return work
    },
  }
}
