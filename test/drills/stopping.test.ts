import { expect, it } from 'vitest'
import type { Channel, Store } from '../../src/core/ports.ts'
import { createRelay } from '../../src/engine/relay.ts'
import { createMemoryStore } from '../../src/store/memory.ts'
import { conversation, toSay, turn } from '../store/builders.ts'
import { sleep } from './house.ts'

it('whoever stops while work is being claimed is idle only when that is sent or given back', async () => {
  const store = createMemoryStore()
  const committed = await store.commit(
    turn(conversation('c1'), 0, { lines: [toSay(1, 'hello'), toSay(2, 'and more')] }),
  )
  await store.release('c1', committed.at === 'done' ? (committed.fence ?? -1) : -1)
  let begun = (): void => undefined
  const claiming = new Promise<void>((resolve) => {
    begun = resolve
  })
  const slow: Store = {
    ...store,
    async claimWork(...args) {
      begun()
      await sleep(50)
      return store.claimWork(...args)
    },
  }
  let sent = 0
  const channel: Channel = {
    name: 'telegram',
    async send() {
      await sleep(20)
      sent++
      return { at: 'ok', receipt: null }
    },
    run: async () => {},
  }
  const stopping = new AbortController()
  const relay = createRelay({
    store: slow,
    handle: { person: async () => {}, staff: async () => null, system: async () => {}, opened: async () => null },
    ...{ channels: new Map([['telegram', channel]]), now: Date.now, settled: () => {} },
  })
  const running = relay.run(stopping.signal)
  await claiming
  stopping.abort()
  await relay.idle()
  const before = sent
  await running
  await sleep(60)
  expect(sent).toBe(before)
  // What is left is nobody's, and nobody doubts it.
  const left = await store.claimWork(Date.now(), 1000, 10)
  expect(left.map(({ doubtful, lines }) => [doubtful, lines.length])).toEqual(sent === 2 ? [] : [[false, 2 - sent]])
})
