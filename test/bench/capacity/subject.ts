import { createSecretKey } from 'node:crypto'
import type { Channel } from '../../../src/core/ports.ts'
import { createHandle, type Mind } from '../../../src/engine/handle.ts'
import { createLanes } from '../../../src/engine/lanes.ts'
import { createRelay } from '../../../src/engine/relay.ts'
import { openRedisStore } from '../../../src/store/redis/store.ts'
import { createSqliteStore } from '../../../src/store/sqlite/store.ts'
import { createLive } from '../../../src/web/live.ts'
import { mind } from '../../conversations/stage.ts'
import { longTalk } from './long-talk.ts'

/**
 * A process under measurement: engine, relay and store as they are, and a platform that answers at once, without HTTP.
 * Arguments: `sqlite DIR` or `redis SOCKET`, then `understanding` or `given` (what is understood was known before).
 * Answers each order of its parent once.
 */
export type Order =
  | { readonly do: 'turns'; readonly count: number; readonly chats: number }
  | { readonly do: 'memory' }
  | { readonly do: 'talk'; readonly sizes: readonly number[] }

export interface Answer {
  readonly count: number
  readonly ms: number
  /** Of all threads. */
  readonly cpuMs: number
  readonly rssMb: number
  readonly heapMb: number
  /** Of a talk that grows, µs a turn at each size. */
  readonly talk: readonly number[]
}

const [kind = '', place = '', understands = ''] = process.argv.slice(2)
const key = (fill: number) => createSecretKey(Buffer.alloc(32, fill))
const keys = { masterKey: key(1), idKey: key(2) }
const address = { kind: 'one', tls: false, user: null, password: null, database: 0, master: null, servers: [] } as const
const store =
  kind === 'redis'
    ? await openRedisStore({ address: { ...address, path: place }, keys })
    : createSqliteStore({ dir: place, keys })

/** Every way the editors expect a question to be asked, mixed: nobody asks the same eight things all day. */
const written = [...mind.rules.knowledge.topics.values()].flatMap(({ questions: all }) => Object.values(all).flat())
const questions = written.map((_, i) => written[(i * 1009) % written.length] ?? '')
const hint = { client: null, spoken: null, chosen: false } as const
const ready = mind.understanding.understand('Where can I learn Latvian?', hint)
const used: Mind = understands === 'understanding' ? mind : { ...mind, understanding: { understand: () => ready } }

let sent = 0
const channel: Channel = {
  name: 'telegram',
  async send() {
    sent++
    return { at: 'ok', receipt: '1' }
  },
  run: async () => {},
}
const fail = (error: unknown): void => {
  console.error(error)
  process.exit(1)
}
const handle = createHandle({
  ...{ store, lanes: createLanes(), live: createLive(), mind: () => used, now: Date.now },
  idOf: (_channel, person) => person,
  ready: (id, fence) => relay.ready(id, fence),
  failed: (_id, error) => fail(error),
})
const relay = createRelay({
  ...{ store, handle, now: Date.now, channels: new Map([['telegram', channel]]) },
  settled: (_id, _line, _outcome, error) => error !== undefined && fail(error),
})

/** So many messages at a time, as from as many people. */
const together = 64
let said = 0

async function turns(count: number, chats: number): Promise<void> {
  const before = sent
  const end = said + count
  const lane = async (): Promise<void> => {
    while (said < end) {
      const n = said++
      const person = `person${n % chats}`
      const what = { type: 'personWrote', text: questions[n % questions.length] ?? '' } as const
      const at = Date.now()
      await handle.person({
        ...{ event: `e${process.pid}:${n}`, at, channel: 'telegram', person, address: person, what },
        ...{ pastKeptBy: 'platform', clientLanguage: null },
      })
    }
  }
  await Promise.all(Array.from({ length: together }, lane))
  await relay.idle()
  if (sent - before < count) fail(new Error(`${sent - before} of ${count} answered.`))
}

async function carryOut(order: Order): Promise<Answer> {
  const began = performance.now()
  const before = process.cpuUsage()
  let talk: readonly number[] = []
  if (order.do === 'turns') await turns(order.count, order.chats)
  if (order.do === 'talk') talk = await longTalk(handle, relay, store, order.sizes)
  const { user, system } = process.cpuUsage(before)
  const ms = performance.now() - began
  if (order.do === 'memory') for (let i = 0; i < 3; i++) globalThis.gc?.()
  const { rss, heapUsed, external } = process.memoryUsage()
  const mb = (bytes: number): number => bytes / 1024 / 1024
  const count = order.do === 'turns' ? order.count : 0
  return { count, ms, cpuMs: (user + system) / 1000, rssMb: mb(rss), heapMb: mb(heapUsed + external), talk }
}

process.on('message', (order: Order) => {
  carryOut(order).then((answer) => process.send?.(answer), fail)
})
// Whoever measures is gone.
process.on('disconnect', () => process.exit(0))
process.send?.({ ready: true })
