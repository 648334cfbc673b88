import type { Census, Files, Records, Store } from '../core/ports.ts'
import type { Metrics } from '../web/metrics.ts'

export type Whole = Store & Records & Files & Census

/** What a store is asked: the names under which its failures are counted. */
export const wholeOf = [
  ...['load', 'commit', 'claimWork', 'workOf', 'settle', 'renew', 'release', 'claimDue', 'nextWork', 'cases', 'case'],
  ...['transcript', 'ledger', 'sweep', 'census', 'keepFile', 'file', 'staff', 'staffByLogin', 'staffById'],
  ...['saveStaff', 'changeStaff', 'removeStaff', 'session', 'saveSession', 'touchSession', 'endSession', 'lastSeen'],
  ...['saveLink', 'link', 'takeLink', 'sweepStaff', 'other'],
] as const

/** The same store; commits are timed and counted by what came of them, and failures by what was asked. */
export function observedStore<T extends Whole>(store: T, metrics: Metrics): T {
  const observed = { ...store }
  for (const [name, method] of Object.entries(store)) {
    if (typeof method !== 'function') continue
    const asked = async (...given: unknown[]): Promise<unknown> => {
      try {
        return await Reflect.apply(method, store, given)
      } catch (error) {
        metrics.storeFailed(name)
        throw error
      }
    }
    Object.assign(observed, { [name]: asked })
  }
  const { commit } = observed
  observed.commit = async (turn) => {
    const began = performance.now()
    const committed = await commit(turn)
    metrics.committed(performance.now() - began)
    metrics.turn(committed.at === 'alreadySeen' ? 'already_seen' : committed.at)
    return committed
  }
  return observed
}
