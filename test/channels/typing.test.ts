import { expect, it } from 'vitest'
import { showTyping } from '../../src/app/typing.ts'
import type { CaseView } from '../../src/core/case-view.ts'
import type { LiveSignal } from '../../src/core/ports.ts'
import { createMemoryStore } from '../../src/store/memory.ts'
import { createLive } from '../../src/web/live.ts'
import { caseOf, conversation, morning, turn } from '../store/builders.ts'

const anna = { id: 'staff-anna', name: 'Anna' }
const boriss = { id: 'staff-boriss', name: 'Boriss' }
const farid = { id: 'staff-farid', name: 'Farid' }
const annas: Partial<CaseView> = { state: 'claimed', by: anna }

/** A case, and who does what with it; gives the addresses at which somebody was shown typing. */
async function shown(change: Partial<CaseView>, ...signals: readonly Partial<LiveSignal & { after: number }>[]) {
  const store = createMemoryStore()
  await store.commit(turn(conversation('c1'), 0, { case: caseOf('c1', 'case1', change) }))
  const live = createLive()
  const clock = { now: morning }
  const typed: string[] = []
  const failures: unknown[] = []
  const stop = showTyping({
    store,
    live,
    channels: new Map([['telegram', { typing: (address) => void typed.push(address) }]]),
    now: () => clock.now,
    failed: (error) => failures.push(error),
  })
  for (const { after = 0, ...signal } of signals) {
    clock.now += after
    live.publish({ what: 'presence', case: 'case1', staff: anna, doing: 'writing', ...signal } as LiveSignal)
    await new Promise((resolve) => setImmediate(resolve))
  }
  stop()
  live.publish({ what: 'presence', case: 'case1', staff: anna, doing: 'writing' })
  await new Promise((resolve) => setImmediate(resolve))
  expect(failures).toEqual([])
  return typed
}

it('the person sees that their consultant is writing', async () => {
  expect(await shown(annas, {})).toEqual(['chat-of-c1'])
})

it('not that somebody looks in, leaves, or writes a note in a case that is not theirs', async () => {
  expect(await shown(annas, { doing: 'looking' }, { doing: 'left' }, { staff: boriss })).toEqual([])
})

it('not while the case waits, or is over', async () => {
  expect(await shown({ state: 'queued', by: null }, {})).toEqual([])
  expect(await shown({ state: 'closed', by: anna }, {})).toEqual([])
  expect(await shown(annas, { case: 'gone' })).toEqual([])
})

it('with an interpreter between them it is the interpreter whose words they will read', async () => {
  const active: Partial<CaseView> = { ...annas, interpretation: 'active', interpreter: farid }
  expect(await shown(active, {})).toEqual([])
  expect(await shown(active, { staff: farid })).toEqual(['chat-of-c1'])
})

it('while an interpreter is looked for nobody’s words reach them yet', async () => {
  for (const interpretation of ['wanted', 'offered', 'booked'] as const)
    expect(await shown({ ...annas, interpretation }, {})).toEqual([])
  expect(await shown({ ...annas, interpretation: 'ended' }, {})).toEqual(['chat-of-c1'])
})

it('is looked up once in four seconds for each who writes', async () => {
  expect(await shown(annas, { staff: boriss }, {}, { after: 3900 }, { after: 200 })).toHaveLength(2)
})

it('a channel that cannot show it is left in peace', async () => {
  expect(await shown({ ...annas, channel: 'webchat' }, {})).toEqual([])
})
