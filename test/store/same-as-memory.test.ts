import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Conversation, Handling } from '../../src/core/conversation.ts'
import type { Store, Work } from '../../src/core/ports.ts'
import type { DeliveryState, Line } from '../../src/core/transcript.ts'
import { createMemoryStore } from '../../src/store/memory.ts'
import { openRedisStore } from '../../src/store/redis/store.ts'
import { createSqliteStore } from '../../src/store/sqlite/store.ts'
import { noRedis, type RedisServer, startRedis, undying } from '../platforms/redis-server.ts'
import { caseOf, conversation, day, hour, interpretation, morning, said, toSay, turn } from './builders.ts'
import { alike } from './ledgers.ts'
import { freshDir } from './places.ts'
import { testKeys } from './test-keys.ts'

/** Random lives of three conversations, lived in both stores: whoever looks in from outside must not tell them apart. */
const ids = ['c1', 'c2', 'c3'] as const
const clock = { now: morning }
const now = () => clock.now

const id = fc.constantFrom(...ids)
const state = fc.constantFrom<DeliveryState>(
  { at: 'sent', receipt: 'r' },
  { at: 'shelved' },
  { at: 'unconfirmed' },
  { at: 'failed', why: 'gone' },
)
const line = fc.record({ waits: fc.boolean(), until: fc.constantFrom(null, 3000, hour) })
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('commit' as const),
      id,
      lines: fc.array(line, { maxLength: 3 }),
      stale: fc.nat(9),
      closes: fc.boolean(),
      keep: fc.nat(5),
      forget: fc.nat(9),
      due: fc.array(fc.nat(9000), { maxLength: 2 }),
      row: fc.nat(3),
      services: fc.array(fc.record({ of: fc.nat(2), ago: fc.nat(5000) }), { maxLength: 2 }),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('settle' as const), id, offset: fc.nat(4), state }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('later' as const),
      id,
      offset: fc.nat(2),
      ms: fc.nat(6000),
      tried: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('claim' as const), ms: fc.integer({ min: 1, max: 4000 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('release' as const), id }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.nat(4000) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('sweep' as const), retention: fc.constantFrom(2000, day) }) },
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

const shared = { frozen: true, now, leaseMs: 5000, cached: 2, keys: testKeys } as const

async function cannotBeTold(open: () => Promise<Store>, numRuns: number): Promise<void> {
  const property = fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
    clock.now = morning
    const other = await open()
    const sides = [createSide(createMemoryStore({ now, leaseMs: 5000 })), createSide(other)] as const
    for (const [n, one] of steps.entries()) {
      if (one.do === 'wait') clock.now += one.ms
      const [a, b] = [await sides[0].act(one, n), await sides[1].act(one, n)]
      expect(b).toEqual(a)
      expect(await sides[1].look()).toEqual(await sides[0].look())
    }
    await other.close()
  })
  await fc.assert(property, { numRuns })
}

describe('sqlite store and memory store', () => {
  it('cannot be told apart, whatever happens to them', { timeout: 60_000 }, () =>
    cannotBeTold(async () => createSqliteStore({ dir: freshDir(), ...shared }), 150),
  )
})

describe.skipIf(noRedis)(`redis store and memory store${noRedis ? ` (left out: ${noRedis})` : ''}`, () => {
  let server: RedisServer
  beforeAll(async () => {
    server = await startRedis(...undying)
  })
  afterAll(() => server?.stop())

  let opened = 0
  it('cannot be told apart, whatever happens to them', { timeout: 60_000 }, () => {
    // In one partition, as all events of one conversation are: there an event is remembered whoever it comes to.
    const open = () => openRedisStore({ address: server.address, name: `life${++opened}`, partitions: 1, ...shared })
    return cannotBeTold(open, 60)
  })

  it('nor can two processes, of which now one is asked and now the other', { timeout: 60_000 }, () => {
    const open = async () => {
      const options = {
        address: server.address,
        name: `life${++opened}`,
        partitions: 1,
        process: 'both',
        lookMs: 0,
        ...shared,
      }
      return inTurns(await openRedisStore(options), await openRedisStore(options))
    }
    return cannotBeTold(open, 60)
  })
})

/** One store by two doors. Leases are taken at one of them: what one process holds the other is not given. */
function inTurns(one: Store, other: Store): Store {
  let calls = 0
  return new Proxy(one, {
    get(_, name) {
      if (name === 'close') return () => Promise.all([one.close(), other.close()])
      const takesLeases = name === 'commit' || name === 'claimWork'
      const method: unknown = Reflect.get(takesLeases || ++calls % 2 === 0 ? one : other, name)
      return method
    },
  })
}

function createSide(store: Store) {
  const fences = new Map<string, number>()
  const fence = (which: string) => fences.get(which) ?? -1
  const seenWork = (work: Work | null) => work && { ...work, fence: 0 }

  async function commit(one: Extract<Step, { do: 'commit' }>, n: number) {
    const which = one.id
    const { conversation: found, version } = await store.load(which)
    const base = found ?? conversation(which)
    const handling: Handling = one.closes ? { at: 'bot' } : queued
    const next: Conversation = { ...base, handling, touchedAt: clock.now, misses: n }
    const lines: Line[] = one.lines.map(({ waits, until }, i) =>
      (waits ? toSay : said)(base.lines + i + 1, `line ${n}`, { until: until === null ? null : clock.now + until }),
    )
    const row = one.row === 0 ? caseOf(which, `${which}-case${n % 2}`, { openedAt: n }) : null
    const answer = await store.commit(
      turn(next, one.stale === 0 ? version + 1 : version, {
        event: one.stale === 1 ? 'telegram:repeated' : `telegram:${n}`,
        at: clock.now,
        lines,
        case: row,
        due: one.due.map((ms, i) => ({ name: i === 0 ? 'quiet' : 'alert', at: clock.now + ms }) as const),
        keep: one.keep === 0,
        forget: one.forget === 0,
        services: one.services.map(({ of, ago }, i) =>
          interpretation({ case: `${which}-case${of}`, endedAt: clock.now - ago, messages: n * 10 + i }),
        ),
      }),
    )
    if (answer.at !== 'done') return answer
    if (answer.fence !== null) fences.set(which, answer.fence)
    return { ...answer, fence: answer.fence !== null }
  }

  async function settle(which: string, offset: number, outcome: Parameters<Store['settle']>[0]['outcome']) {
    const work = await store.workOf(which, fence(which))
    return store.settle({
      conversation: which,
      fence: fence(which),
      line: (work?.lines[0]?.number ?? 1) + offset,
      outcome,
    })
  }

  return {
    async act(one: Step, n: number): Promise<unknown> {
      if (one.do === 'commit') return commit(one, n)
      if (one.do === 'settle') return settle(one.id, one.offset, { at: 'settled', state: one.state })
      if (one.do === 'later') {
        return settle(one.id, one.offset, { at: 'later', when: clock.now + one.ms, tried: one.tried })
      }
      if (one.do === 'sweep') return store.sweep(clock.now, one.retention)
      if (one.do === 'release') return store.release(one.id, fence(one.id))
      if (one.do !== 'claim') return null
      const claimed = await store.claimWork(clock.now, one.ms, 10)
      for (const work of claimed) fences.set(work.conversation, work.fence)
      return claimed.map(seenWork).sort((a, b) => ((a?.conversation ?? '') < (b?.conversation ?? '') ? -1 : 1))
    },
    async look(): Promise<unknown> {
      const each = ids.map(async (which) => {
        const work = seenWork(await store.workOf(which, fence(which)))
        return { state: await store.load(which), lines: await store.transcript(which, 0, 100), work }
      })
      const due = await store.claimDue(clock.now, 10)
      const rows = await store.cases({ max: 100 })
      const ledger = alike(await store.ledger(0, clock.now))
      return {
        each: await Promise.all(each),
        due: due.map((one) => one.at),
        rows,
        ledger,
        next: atOnce(await store.nextWork()),
      }
    },
  }
}

/** How long ago something could have been done says nothing: it can be done now. */
const atOnce = (next: number | null): number | null => (next === null ? null : Math.max(next, clock.now))

const queued: Handling = {
  at: 'queued',
  case: {
    id: 'case1',
    desk: 'consultant',
    office: null,
    openedAt: morning,
    pickedUpAt: null,
    replies: 0,
    unanswered: 0,
    reason: 'asked',
    urgency: 'normal',
    question: null,
    follows: null,
    offer: null,
  },
  remindAt: morning,
  alertAt: morning,
}
