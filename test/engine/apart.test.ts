import fc from 'fast-check'
import { expect, it } from 'vitest'
import { writeAct } from '../../src/core/acts.ts'
import type { ConsultantDeed, InterpreterDeed } from '../../src/core/events.ts'
import type { Channel, InboundBody } from '../../src/core/ports.ts'
import { interpretersLines } from '../../src/core/reading.ts'
import { createHandle } from '../../src/engine/handle.ts'
import { createLanes } from '../../src/engine/lanes.ts'
import { createRelay } from '../../src/engine/relay.ts'
import { createMemoryStore } from '../../src/store/memory.ts'
import { createLive } from '../../src/web/live.ts'
import { anna, farid, minute, monday, rules, texts, understood, wishes } from '../core/small-world.ts'

/** Two people at once: whoever they are, what they say, and what staff say to them. */
const people = ['amina', 'boris'] as const
type Name = (typeof people)[number]
const secret = (name: Name) => `secret of ${name}`

type Step = (
  name: Name,
  staff: (deed: ConsultantDeed | InterpreterDeed) => Promise<void>,
  stage: Stage,
) => Promise<void>
type Stage = Awaited<ReturnType<typeof open>>

const says =
  (what: InboundBody): Step =>
  async (name, _staff, stage) =>
    stage.person(name, what)
const by =
  (deed: (stage: Stage, name: Name) => Promise<ConsultantDeed | InterpreterDeed>): Step =>
  async (name, staff, stage) =>
    staff(await deed(stage, name))

const steps: readonly Step[] = [
  (name, _staff, stage) => stage.person(name, { type: 'personWrote', text: secret(name) }),
  (name, _staff, stage) => stage.person(name, { type: 'personWrote', text: secret(name) }),
  says({ type: 'personChose', act: { kind: 'speak', language: 'prs' }, label: 'Dari' }),
  says({ type: 'personChose', act: { kind: 'interpreter' }, label: null }),
  says({ type: 'personChose', act: { kind: 'consent-yes' }, label: null }),
  by(async () => ({ type: 'caseClaimed' })),
  by(async (_stage, name) => ({ type: 'consultantWrote', text: secret(name), through: 'as-typed' })),
  by(async (_stage, name) => ({ type: 'noteWritten', text: secret(name) })),
  by(async () => ({ type: 'interpretationAnswered', accepted: true })),
  by(async (stage, name) => ({ type: 'interpreted', text: secret(name), lines: await stage.awaiting(name) })),
  by(async () => ({ type: 'caseReturned' })),
  by(async () => ({ type: 'caseClosed', outcome: null, tags: [] })),
  (_name, _staff, stage) => stage.passes(3 * minute),
]

/** The real engine over the reference store; screens show what was sent to whom. */
async function open() {
  let now = monday
  let count = 0
  const store = createMemoryStore({ now: () => now })
  const screens = new Map<string, string[]>(people.map((name) => [name, []]))
  const channel: Channel = {
    name: 'telegram',
    async send({ line }, address) {
      screens.get(address)?.push(line.text)
      return { at: 'ok', receipt: null }
    },
    run: async () => {},
  }
  const handle = createHandle({
    ...{ store, lanes: createLanes(), live: createLive(), now: () => now, idOf: (_channel, person) => person },
    mind: () => ({ texts, rules, understanding: { understand: () => understood(wishes.miss, 'prs') } }),
    ready: (id, fence) => relay.ready(id, fence),
    failed: (_id, error) => {
      throw error
    },
  })
  const relay = createRelay({
    store,
    handle,
    channels: new Map([['telegram', channel]]),
    now: () => now,
    settled: () => {},
  })
  return {
    ...{ store, screens },
    async person(name: Name, what: InboundBody): Promise<void> {
      now += 1000
      const seen = {
        event: `e${count++}`,
        at: now,
        channel: 'telegram',
        pastKeptBy: 'platform',
        clientLanguage: null,
      } as const
      await handle.person({ ...seen, person: name, address: name, what })
      await relay.idle()
    },
    async staff(name: Name, id: 'anna' | 'farid', deed: ConsultantDeed | InterpreterDeed): Promise<void> {
      now += 1000
      const cases = await store.cases({ max: 100 })
      const found = cases.find((one) => one.conversation === name)
      const who = id === 'anna' ? anna : farid
      await handle.staff(name, { id: `s${count++}`, at: now, by: who, case: found?.id ?? 'none', ...deed })
      await relay.idle()
    },
    async awaiting(name: Name): Promise<readonly number[]> {
      const i = (await store.load(name)).conversation?.interpretation
      const waiting = i && 'awaiting' in i ? i.awaiting : []
      return waiting.filter((one) => one.from === waiting[0]?.from).map(({ line }) => line)
    },
    async passes(ms: number): Promise<void> {
      now += ms
      await relay.takeUp()
      await relay.idle()
    },
  }
}

/** In Dari, asked, handed over, claimed, an interpreter there. */
const intoThree = [2, 0, 3, 4, 5, 8].flatMap((index) => steps[index] ?? [])

const take = (stage: Stage, name: Name, step: Step): Promise<void> =>
  step(name, (deed) => stage.staff(name, interpreterDoes(deed) ? 'farid' : 'anna', deed), stage)

const interpreterDoes = (deed: ConsultantDeed | InterpreterDeed): boolean => deed.type.startsWith('interpret')

it('nothing crosses from one conversation into another, whoever does what in whatever order', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.constantFrom(...people), fc.constantFrom(...steps)), { maxLength: 60, size: 'max' }),
      async (told) => {
        const stage = await open()
        // Both far into a talk of three: from nothing few would come so far.
        for (const name of people) for (const step of intoThree) await take(stage, name, step)
        for (const [name, step] of told) await take(stage, name, step)
        for (const name of people) {
          const other = secret(name === 'amina' ? 'boris' : 'amina')
          const { conversation } = await stage.store.load(name)
          const lines = await stage.store.transcript(name, 0, 1000)
          const theirs = conversation ? interpretersLines(conversation, 'farid', lines) : []
          const cases = (await stage.store.cases({ max: 100 })).filter((one) => one.conversation === name)
          expect(JSON.stringify([stage.screens.get(name), conversation, lines, theirs, cases])).not.toContain(other)
        }
      },
    ),
    { numRuns: 60 },
  )
})

it('the random talks do begin with three in them', async () => {
  const stage = await open()
  for (const name of people) for (const step of intoThree) await take(stage, name, step)
  for (const name of people)
    expect((await stage.store.load(name)).conversation?.interpretation).toMatchObject({ at: 'active', by: farid })
})

it('an old button of one person, tapped by another, does nothing to the first', async () => {
  const stage = await open()
  await stage.person('amina', { type: 'personWrote', text: secret('amina') })
  const before = (await stage.store.load('amina')).version
  const act = { kind: 'consent-yes' } as const
  await stage.person('boris', { type: 'personChose', act, label: writeAct(act) })
  expect((await stage.store.load('amina')).version).toBe(before)
})
