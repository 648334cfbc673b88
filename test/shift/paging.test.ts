import { describe, expect, it } from 'vitest'
import type { AlertWhy } from '../../src/core/effects.ts'
import type { Delivery } from '../../src/core/ports.ts'
import { called } from '../../src/shift/calls.ts'
import { createPaging } from '../../src/shift/paging.ts'
import { member, openCase } from './cases.ts'

const staff = [
  member('anna', { telegram: 'chat of anna', onDuty: true }),
  member('boriss', { telegram: 'chat of boriss' }),
  member('farid', { telegram: 'chat of farid', roles: ['interpreter'] }),
  member('ilze', { telegram: 'chat of ilze', roles: ['coordinator'] }),
  member('unconnected', { onDuty: true }),
  member('gone', { telegram: 'chat of gone', onDuty: true, roles: ['coordinator'], disabled: true }),
]
const rings = (why: AlertWhy, to?: readonly string[], here: readonly string[] = []) =>
  called({ case: '1', why, ...(to ? { to } : {}) }, staff, (id) => here.includes(id)).map(({ id }) => id)

describe('whose telephone rings', () => {
  it('in danger: everybody on the list and all coordinators, with the console open or not', () => {
    expect(rings('danger')).toEqual(['anna', 'ilze'])
    expect(rings('danger', undefined, ['anna', 'ilze'])).toEqual(['anna', 'ilze'])
  })

  it('when no interpreter was found: coordinators', () => {
    expect(rings('no-interpreter')).toEqual(['ilze'])
  })

  it.each(['nudge', 'transfer', 'interpret', 'booked'] as const)(
    'of those who are meant, whoever has no console open: %s',
    (why) => {
      expect(rings(why, ['farid', 'boriss'])).toEqual(['boriss', 'farid'])
      expect(rings(why, ['farid', 'boriss'], ['farid'])).toEqual(['boriss'])
      expect(rings(why, ['unconnected', 'gone', 'stranger'])).toEqual([])
    },
  )

  it.each(['new', 'silent', 'nudge'] as const)('nobody’s for what is meant for nobody in particular: %s', (why) => {
    expect(rings(why)).toEqual([])
  })
})

/** Calls on a clock that jumps to the end of every pause; what the telephone company answers is given beforehand. */
function exchange(answers: readonly (Delivery | Error)[] = [], members = staff) {
  const left = [...answers]
  const clock = { now: 0 }
  const rung: string[] = []
  const settled: string[] = []
  const lost: string[] = []
  const paging = createPaging({
    records: { staff: async () => members },
    store: { case: async (id) => (id === 'erased' ? null : openCase(id)) },
    present: () => false,
    pager: {
      async page({ address, text }) {
        rung.push(`${address}: ${text}`)
        const answer = left.shift() ?? { at: 'ok', receipt: null }
        if (answer instanceof Error) throw answer
        return answer
      },
    },
    words: (why, c) => `${why} ${c.id}`,
    now: () => clock.now,
    rest: async (ms, signal) => {
      if (!signal.aborted) clock.now += ms
    },
    lost: async (address) => void lost.push(address),
    settled: (call, error) => settled.push(`${call.member} ${call.outcome}${error ? ' with an error' : ''}`),
  })
  return {
    ...{ clock, rung, settled, lost, paging },
    async alert(why: AlertWhy, to?: readonly string[], id = '1') {
      paging.alert({ case: id, why, ...(to ? { to } : {}) })
      await new Promise((resolve) => setTimeout(resolve, 5))
    },
  }
}
const retry = (afterMs: number, tried = true): Delivery => ({ at: 'retry', afterMs, tried })

describe('calling', () => {
  it('the same call about the same case is heard once a minute; another reason or case is another call', async () => {
    const e = exchange()
    await e.alert('interpret', ['farid'])
    await e.alert('interpret', ['farid'])
    await e.alert('nudge', ['farid'])
    await e.alert('interpret', ['farid'], '2')
    expect(e.rung).toEqual(['chat of farid: interpret 1', 'chat of farid: nudge 1', 'chat of farid: interpret 2'])
    e.clock.now += 60_000
    await e.alert('interpret', ['farid'])
    expect(e.rung).toHaveLength(4)
  })

  it('danger is called every time it rings', async () => {
    const e = exchange()
    await e.alert('danger')
    await e.alert('danger')
    expect(e.rung.filter((one) => one === 'chat of anna: danger 1')).toHaveLength(2)
  })

  it('is repeated a few times while it cannot be delivered, less and less often', async () => {
    const e = exchange([retry(0), { at: 'unconfirmed' }, retry(0)])
    await e.alert('interpret', ['farid'])
    expect(e.rung).toHaveLength(4)
    expect(e.clock.now).toBe(1_000 + 2_000 + 4_000)
    expect(e.settled).toEqual(['farid ok'])
  })

  it('is given up in the end, and that is noted', async () => {
    const e = exchange(Array.from({ length: 10 }, () => retry(0)))
    await e.alert('interpret', ['farid'])
    expect(e.rung).toHaveLength(5)
    expect(e.settled).toEqual(['farid given up'])
  })

  it('waits as long as it is told to, but not beyond five minutes', async () => {
    const e = exchange(Array.from({ length: 100 }, () => retry(30_000, false)))
    await e.alert('interpret', ['farid'])
    expect(e.rung).toHaveLength(10)
    expect(e.settled).toEqual(['farid given up'])
  })

  it('a chat that shuts us out is not called again', async () => {
    const e = exchange([{ at: 'failed', why: 'blocked' }])
    await e.alert('interpret', ['farid'])
    expect(e.lost).toEqual(['chat of farid'])
    expect(e.settled).toEqual(['farid blocked'])
  })

  it('one who cannot be called keeps nobody else from being called', async () => {
    const e = exchange([new Error('broken')])
    await e.alert('danger')
    expect(e.rung).toHaveLength(2)
    expect(e.settled.sort()).toEqual(['anna failed with an error', 'ilze ok'])
  })

  it('a case that is gone calls nobody', async () => {
    const e = exchange()
    await e.alert('danger', undefined, 'erased')
    expect(e.rung).toEqual([])
  })

  it('that nobody could be called in danger is noted', async () => {
    const e = exchange([], [member('anna', { onDuty: true })])
    await e.alert('danger')
    expect(e.settled).toEqual(['null nobody'])
  })

  it('an edit of the answers with a fault: editors and coordinators are told, here or not; nobody else', async () => {
    const e = exchange([], [...staff, member('dace', { telegram: 'chat of dace', roles: ['editor'] })])
    e.paging.tellKeepers('work-permit.yaml:12')
    await new Promise((resolve) => setTimeout(resolve, 5))
    expect(e.rung.sort()).toEqual(['chat of dace: work-permit.yaml:12', 'chat of ilze: work-permit.yaml:12'])
  })

  it('a stop gives up what is under way', async () => {
    const e = exchange(Array.from({ length: 10 }, () => retry(0)))
    e.paging.tell('chat of dace', 'Connected.')
    await e.paging.stop()
    expect(e.rung.length).toBeLessThan(3)
  })
})
