import type { CaseView } from '../core/case-view.ts'
import type { AlertWhy } from '../core/effects.ts'
import type { Delivery, Pager, Records, Store } from '../core/ports.ts'
import { type Alert, called, keepers, mayCall } from './calls.ts'

export interface PagingParts {
  readonly records: Pick<Records, 'staff'>
  readonly store: Pick<Store, 'case'>
  readonly present: (member: string) => boolean
  readonly pager: Pager
  /** What a call says: the reason, the language, the number of the case. No word of the talk. */
  readonly words: (why: AlertWhy, c: CaseView) => string
  readonly now: () => number
  readonly rest: (ms: number, signal: AbortSignal) => Promise<void>
  /** The chat has shut us out. */
  readonly lost: (address: string) => Promise<void>
  /** What became of a call, by ids; `member` null: nobody could be called. */
  readonly settled: (call: { case: string | null; member: string | null; outcome: string }, error?: unknown) => void
}

/** Calls members by their telephones. Nobody waits for it: a call is no part of a turn, and is lost with the process. */
export interface Paging {
  alert(alert: Alert): void
  /** A sentence to somebody who has just come; as patient as a call. */
  tell(address: string, text: string): void
  /** A sentence to all who look after the answers, consoles open or not. */
  tellKeepers(text: string): void
  /** Gives up what is under way. */
  stop(): Promise<void>
}

/** A case that rings again at once is heard once. Not danger: each of its rings is one more reason to come. */
const quietMs = 60_000
const mostTries = 5
/** After this the call is no news any more; danger rings anew by itself. */
const giveUpMs = 5 * 60_000

export function createPaging(parts: PagingParts): Paging {
  const { now, pager } = parts
  const heard = new Map<string, number>()
  const underway = new Set<Promise<void>>()
  const stopping = new AbortController()

  return {
    alert(alert) {
      if (mayCall(alert)) begin(call(alert).catch((error: unknown) => settled(alert, null, 'failed', error)))
    },
    tell,
    tellKeepers(text) {
      begin(tellAll(text).catch(untold))
    },
    async stop() {
      stopping.abort()
      while (underway.size > 0) await Promise.allSettled(underway)
    },
  }

  function tell(address: string, text: string): void {
    begin(patiently(address, text).then(() => undefined, untold))
  }

  async function tellAll(text: string): Promise<void> {
    for (const { telegram } of keepers(await parts.records.staff())) tell(telegram ?? '', text)
  }

  function untold(error: unknown): void {
    parts.settled({ case: null, member: null, outcome: 'failed' }, error)
  }

  function begin(work: Promise<void>): void {
    const done = work.finally(() => underway.delete(done))
    underway.add(done)
  }

  async function call(alert: Alert): Promise<void> {
    const staff = await parts.records.staff()
    const about = await parts.store.case(alert.case)
    if (!about) return
    const all = called(alert, staff, parts.present)
    if (all.length === 0 && !alert.to) settled(alert, null, 'nobody')
    const text = parts.words(alert.why, about)
    await Promise.all(
      all.filter(({ id }) => isNews(alert, id)).map(({ id, telegram }) => ring(alert, id, telegram ?? '', text)),
    )
  }

  async function ring(alert: Alert, member: string, address: string, text: string): Promise<void> {
    try {
      settled(alert, member, await patiently(address, text))
    } catch (error) {
      settled(alert, member, 'failed', error)
    }
  }

  function isNews(alert: Alert, member: string): boolean {
    for (const [key, at] of heard) if (now() - at >= quietMs) heard.delete(key)
    const key = `${member} ${alert.case} ${alert.why}`
    if (alert.why !== 'danger' && heard.has(key)) return false
    heard.set(key, now())
    return true
  }

  /** What became of it in the end. What may have arrived is sent again: a call heard twice does no harm. */
  async function patiently(address: string, text: string): Promise<string> {
    const until = now() + giveUpMs
    for (let tries = 0; tries < mostTries && !stopping.signal.aborted && now() < until; ) {
      const delivery = await pager.page({ address, text })
      if (delivery.at === 'ok' || delivery.at === 'shelved') return 'ok'
      if (delivery.at === 'failed' || delivery.at === 'moved') return ended(delivery, address)
      const asked = delivery.at === 'unconfirmed' || delivery.tried
      if (asked) tries++
      const wanted = delivery.at === 'retry' ? delivery.afterMs : 0
      await parts.rest(Math.max(wanted, asked ? 500 * 2 ** tries : 0), stopping.signal)
    }
    return 'given up'
  }

  async function ended(delivery: Extract<Delivery, { at: 'failed' | 'moved' }>, address: string): Promise<string> {
    if (delivery.at === 'moved' || delivery.why === 'refused') return 'refused'
    await parts.lost(address)
    return delivery.why
  }

  function settled(alert: Alert, member: string | null, outcome: string, error?: unknown): void {
    parts.settled({ case: alert.case, member, outcome }, error)
  }
}
