import { createConsoles } from '../../../src/shift/consoles.ts'
import { vanishings } from '../../../src/shift/vanished.ts'
import { createMemoryStore } from '../../../src/store/memory.ts'
import { Chronicle } from './chronicle.ts'
import { type Counts, countsOf } from './counts.ts'
import { brokenAtEnd } from './end-laws.ts'
import { type Faults, none, overTheWire } from './faults.ts'
import { leasesOf } from './leases.ts'
import { begin, type Life } from './life.ts'
import { mindWith } from './mind.ts'
import { live, newPeople } from './people.ts'
import { Platform } from './platform.ts'
import { Requests } from './requests.ts'
import { type Mortal, Scheduler } from './scheduler.ts'
import { Staff } from './staff.ts'
import { brokenBy } from './turn-laws.ts'

/** Monday 23 November 2026, 10:00 in Riga. */
const morning = Date.parse('2026-11-23T08:00:00Z')
const second = 1000
const minute = 60 * second
const hour = 60 * minute

export interface Outcome {
  readonly broken: readonly string[]
  /** Of all that happened: the same seed gives the same. */
  readonly trace: number
  readonly counts: Counts
}

/** People, staff, platforms and two processes on one store, for as many events; then the faults end, and all is looked at. */
export async function simulate(seed: number, events: number, bad: Faults): Promise<Outcome> {
  const scheduler = new Scheduler(seed, morning)
  let faults = bad
  const broken: string[] = []
  const bare = createMemoryStore({ now: () => scheduler.now })
  const chronicle = new Chronicle(bare, (committed) => {
    const inbound = (event: string) => platform.sent.get(event)
    const event = (id: string) => staff.ops.find((op) => op.event.id === id)?.event
    broken.push(...brokenBy(committed, { inbound, staff: event }))
  })
  const requests = new Requests<Life>(scheduler)
  const platform: Platform = new Platform(newPeople(), { scheduler, chronicle, requests, faults: () => faults })
  const consoles = createConsoles(() => scheduler.now)
  const staff = new Staff({ scheduler, store: bare, consoles, requests })
  const holders = new Map<number, Mortal>()
  let deaths = 0
  const start = (name: string): Life =>
    begin({
      ...{ name, scheduler, mind: () => mindWith(consoles.present) },
      store: (whose) => overTheWire(leasesOf(chronicle.store, whose, holders), whose, scheduler, () => faults),
      channels: (whose) => platform.channels(whose),
    })
  const lives = [start('a'), start('b')]
  const alive = () => lives.filter((life) => life.alive)

  const often = (weight: number, happen: () => void | Promise<void>) => Array(weight).fill(happen)
  const happenings: readonly (() => void | Promise<void>)[] = [
    ...often(26, () => live(scheduler.pick(platform.people) ?? fail(), platform, scheduler)),
    ...often(30, deliver),
    ...often(22, () => staff.act()),
    ...often(12, () => scheduler.pick(alive())?.look()),
    ...often(4, () => staff.comesOrGoes()),
    ...often(4, vanish),
    ...often(1, async () => void (await chronicle.store.sweep(scheduler.now, 30 * 24 * hour))),
    ...often(4, pass),
    ...often(4, rise),
  ]

  for (let i = 0; i < events; i++) {
    scheduler.now += scheduler.below(2) * scheduler.below(2 * second)
    await (scheduler.pick(happenings) ?? fail)()
    if (scheduler.maybe(faults.crash)) die()
    if (scheduler.maybe(faults.stall)) scheduler.now += 31 * second
    if (scheduler.maybe(faults.duplicate)) repeat()
    for (let steps = scheduler.below(scheduler.waiting > 30 ? 40 : 12); steps > 0; steps--) await scheduler.step()
  }
  faults = none
  await end()
  // Three days in which nobody comes: whatever waits for a time gets it.
  for (let day = 0; day < 3; day++) {
    scheduler.now += 25 * hour
    await end()
  }
  const { people } = platform
  const outside = { chronicle, store: bare, people, requests, ops: staff.ops, now: scheduler.now, calm: bad === none }
  broken.push(...(await brokenAtEnd(outside)))
  return { broken, trace: scheduler.trace, counts: countsOf(chronicle, staff.ops, deaths) }

  function deliver(): void {
    const request = scheduler.pick(requests.waiting)
    const to = scheduler.pick(alive())
    if (request && to) requests.send(request, to)
  }

  /** Platforms repeat for a day at most, what they may have forgotten themselves. */
  function repeat(): void {
    const recent = requests.all.filter(({ state, since }) => state === 'answered' && since > scheduler.now - 20 * hour)
    const request = scheduler.pick(recent.slice(-20))
    const to = scheduler.pick(alive())
    if (request && to) requests.repeat(request, to)
  }

  async function vanish(): Promise<void> {
    const to = scheduler.pick(alive())
    const open = await bare.cases({ open: true, max: 100 })
    for (const { conversation, event } of vanishings(open, consoles, scheduler.now))
      to?.handle.system(conversation, event).catch(() => undefined)
  }

  /** Whatever is on its way; long only when nothing is, because no platform repeats for longer than a day. */
  function pass(): void {
    const idle = !requests.open && scheduler.waiting === 0
    if (idle || bad !== none) scheduler.now += scheduler.pick([20 * second, minute, 2 * minute, 4 * minute]) ?? 0
    if (idle) scheduler.now += scheduler.pick([0, hour, 9 * hour, 26 * hour]) ?? 0
  }

  function die(): void {
    const life = scheduler.pick(alive())
    if (!life) return
    deaths++
    scheduler.die(life)
    requests.died(life)
  }

  function rise(): void {
    for (const [i, life] of lives.entries()) if (!life.alive) lives[i] = start(life.name)
  }

  /** Everybody asks again what was not answered, processes are there, and twelve minutes and more pass. */
  async function end(): Promise<void> {
    rise()
    const until = scheduler.now + 12 * minute
    for (let round = 0; round < 300; round++) {
      for (const request of requests.waiting) requests.send(request, scheduler.pick(lives) ?? fail())
      for (const life of lives) life.look()
      await scheduler.rest()
      const { outbox } = await bare.census(scheduler.now)
      if (scheduler.now >= until && outbox.lines === 0 && !requests.open) return
      scheduler.now += 20 * second
    }
  }
}

function fail(): never {
  throw new Error('There is always something to pick from.')
}
