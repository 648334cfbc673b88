import { describe, expect, it } from 'vitest'
import type { Act } from '../../src/core/acts.ts'
import type { ConsultantDeed } from '../../src/core/events.ts'
import { createHandle } from '../../src/engine/handle.ts'
import { createLanes } from '../../src/engine/lanes.ts'
import { createConsoles, lingersMs } from '../../src/shift/consoles.ts'
import { createShift } from '../../src/shift/shift.ts'
import { createMemoryStore } from '../../src/store/memory.ts'
import { createLive } from '../../src/web/live.ts'
import { anna, hour, ilze, knowledge, minute, monday, rules, texts, understood, wishes } from '../core/small-world.ts'
import { member } from './cases.ts'

/** Staff, the memory store and the real engine, on a clock that stands still until it is told to go. */
async function house() {
  const clock = { now: monday }
  const now = (): number => clock.now
  const store = createMemoryStore({ now })
  const live = createLive()
  const consoles = createConsoles(now)
  const told: string[] = []
  const handle = createHandle({
    store,
    lanes: createLanes(),
    live,
    mind: () => ({ understanding: { understand: () => understood(wishes.miss) }, texts, rules }),
    now,
    idOf: (_channel, person) => person,
    ready: () => undefined,
    failed: (_id, error) => {
      throw error
    },
  })
  const shift = createShift({
    store,
    records: store,
    live,
    consoles,
    hours: () => knowledge.hours,
    now,
    tell(conversation, event) {
      told.push(event.id)
      return handle.system(conversation, event)
    },
    failed: (error) => {
      throw error
    },
  })
  for (const one of [anna, ilze]) await store.saveStaff(member(one.id))
  await shift.look()
  let count = 0
  const person = (what: Parameters<typeof handle.person>[0]['what'], who = 'p1') =>
    handle.person({
      event: `e${count++}`,
      at: clock.now,
      channel: 'x',
      person: who,
      address: who,
      pastKeptBy: 'platform',
      clientLanguage: null,
      what,
    })
  const deed = async (by: typeof anna, what: ConsultantDeed, who = 'p1') => {
    const found = (await store.cases({ open: true, max: 100 })).find((c) => c.conversation === who)
    expect(await handle.staff(who, { id: `s${count++}`, at: clock.now, by, case: found?.id ?? '', ...what })).toBeNull()
  }
  return {
    clock,
    store,
    consoles,
    shift,
    told,
    writes: (text: string) => person({ type: 'personWrote', text }),
    deed,
    async waits(who = 'p1') {
      const tap = (act: Act) => person({ type: 'personChose', act, label: null }, who)
      await tap({ kind: 'human' })
      await tap({ kind: 'consent-yes' })
    },
    state: async () => (await store.cases({ open: true, max: 1 }))[0]?.state,
    /** Rounds of looking, as often as the program does it. */
    async after(ms: number) {
      for (const end = clock.now + ms; clock.now < end; ) {
        clock.now = Math.min(end, clock.now + 5_000)
        await shift.look()
      }
    },
  }
}

/** Anna has the case of somebody who waits for her words, her console open. */
async function annaTalks() {
  const h = await house()
  h.consoles.came(anna.id)
  await h.waits()
  await h.deed(anna, { type: 'caseClaimed' })
  return h
}

const wrote: ConsultantDeed = { type: 'consultantWrote', text: 'Which street?', through: 'as-typed' }

describe('a consultant who vanishes', () => {
  it('while the person waits for them: the case is back in the queue within a minute, with its age', async () => {
    const h = await annaTalks()
    const openedAt = (await h.store.cases({ open: true, max: 1 }))[0]?.openedAt
    await h.after(10 * minute)
    expect(await h.state()).toBe('claimed')
    h.consoles.left(anna.id)
    await h.after(lingersMs - 5_000)
    expect(await h.state()).toBe('claimed')
    await h.after(20_000)
    expect((await h.store.cases({ open: true, max: 1 }))[0]).toMatchObject({ state: 'queued', by: null, openedAt })
  })

  it('is one vanishing, however often it is seen', async () => {
    const h = await annaTalks()
    h.consoles.left(anna.id)
    const stuck = h.store.cases
    const before = await stuck({ open: true, max: 10 })
    // A second look that still sees what was before the first one decided.
    h.store.cases = async () => before
    await h.after(lingersMs + 10_000)
    h.store.cases = stuck
    expect(h.told.length).toBeGreaterThan(1)
    expect(new Set(h.told).size).toBe(1)
    const lines = await h.store.transcript('p1', 0, 100)
    expect(lines.filter(({ mark }) => mark?.key === 'vanished')).toHaveLength(1)
  })

  it('and comes back before 45 seconds are over has not vanished', async () => {
    const h = await annaTalks()
    h.consoles.left(anna.id)
    await h.after(lingersMs - 5_000)
    h.consoles.came(anna.id)
    await h.after(hour)
    expect(await h.state()).toBe('claimed')
  })

  it('keeps the case while it is the person who is to write', async () => {
    const h = await annaTalks()
    await h.deed(anna, wrote)
    h.consoles.left(anna.id)
    await h.after(hour)
    expect(await h.state()).toBe('claimed')
    // The person writes at last: from then on it is 45 seconds.
    await h.writes('Brivibas street')
    await h.after(lingersMs - 5_000)
    expect(await h.state()).toBe('claimed')
    await h.after(10_000)
    expect(await h.state()).toBe('queued')
  })

  it('keeps a case that sleeps, with the console closed for the night', async () => {
    const h = await annaTalks()
    await h.deed(anna, { type: 'caseSlept', until: monday + 24 * hour })
    h.consoles.left(anna.id)
    await h.after(hour)
    expect(await h.state()).toBe('claimed')
  })

  it('keeps a case in which the interpreter is to write', async () => {
    const h = await annaTalks()
    await h.deed(anna, { type: 'interpreterAsked', language: 'prs', variety: null, lines: [] })
    expect((await h.store.cases({ open: true, max: 1 }))[0]?.attention).toBe('interpreter')
    h.consoles.left(anna.id)
    await h.after(hour)
    expect(await h.state()).toBe('claimed')
  })

  it('after a restart everybody has 45 seconds to come back', async () => {
    const h = await house()
    await h.waits()
    await h.deed(anna, { type: 'caseClaimed' })
    await h.after(lingersMs - 5_000)
    expect(await h.state()).toBe('claimed')
    await h.after(10_000)
    expect(await h.state()).toBe('queued')
  })
})

describe('what rules know of who is here', () => {
  it('presence is of this moment; cases in hand are of the last look', async () => {
    const h = await annaTalks()
    const of = (id: string) => h.shift.roster().colleagues.find(({ ref }) => ref.id === id)
    expect(of(anna.id)).toMatchObject({ present: true, busy: 0 })
    await h.shift.look()
    expect(of(anna.id)).toMatchObject({ present: true, busy: 1 })
    expect(of(ilze.id)).toMatchObject({ present: false, busy: 0 })
  })

  it('an account that is disabled, or new, is known with the next look', async () => {
    const h = await house()
    await h.store.saveStaff(member('dace'))
    await h.store.changeStaff(ilze.id, (m) => ({ ...m, disabled: true }))
    await h.shift.look()
    expect(h.shift.roster().colleagues.map(({ ref }) => ref.id)).toEqual([anna.id, 'dace'])
  })

  it('a change of a case is looked at within seconds, without waiting for the next round', async () => {
    const h = await house()
    const stop = new AbortController()
    const running = h.shift.run(stop.signal)
    h.consoles.came(anna.id)
    await h.waits()
    await h.deed(anna, { type: 'caseClaimed' })
    const began = performance.now()
    await expect
      .poll(() => h.shift.roster().colleagues.find(({ ref }) => ref.id === anna.id)?.busy, { timeout: 4_000 })
      .toBe(1)
    expect(performance.now() - began).toBeLessThan(3_000)
    stop.abort()
    await running
  })

  it('how long it usually takes: from the talks of late, while somebody is here to take the next one', async () => {
    const h = await house()
    h.consoles.came(anna.id)
    for (let n = 0; n < 20; n++) {
      await h.waits(`p${n}`)
      h.clock.now += minute
      await h.deed(anna, { type: 'caseClaimed' }, `p${n}`)
      await h.deed(anna, { type: 'caseClosed', outcome: 'helped', tags: [] }, `p${n}`)
    }
    expect(h.shift.usualWait()).toBeNull()
    h.clock.now += minute
    await h.shift.look()
    expect(h.shift.usualWait()).toEqual({ from: 1, to: 1 })
    await h.waits('p21')
    await h.waits('p22')
    await h.shift.look()
    expect(h.shift.usualWait()).toEqual({ from: 3, to: 3 })
    h.consoles.left(anna.id)
    h.clock.now += lingersMs
    expect(h.shift.usualWait()).toBeNull()
  })
})
