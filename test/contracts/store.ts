import { afterEach, describe, expect, it } from 'vitest'
import type { Census, Files, Store } from '../../src/core/ports.ts'
import { morning } from '../store/builders.ts'
import { type Bench, filesMaxBytes, leaseMs } from './store-bench.ts'
import { casesContract } from './store-cases.ts'
import { censusContract } from './store-census.ts'
import { filesContract } from './store-files.ts'
import { ledgerContract } from './store-ledger.ts'
import { outboxContract } from './store-outbox.ts'
import { turnsContract } from './store-turns.ts'

/** Opens an empty store whose leases follow `now` and whose commits lease for `leaseMs`. */
export type OpenStore = (options: {
  readonly now: () => number
  readonly leaseMs: number
  readonly filesMaxBytes: number
}) => Promise<Store & Files & Census>

/** What every store promises. */
export function storeContract(name: string, open: OpenStore): void {
  const opened: Store[] = []
  afterEach(async () => {
    for (const store of opened.splice(0)) await store.close()
  })
  const bench = async (): Promise<Bench> => {
    const clock = { now: morning }
    const store = await open({ now: () => clock.now, leaseMs, filesMaxBytes })
    opened.push(store)
    return { store, clock }
  }

  describe(`${name}: a turn`, () => turnsContract(bench))
  describe(`${name}: the outbox`, () => outboxContract(bench))
  describe(`${name}: cases, due times, and what is erased`, () => casesContract(bench))
  describe(`${name}: the ledger`, () => ledgerContract(bench))

  describe(`${name}: files that nobody else keeps`, () => filesContract(bench))

  describe(`${name}: figures for whoever looks after the machine`, () => censusContract(bench))

  describe(`${name}: a stranger`, () => {
    it('is nobody: version 0, no lines, nothing to do', async () => {
      const { store } = await bench()
      expect(await store.load('nobody')).toEqual({ conversation: null, version: 0 })
      expect(await store.transcript('nobody', 0, 10)).toEqual([])
      expect(await store.case('none')).toBeNull()
      expect(await store.ledger(0, Number.MAX_SAFE_INTEGER)).toEqual([])
      expect(await store.nextWork()).toBeNull()
      expect(await store.claimWork(morning, 1000, 10)).toEqual([])
      expect(await store.workOf('nobody', 1)).toBeNull()
      expect(await store.sweep(morning, 1)).toEqual({ lines: 0, conversations: 0 })
    })
  })
}
