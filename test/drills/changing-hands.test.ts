import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { ConsultantDeed } from '../../src/core/events.ts'
import type { Channel, Store } from '../../src/core/ports.ts'
import { createHandle } from '../../src/engine/handle.ts'
import { createLanes } from '../../src/engine/lanes.ts'
import { createRelay } from '../../src/engine/relay.ts'
import { createMemoryStore } from '../../src/store/memory.ts'
import { createLive } from '../../src/web/live.ts'
import { anna, ilze, monday, rules, texts, understood, wishes } from '../core/small-world.ts'
import { drillSeed } from './random.ts'
import { report } from './table.ts'

const runs = Number(process.env.DRILL_RUNS ?? (process.env.DRILL_ROWS ? 10_000 : 500))

/** What happens at the same time; in which order its steps reach the store is left to chance. */
type Deed =
  | { readonly who: 'person'; readonly text: string }
  | { readonly who: 'anna' | 'ilze'; readonly deed: ConsultantDeed }

const hands: readonly ConsultantDeed[] = [
  { type: 'caseClaimed' },
  { type: 'caseClaimed' },
  { type: 'caseReturned' },
  { type: 'caseMoved', desk: 'legal', office: null, note: '' },
  { type: 'caseClosed', outcome: null, tags: [] },
]
const anyDeed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 5, arbitrary: fc.constant<Deed>({ who: 'person', text: '' }) },
  ...(['anna', 'ilze'] as const).flatMap((who) => hands.map((deed) => fc.constant<Deed>({ who, deed }))),
)

/** Two processes over one store, each call to which happens when `pass` lets it. */
function openTwo(pass: () => Promise<void>) {
  let count = 0
  const store = createMemoryStore({ now: () => monday })
  const screen: string[] = []
  const slow = <T extends unknown[], R>(call: (...args: T) => Promise<R>) => {
    return async (...args: T): Promise<R> => {
      await pass()
      return call(...args)
    }
  }
  const shared: Store = { ...store, load: slow(store.load), commit: slow(store.commit), settle: slow(store.settle) }
  const channel: Channel = {
    name: 'telegram',
    async send({ line }) {
      screen.push(line.text)
      return { at: 'ok', receipt: null }
    },
    run: async () => {},
  }
  const processes = [0, 1].map(() => {
    const handle = createHandle({
      ...{ store: shared, lanes: createLanes(), live: createLive(), now: () => monday },
      idOf: (_channel, person) => person,
      mind: () => ({ texts, rules, understanding: { understand: () => understood(wishes.miss) } }),
      ready: (id, fence) => relay.ready(id, fence),
      failed: (_id, error) => {
        throw error
      },
    })
    const relay = createRelay({
      ...{ store: shared, handle, now: () => monday, settled: () => {} },
      channels: new Map([['telegram', channel]]),
    })
    return { handle, relay }
  })
  const seen = () => ({
    event: `e${count++}`,
    at: monday + count,
    ...{ channel: 'telegram', pastKeptBy: 'platform', clientLanguage: null, person: 'amina', address: 'amina' },
  })
  const process = (i: number) => processes[i % 2] as (typeof processes)[number]
  return {
    store,
    screen,
    person: (text: string, i: number) =>
      process(i).handle.person({ ...seen(), pastKeptBy: 'platform', what: { type: 'personWrote', text } }),
    chooses: (kind: 'human' | 'consent-yes') =>
      process(0).handle.person({
        ...seen(),
        pastKeptBy: 'platform',
        what: { type: 'personChose', act: { kind }, label: null },
      }),
    async staff(who: 'anna' | 'ilze', deed: ConsultantDeed, i: number) {
      const [found] = await store.cases({ max: 10 })
      const by = who === 'anna' ? anna : ilze
      const at = monday + ++count
      return process(i).handle.staff('amina', { id: `s${count}`, at, by, case: found?.id ?? 'none', ...deed })
    },
    idle: () => Promise.all(processes.map(({ relay }) => relay.idle())),
  }
}

it('a person writes while their case is taken, given back, moved and closed: every message is in one place, in one order, and one owner has it', async () => {
  const seed = drillSeed()
  let messages = 0
  let claims = 0
  const outcome = await fc.check(
    fc.asyncProperty(fc.scheduler(), fc.array(anyDeed, { minLength: 4, maxLength: 10 }), async (s, deeds) => {
      let open = true
      const two = openTwo(() => (open ? Promise.resolve() : s.schedule(Promise.resolve())))
      await two.person('my roof leaks', 0)
      await two.chooses('human')
      await two.chooses('consent-yes')
      await two.idle()
      expect((await two.store.load('amina')).conversation?.handling.at).toBe('queued')
      open = false
      const said: string[] = []
      // As Telegram does it: the next one of a chat comes when the one before is acknowledged.
      let acknowledged: Promise<unknown> = Promise.resolve()
      const all = deeds.map((deed, i) => {
        if (deed.who !== 'person') return two.staff(deed.who, deed.deed, i)
        const text = `words ${said.push('')}`
        said[said.length - 1] = text
        acknowledged = acknowledged.then(() => two.person(text, i))
        return acknowledged
      })
      const answers = await s.waitFor(Promise.all(all))
      await s.waitFor(two.idle())
      open = true
      messages += said.length
      const kept = (await two.store.transcript('amina', 0, 1000)).filter(({ from }) => from.who === 'person')
      expect(kept.map(({ text }) => text).filter((text) => text.startsWith('words'))).toEqual(said)
      // Nobody has it without being told so; nobody is told so and does not have it.
      const owned = deeds.filter((deed, i) => deed.who !== 'person' && deed.deed.type === 'caseClaimed' && !answers[i])
      claims += owned.length
      const { conversation } = await two.store.load('amina')
      const cases = await two.store.cases({ open: true, max: 10 })
      const handling = conversation?.handling
      expect(cases.length).toBe(handling?.at === 'queued' || handling?.at === 'claimed' ? 1 : 0)
      if (handling?.at === 'claimed') {
        expect(cases[0]?.by).toEqual(handling.by)
        expect(owned.some((deed) => deed.who === handling.by.id)).toBe(true)
      }
      // Everything that was to be sent has been, by whichever process.
      expect(await two.store.claimWork(monday + 86_400_000, 1000, 10)).toEqual([])
    }),
    { seed, numRuns: runs },
  )
  report({
    number: '13',
    fault: 'a person writes while their case changes hands, two processes, calls to the store in any order',
    done: `${outcome.numRuns} interleavings, ${messages} messages, ${claims} claims`,
    counts: { 'violations (lost, twice, out of order, two owners, none)': outcome.failed ? 1 : 0 },
    longest: null,
    seed,
  })
  expect(outcome.failed ? fc.defaultReportMessage(outcome) : null).toBeNull()
  expect(claims).toBeGreaterThan(runs / 4)
}, 600_000)
