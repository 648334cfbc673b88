import { describe, expect, it } from 'vitest'
import type { Channel, Delivery, Inbound } from '../../src/core/ports.ts'
import { createHandle } from '../../src/engine/handle.ts'
import { createLanes } from '../../src/engine/lanes.ts'
import { createRelay } from '../../src/engine/relay.ts'
import { createMemoryStore } from '../../src/store/memory.ts'
import { createLive } from '../../src/web/live.ts'
import { anna, monday, rules, texts, understood, wishes } from '../core/small-world.ts'

/** An engine over the memory store and a channel whose answers are given beforehand; "ok" when none is left. */
function engine(...answers: Delivery[]) {
  let now = monday
  const sent: string[] = []
  const store = createMemoryStore({ now: () => now })
  const channel: Channel = {
    name: 'x',
    async send({ line }, address) {
      const answer = answers.shift() ?? ({ at: 'ok', receipt: 'r' } as const)
      sent.push(`${answer.at} ${address} ${line.text}`)
      return answer
    },
    run: async () => {},
  }
  const handle = createHandle({
    store,
    lanes: createLanes(),
    live: createLive(),
    mind: () => ({
      understanding: { understand: (text) => understood(text === 'human' ? wishes.human : wishes.address) },
      texts,
      rules,
    }),
    now: () => now,
    idOf: (_channel, person) => person,
    ready: (id, fence) => relay.ready(id, fence),
    failed: (_id, error) => {
      throw error
    },
  })
  const relay = createRelay({ store, handle, now: () => now, channels: new Map([['x', channel]]), settled: () => {} })
  let count = 0
  return {
    store,
    sent,
    /** What the platform answers next. */
    answers,
    handle,
    /** `at`: when their platform says that it was. */
    async does(what: Inbound['what'], person = 'p1', event = `e${count++}`, at = now) {
      await handle.person({
        event,
        at,
        channel: 'x',
        person,
        address: person,
        pastKeptBy: 'platform',
        clientLanguage: null,
        what,
      })
      await relay.idle()
    },
    writes(text: string, person?: string) {
      return this.does({ type: 'personWrote', text }, person)
    },
    async after(ms: number) {
      now += ms
      await relay.takeUp()
      await relay.idle()
    },
    async waiting() {
      await this.writes('human')
      await this.does({ type: 'personChose', act: { kind: 'consent-yes' }, label: null })
    },
    async claimed() {
      const [open] = await store.cases({ open: true, max: 1 })
      const refused = await handle.staff('p1', {
        id: `s${count++}`,
        at: now,
        by: anna,
        case: open?.id ?? '',
        type: 'caseClaimed',
      })
      await relay.idle()
      return refused
    },
    async replies(text: string) {
      const [open] = await store.cases({ open: true, max: 1 })
      await handle.staff('p1', {
        id: `s${count++}`,
        at: now,
        by: anna,
        case: open?.id ?? '',
        type: 'consultantWrote',
        through: 'as-typed',
        text,
      })
      await relay.idle()
    },
  }
}

const later = (afterMs: number, tried = true): Delivery => ({ at: 'retry', afterMs, tried })

describe('sending', () => {
  it('a line that cannot go now keeps the later ones of its talk waiting, and nobody else’s', async () => {
    const e = engine(later(60_000))
    await e.writes('a')
    await e.writes('b')
    await e.writes('c', 'p2')
    expect(e.sent).toEqual(['retry p1 notice', 'ok p2 notice', 'ok p2 answer address'])
    await e.after(59_000)
    expect(e.sent).toHaveLength(3)
    await e.after(1_000)
    expect(e.sent.slice(3)).toEqual(['ok p1 notice', 'ok p1 answer address', 'ok p1 answer address'])
  })
  it('tries less and less often while a platform is down, and in the end shows the line as failed', async () => {
    const e = engine(...Array.from({ length: 1501 }, () => later(0)))
    await e.writes('a')
    await e.after(499)
    expect(e.sent).toHaveLength(1)
    await e.after(1)
    expect(e.sent).toHaveLength(2)
    for (let i = 0; i < 1600; i++) await e.after(60_000)
    expect(e.sent.filter((s) => s.startsWith('retry'))).toHaveLength(1501)
    expect(e.sent.at(-1)).toBe('ok p1 answer address')
  })
  it('somebody who blocked us is unreachable, and their case is closed', async () => {
    const e = engine()
    await e.waiting()
    expect(await e.claimed()).toBeNull()
    e.answers.push({ at: 'failed', why: 'blocked' })
    await e.replies('come on Monday')
    expect((await e.store.load('p1')).conversation?.unreachable).toBe('blocked')
    expect(await e.store.cases({ open: true, max: 1 })).toEqual([])
    expect((await e.store.cases({ open: false, max: 1 }))[0]?.how).toBe('unreachable')
  })
  it('a message that the platform refuses is shown as failed and does not hold up the next', async () => {
    const e = engine({ at: 'failed', why: 'refused' })
    await e.writes('a')
    expect(e.sent).toEqual(['failed p1 notice', 'ok p1 answer address'])
    expect((await e.store.load('p1')).conversation?.unreachable).toBeNull()
  })
  it('a chat that moved gets the line at its new address, and all later ones', async () => {
    const e = engine({ at: 'moved', address: 'new' })
    await e.writes('a')
    await e.after(500)
    expect(e.sent).toEqual(['moved p1 notice', 'ok new notice', 'ok new answer address'])
  })
  it('a message that was late and brings the old address back does not keep lines from the new one', async () => {
    const moved: Delivery = { at: 'moved', address: 'new' }
    const e = engine(moved, moved)
    await e.writes('a')
    await e.writes('late')
    await e.after(500)
    await e.after(60_000)
    expect(e.sent.slice(0, 3)).toEqual(['moved p1 notice', 'moved p1 notice', 'ok new notice'])
    expect(await e.store.claimWork(monday + 24 * 3_600_000, 1000, 10)).toEqual([])
  })
  it('the bot’s words are repeated until they are confirmed', async () => {
    const e = engine({ at: 'unconfirmed' }, { at: 'unconfirmed' })
    await e.writes('a')
    await e.after(500)
    await e.after(1000)
    expect(e.sent).toEqual(['unconfirmed p1 notice', 'unconfirmed p1 notice', 'ok p1 notice', 'ok p1 answer address'])
  })
  it('what was lost on its way and then sent is shown as perhaps there twice; what was only refused is not', async () => {
    const e = engine()
    await e.waiting()
    await e.claimed()
    e.answers.push({ at: 'unconfirmed' })
    await e.replies('lost once')
    await e.after(60_000)
    e.answers.push(later(0))
    await e.replies('refused once')
    await e.after(60_000)
    const lines = await e.store.transcript('p1', 0, 100)
    const stateOf = (text: string) => lines.find((line) => line.text === text)?.delivery
    expect(stateOf('lost once')).toEqual({ at: 'sent', receipt: 'r', twice: true })
    expect(stateOf('refused once')).toEqual({ at: 'sent', receipt: 'r' })
  })
  it('what was sent and could not be noted is sent again by the same process, and shown as perhaps there twice', async () => {
    const e = engine()
    await e.waiting()
    await e.claimed()
    const { settle } = e.store
    Object.assign(e.store, {
      settle() {
        Object.assign(e.store, { settle })
        throw new Error('The disk is full.')
      },
    })
    const before = e.sent.length
    await e.replies('one')
    // Under the lease that still lives: the store cannot know that the first one was on its way.
    await e.replies('two')
    expect(e.sent.slice(before)).toEqual(['ok p1 one', 'ok p1 one', 'ok p1 two'])
    const lines = await e.store.transcript('p1', 0, 100)
    const stateOf = (text: string) => lines.find((line) => line.text === text)?.delivery
    expect(stateOf('one')).toEqual({ at: 'sent', receipt: 'r', twice: true })
    expect(stateOf('two')).toEqual({ at: 'sent', receipt: 'r' })
  })
  it('a human being’s words are repeated once, then shown as unconfirmed: they may have come twice', async () => {
    const e = engine()
    await e.waiting()
    await e.claimed()
    const before = e.sent.length
    e.answers.push({ at: 'unconfirmed' }, { at: 'unconfirmed' })
    await e.replies('come on Monday')
    await e.after(500)
    await e.after(60_000)
    expect(e.sent.slice(before)).toEqual(['unconfirmed p1 come on Monday', 'unconfirmed p1 come on Monday'])
    const lines = await e.store.transcript('p1', 0, 100)
    expect(lines.find((line) => line.text === 'come on Monday')?.delivery?.at).toBe('unconfirmed')
  })
  it('the same event a hundred times at once is one turn and one reply', async () => {
    const e = engine()
    await Promise.all(Array.from({ length: 100 }, () => e.does({ type: 'personWrote', text: 'a' }, 'p1', 'same')))
    expect(e.sent).toEqual(['ok p1 notice', 'ok p1 answer address'])
  })
  it('a hundred messages of one person at once are a hundred turns in order', async () => {
    const e = engine()
    await Promise.all(Array.from({ length: 100 }, (_, i) => e.writes(`m${i}`)))
    expect(e.sent).toHaveLength(101)
  })
})

describe('looking after those who wait', () => {
  it('a clock that a late message sets to a time at which it has rung before rings again', async () => {
    const e = engine()
    await e.waiting()
    await e.claimed()
    await e.replies('one')
    await e.writes('still there?')
    await e.after(3 * 60_000)
    await e.replies('two')
    // Its platform could not deliver it until now: it is as old as the one that was answered.
    await e.does({ type: 'personWrote', text: 'and this?' }, 'p1', 'late', monday)
    for (let i = 0; i < 4; i++) await e.after(2 * 60_000)
    expect((await e.store.cases({ open: true, max: 1 }))[0]?.state).toBe('queued')
  })
})
