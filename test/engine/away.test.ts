import { afterEach, expect, it } from 'vitest'
import { watchedRelay } from '../../src/app/loops.ts'
import { createMemoryStore } from '../../src/store/memory.ts'
import { createLive } from '../../src/web/live.ts'
import { conversation, morning, toSay, turn } from '../store/builders.ts'

const unheard: unknown[] = []
const note = (error: unknown): void => void unheard.push(error)
afterEach(() => void process.off('unhandledRejection', note))

it('a store that goes away right after a message was sent ends nothing: nobody is left with an error that nobody hears', async () => {
  process.on('unhandledRejection', note)
  const store = createMemoryStore({ now: () => morning })
  const committed = await store.commit(turn(conversation('c1'), 0, { lines: [toSay(1, 'hello')] }))
  const sent: string[] = []
  const channel = {
    name: 'telegram',
    send: async () => {
      sent.push('hello')
      return { at: 'ok', receipt: null } as const
    },
    run: async () => {},
  }
  const away = () => Promise.reject(new Error('Redis does not answer.'))
  const relay = watchedRelay({
    store: { ...store, load: away },
    live: createLive(),
    log: { note: () => undefined, trouble: () => undefined },
    now: () => morning,
    observer: {},
    leaseMs: null,
    channels: new Map([['telegram', channel]]),
    handle: { person: away, staff: away, system: away, opened: away },
  })
  relay.ready('c1', committed.at === 'done' ? (committed.fence ?? -1) : -1)
  await relay.idle()
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(sent).toEqual(['hello'])
  expect(unheard).toEqual([])
})
