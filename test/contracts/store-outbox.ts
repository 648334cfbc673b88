import { expect, it } from 'vitest'
import type { Committed, Store } from '../../src/core/ports.ts'
import type { DeliveryState } from '../../src/core/transcript.ts'
import { conversation, minute, morning, said, toSay, turn } from '../store/builders.ts'
import { type Bench, leaseMs } from './store-bench.ts'

const sent: DeliveryState = { at: 'sent', receipt: 'r1' }
const fenceOf = (answer: Committed): number => (answer.at === 'done' ? (answer.fence ?? -1) : -1)
const settled = (state: DeliveryState) => ({ at: 'settled', state }) as const

/** One conversation with lines on their way; gives the fence of the one who committed. */
async function waiting(store: Store, id: string, ...texts: string[]): Promise<number> {
  const lines = texts.map((text, i) => toSay(i + 1, text))
  return fenceOf(await store.commit(turn(conversation(id), 0, { lines })))
}

export function outboxContract(bench: () => Promise<Bench>): void {
  it('who commits a line may send it at once, and nobody else meanwhile', async () => {
    const { store, clock } = await bench()
    const fence = await waiting(store, 'c1', 'hello', 'how are you')
    expect(fence).toBeGreaterThan(0)
    const work = await store.workOf('c1', fence)
    expect(work).toMatchObject({ conversation: 'c1', channel: 'telegram', address: 'chat-of-c1', tries: 0, fence })
    expect(work?.lines.map((line) => line.text)).toEqual(['hello', 'how are you'])
    expect(await store.claimWork(clock.now, 1000, 10)).toEqual([])
    expect(await store.workOf('c1', fence + 1)).toBeNull()
  })

  it('a turn without lines to send takes no lease', async () => {
    const { store } = await bench()
    const answer = await store.commit(turn(conversation('c1'), 0, { lines: [said(1, 'I only listen')] }))
    expect(answer).toEqual({ at: 'done', version: 1, fence: null })
  })

  it('a second turn while the first is being sent joins its lease', async () => {
    const { store } = await bench()
    const fence = await waiting(store, 'c1', 'one')
    const answer = await store.commit(turn(conversation('c1', { lines: 1 }), 1, { lines: [toSay(2, 'two')] }))
    expect(fenceOf(answer)).toBe(fence)
    expect((await store.workOf('c1', fence))?.lines.map((line) => line.text)).toEqual(['one', 'two'])
  })

  it('a settled line is never sent again, and the last one ends the lease', async () => {
    const { store, clock } = await bench()
    const fence = await waiting(store, 'c1', 'one', 'two')
    expect(await store.settle({ conversation: 'c1', fence, line: 1, outcome: settled(sent) })).toBe(true)
    expect((await store.workOf('c1', fence))?.lines.map((line) => line.number)).toEqual([2])
    expect(await store.settle({ conversation: 'c1', fence, line: 2, outcome: settled({ at: 'unconfirmed' }) })).toBe(
      true,
    )
    expect(await store.workOf('c1', fence)).toBeNull()
    expect(await store.nextWork()).toBeNull()
    expect(await store.claimWork(clock.now + leaseMs * 2, 1000, 10)).toEqual([])
    const lines = await store.transcript('c1', 0, 10)
    expect(lines.map((line) => line.delivery)).toEqual([sent, { at: 'unconfirmed' }])
  })

  it('a line settled twice under one lease is settled once', async () => {
    const { store } = await bench()
    const fence = await waiting(store, 'c1', 'one', 'two')
    const failed = settled({ at: 'failed', why: 'blocked' })
    expect(await store.settle({ conversation: 'c1', fence, line: 1, outcome: failed })).toBe(true)
    expect(await store.settle({ conversation: 'c1', fence, line: 1, outcome: settled(sent) })).toBe(true)
    expect((await store.transcript('c1', 0, 1))[0]?.delivery).toEqual({ at: 'failed', why: 'blocked' })
  })

  it('when its holder is gone the lease passes on at its end', async () => {
    const { store, clock } = await bench()
    const first = await waiting(store, 'c1', 'hello')
    expect(await store.nextWork()).toBe(clock.now + leaseMs)
    clock.now += leaseMs
    const [work] = await store.claimWork(clock.now, 5000, 10)
    expect(work).toMatchObject({ conversation: 'c1', tries: 0 })
    expect(work?.fence).toBeGreaterThan(first)
    expect(await store.claimWork(clock.now, 5000, 10)).toEqual([])
  })

  it('what a holder who is gone may have sent is in doubt; what was given back is not', async () => {
    const { store, clock } = await bench()
    await waiting(store, 'c1', 'one', 'two')
    await store.release('c2', await waiting(store, 'c2', 'hello'))
    expect(await store.claimWork(clock.now, 5000, 10)).toMatchObject([{ conversation: 'c2', doubtful: false }])
    clock.now += leaseMs
    const work = await store.claimWork(clock.now, leaseMs, 10)
    const [c1] = work.filter(({ conversation: id }) => id === 'c1')
    expect(c1).toMatchObject({ doubtful: true })
    const twice: DeliveryState = { at: 'sent', receipt: 'r1', twice: true }
    await store.settle({ conversation: 'c1', fence: c1?.fence ?? -1, line: 1, outcome: settled(twice) })
    expect((await store.transcript('c1', 0, 1))[0]?.delivery).toEqual(twice)
    expect(await store.workOf('c1', c1?.fence ?? -1)).toMatchObject({ lines: [{ number: 2 }], doubtful: false })
  })

  it('a turn that comes while a lease has run out does not hide the doubt', async () => {
    const { store, clock } = await bench()
    await waiting(store, 'c1', 'one')
    clock.now += leaseMs
    const fence = fenceOf(await store.commit(turn(conversation('c1', { lines: 1 }), 1, { lines: [toSay(2, 'two')] })))
    expect(await store.workOf('c1', fence)).toMatchObject({ doubtful: true })
  })

  it('a line whose try was lost on its way stays in doubt until it is settled', async () => {
    const { store, clock } = await bench()
    const fence = await waiting(store, 'c1', 'one')
    const lost = { at: 'later', when: clock.now + 1000, tried: true, doubtful: true } as const
    await store.settle({ conversation: 'c1', fence, line: 1, outcome: lost })
    await store.release('c1', fence)
    clock.now += 1000
    const [work] = await store.claimWork(clock.now, 5000, 10)
    expect(work).toMatchObject({ tries: 1, doubtful: true })
    const { doubtful: _, ...refused } = lost
    await store.settle({
      conversation: 'c1',
      fence: work?.fence ?? -1,
      line: 1,
      outcome: { ...refused, when: clock.now + 1000 },
    })
    clock.now += 1000
    expect(await store.workOf('c1', work?.fence ?? -1)).toMatchObject({ tries: 2, doubtful: true })
  })

  it('a paused process cannot settle after its lease', async () => {
    const { store, clock } = await bench()
    const paused = await waiting(store, 'c1', 'hello')
    clock.now += leaseMs
    expect(await store.workOf('c1', paused)).toBeNull()
    expect(await store.settle({ conversation: 'c1', fence: paused, line: 1, outcome: settled(sent) })).toBe(false)
    const [work] = await store.claimWork(clock.now, 5000, 10)
    expect(await store.settle({ conversation: 'c1', fence: paused, line: 1, outcome: settled(sent) })).toBe(false)
    expect(await store.workOf('c1', work?.fence ?? -1)).toMatchObject({ lines: [{ delivery: { at: 'waiting' } }] })
  })

  it('whoever settles in time keeps the lease: a long outbox has one sender', async () => {
    const { store, clock } = await bench()
    const fence = await waiting(store, 'c1', 'one', 'two')
    clock.now += leaseMs - 1
    await store.settle({ conversation: 'c1', fence, line: 1, outcome: settled(sent) })
    clock.now += leaseMs - 1
    expect(await store.claimWork(clock.now, 5000, 10)).toEqual([])
    expect(await store.workOf('c1', fence)).not.toBeNull()
  })

  it('whoever says in time that they live keeps the lease; after it has run out nobody can', async () => {
    const { store, clock } = await bench()
    const fence = await waiting(store, 'c1', 'one')
    for (let i = 0; i < 5; i++) {
      clock.now += leaseMs - 1
      expect(await store.renew('c1', fence)).toBe(true)
      expect(await store.claimWork(clock.now, 1000, 10)).toEqual([])
    }
    expect(await store.renew('c1', fence + 7)).toBe(false)
    clock.now += leaseMs
    expect(await store.renew('c1', fence)).toBe(false)
    expect(await store.claimWork(clock.now, 1000, 10)).toMatchObject([{ doubtful: true }])
  })

  it('a lease given back can be taken at once; a stranger cannot give it back', async () => {
    const { store, clock } = await bench()
    const fence = await waiting(store, 'c1', 'hello')
    await store.release('c1', fence + 7)
    expect(await store.claimWork(clock.now, 1000, 10)).toEqual([])
    await store.release('c1', fence)
    expect(await store.nextWork()).toBeLessThanOrEqual(clock.now)
    expect(await store.claimWork(clock.now, 1000, 10)).toHaveLength(1)
  })

  it('a lease that has run out cannot be given back: what its holder may have sent stays in doubt', async () => {
    const { store, clock } = await bench()
    const fence = await waiting(store, 'c1', 'one')
    clock.now += leaseMs + 1
    // A process that slept wakes up, is refused, and gives back what it no longer has.
    expect(await store.settle({ conversation: 'c1', fence, line: 1, outcome: settled(sent) })).toBe(false)
    await store.release('c1', fence)
    const [work] = await store.claimWork(clock.now, leaseMs, 10)
    expect(work?.doubtful).toBe(true)
  })

  it('two who look for work at once never get the same', async () => {
    const { store, clock } = await bench()
    for (let i = 0; i < 20; i++) await store.release(`c${i}`, await waiting(store, `c${i}`, 'hello'))
    const halves = await Promise.all([store.claimWork(clock.now, 1000, 12), store.claimWork(clock.now, 1000, 12)])
    expect(halves.map((half) => half.length)).toEqual([12, 8])
    expect(new Set(halves.flat().map((work) => work.conversation)).size).toBe(20)
  })

  it('a postponed line holds back the later lines of its own conversation, and nobody else', async () => {
    const { store, clock } = await bench()
    const fence = await waiting(store, 'c1', 'one', 'two')
    await store.release('c2', await waiting(store, 'c2', 'hello'))
    const when = clock.now + minute
    expect(
      await store.settle({ conversation: 'c1', fence, line: 1, outcome: { at: 'later', when, tried: true } }),
    ).toBe(true)
    expect(await store.workOf('c1', fence)).toBeNull()
    await store.release('c1', fence)
    expect((await store.claimWork(clock.now, 1000, 10)).map((work) => work.conversation)).toEqual(['c2'])
    const more = await store.commit(turn(conversation('c1', { lines: 2 }), 1, { lines: [toSay(3, 'three')] }))
    expect(more).toMatchObject({ at: 'done', fence: null })
    clock.now = when
    const found = (await store.claimWork(clock.now, 1000, 10)).filter((work) => work.conversation === 'c1')
    expect(found[0]).toMatchObject({ tries: 1, lines: [{ text: 'one' }, { text: 'two' }, { text: 'three' }] })
  })

  it('only real tries are counted, and the next line begins at none', async () => {
    const { store, clock } = await bench()
    const fence = await waiting(store, 'c1', 'one', 'two')
    const later = (tried: boolean) => ({ at: 'later', when: clock.now, tried }) as const
    await store.settle({ conversation: 'c1', fence, line: 1, outcome: later(true) })
    await store.settle({ conversation: 'c1', fence, line: 1, outcome: later(false) })
    await store.settle({ conversation: 'c1', fence, line: 1, outcome: later(true) })
    expect((await store.workOf('c1', fence))?.tries).toBe(2)
    await store.settle({ conversation: 'c1', fence, line: 1, outcome: settled(sent) })
    expect((await store.workOf('c1', fence))?.tries).toBe(0)
  })

  it('knows when there is something to do: a postponed line, the end of a lease, or at once', async () => {
    const { store, clock } = await bench()
    const fence = await waiting(store, 'c1', 'one')
    const when = clock.now + leaseMs + minute
    await store.settle({ conversation: 'c1', fence, line: 1, outcome: { at: 'later', when, tried: true } })
    expect(await store.nextWork()).toBe(when)
    await store.release('c2', await waiting(store, 'c2', 'hello'))
    expect(await store.nextWork()).toBeLessThanOrEqual(clock.now)
  })

  it('a line that was not to be kept loses its words once it is sent; one in our own mailbox does not', async () => {
    const { store } = await bench()
    const until = morning + minute
    const lines = [
      toSay(1, 'sent', { until }),
      toSay(2, 'shelved', { until }),
      toSay(3, 'kept'),
      toSay(4, 'failed', { until }),
    ]
    const fence = fenceOf(await store.commit(turn(conversation('c1'), 0, { lines })))
    const states: DeliveryState[] = [sent, { at: 'shelved' }, sent, { at: 'failed', why: 'gone' }]
    for (const [i, state] of states.entries()) {
      await store.settle({ conversation: 'c1', fence, line: i + 1, outcome: settled(state) })
    }
    expect((await store.transcript('c1', 0, 10)).map((line) => line.text)).toEqual(['shelved', 'kept'])
  })
}
