import { describe, expect, it } from 'vitest'
import { observedStore, wholeOf } from '../../src/app/observed-store.ts'
import type { Store } from '../../src/core/ports.ts'
import { createMemoryStore } from '../../src/store/memory.ts'
import { createGauges } from '../../src/web/gauges.ts'
import { createMetrics } from '../../src/web/metrics.ts'
import { caseOf, conversation, minute, morning, turn } from '../store/builders.ts'
import { quiet } from './quiet.ts'

const open = () => createMetrics({ channels: ['telegram'], languages: ['fa'], operations: wholeOf })

describe('what is counted', () => {
  it('a label says only what stands in a list: a name, an id, a word of somebody is `other`', async () => {
    const metrics = open()
    const before = (await metrics.registry.metrics()).split('\n').length
    for (let i = 0; i < 50; i++) {
      const canary = `canary-${i}`
      metrics.update(canary, 'taken')
      metrics.settled(canary, 'ok')
      metrics.foreign(canary)
      metrics.trouble(`POST /${canary}`)
      metrics.storeFailed(canary)
    }
    const text = await metrics.registry.metrics()
    expect(text).not.toContain('canary')
    expect(text).toContain('tilts_updates_total{channel="other",result="taken"} 50')
    expect(text).toContain('tilts_trouble_total{event="other"} 50')
    // What the runtime itself shows changes by some lines.
    expect(text.split('\n').filter((line) => line.startsWith('tilts_')).length).toBeLessThan(200)
    expect(Math.abs(text.split('\n').length - before)).toBeLessThan(30)
  })

  it('every call of a store can be counted under its own name', () => {
    expect(Object.keys(createMemoryStore()).filter((name) => !wholeOf.some((known) => known === name))).toEqual([
      'close',
    ])
  })

  it('a store that fails is counted by what it was asked, and still fails; what became of turns is counted', async () => {
    const metrics = open()
    const broken = new Error('broken')
    const store: Store = observedStore(
      { ...createMemoryStore(), load: () => Promise.reject(broken), transcript: () => throwing() },
      metrics,
    )
    function throwing(): never {
      throw broken
    }
    await expect(store.load('c1')).rejects.toBe(broken)
    await expect(store.transcript('c1', 0, 1)).rejects.toBe(broken)
    const first = turn(conversation('c1'), 0)
    expect((await store.commit(first)).at).toBe('done')
    expect((await store.commit(first)).at).toBe('alreadySeen')
    expect((await store.commit(turn(conversation('c1'), 0))).at).toBe('conflict')
    const text = await metrics.registry.metrics()
    for (const line of [
      'tilts_store_errors_total{operation="load"} 1',
      'tilts_store_errors_total{operation="transcript"} 1',
      'tilts_store_errors_total{operation="commit"} 0',
      'tilts_turns_total{result="done"} 1',
      'tilts_turns_total{result="already_seen"} 1',
      'tilts_turns_total{result="conflict"} 1',
      'tilts_commit_seconds_count 3',
    ])
      expect(text).toContain(line)
  })
})

describe('what is looked up', () => {
  it('cases that wait are counted by desk and urgency with the age of the oldest; whoever was put off is not waiting', async () => {
    const { registry } = open()
    const at = (minutes: number) => ({ openedAt: morning - minutes * minute, desk: 'general' })
    await createGauges(registry, {
      ...quiet,
      now: () => morning,
      openCases: async () => [
        caseOf('c1', 'a', { ...at(3), urgency: 'danger' }),
        caseOf('c2', 'b', { ...at(40), desk: 'canary-desk-that-was' }),
        caseOf('c3', 'c', { ...at(50), sleepsUntil: morning + minute }),
        caseOf('c4', 'd', { ...at(60), state: 'claimed', by: { id: 'canary', name: 'Canary' } }),
      ],
      census: async () => ({ ...(await quiet.census()), outbox: { lines: 2, since: morning - minute } }),
    })()
    const text = await registry.metrics()
    expect(text).not.toMatch(/canary/i)
    for (const line of [
      'tilts_cases_waiting{desk="general",urgency="danger"} 1',
      'tilts_cases_waiting{desk="other",urgency="normal"} 1',
      'tilts_cases_waiting{desk="general",urgency="normal"} 0',
      'tilts_cases_waiting_oldest_seconds{urgency="danger"} 180',
      'tilts_cases_waiting_oldest_seconds{urgency="normal"} 2400',
      'tilts_cases_claimed{desk="general"} 1',
      'tilts_outbox_lines 2',
      'tilts_outbox_oldest_seconds 60',
      'tilts_due_late_oldest_seconds 0',
    ])
      expect(text).toContain(line)
  })
})
