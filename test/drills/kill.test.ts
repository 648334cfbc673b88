import { afterAll, beforeAll, expect, it } from 'vitest'
import { BotApi } from '../platforms/bot-api.ts'
import { type Env, type Helpline, startHelpline, telegramEnv } from '../platforms/helpline.ts'
import { freshDir } from '../store/places.ts'
import { fewAsMany } from './house.ts'
import { Load } from './load.ts'
import { drillSeed, seeded } from './random.ts'
import { report } from './table.ts'

/** Telegram stands outside and repeats what was not acknowledged; the helpline, a process of its own, dies at any moment. */
const chats = 100
const full = process.env.DRILL_ROWS !== undefined
const kills = Number(process.env.DRILL_KILLS ?? (full ? 50 : 4))
const stops = full ? 5 : 3
/** On a slow machine fewer kills fit: the line at the end says how many there were. */
const longestMs = 55_000
const seed = drillSeed()
const chance = seeded(seed)
let api: BotApi
let env: Env
let load: Load
let helpline: Helpline | null = null

beforeAll(async () => {
  api = await BotApi.start(100)
  env = { ...(await telegramEnv(api, 'webhook')), ...fewAsMany, DATA_DIR: freshDir() }
  // Telegram takes its time: so there is always something on its way.
  api.faults.plan({ kind: 'slow', ms: 25 }, { times: Number.POSITIVE_INFINITY })
  load = new Load(api, chats)
})

afterAll(async () => {
  await helpline?.end('SIGKILL')
  await api.stop()
})

/** Every repeat has a kill of its own between its two sends: one message at most is on its way to a person. */
function expectOneEach(repeats: ReturnType<Load['repeats']>, killedAt: readonly number[], whose: number): void {
  // What a dying process has sent is read here a moment later.
  const lag = 300
  let next = 0
  for (const { first, second } of repeats) {
    const kill = killedAt.findIndex((at, i) => i >= next && first.at - lag <= at && at <= second.at + lag)
    expect(kill, `a repeat to ${whose} without a kill of its own`).toBeGreaterThanOrEqual(0)
    next = kill + 1
  }
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** About `each` commands from everybody, spread over a while. */
async function traffic(each: number, ms: number): Promise<void> {
  const end = Date.now() + ms
  let left = each * chats
  while (left > 0) {
    const due = Math.ceil((left * 10) / Math.max(10, end - Date.now()))
    for (let i = 0; i < due && left > 0; i++, left--) {
      const person = load.people[Math.floor(chance() * chats)]
      if (person) load.say(person)
    }
    await sleep(10)
  }
}

it('killed again and again under load: nothing acknowledged is lost, order is kept, and at most what was on its way comes twice', async () => {
  const killedAt: number[] = []
  helpline = await startHelpline(env)
  const began = Date.now()
  for (let kill = 0; kill < kills && (kill < 10 || Date.now() - began < longestMs); kill++) {
    const saying = traffic(2, 200)
    await sleep(chance() * 250)
    killedAt.push(Date.now())
    await helpline.end('SIGKILL')
    await saying
    helpline = await startHelpline(env)
  }
  await load.drained(40_000)
  const doubled = load.check()
  for (const person of load.people) expectOneEach(load.repeats(person), killedAt, person.id)
  expect(await helpline.end()).toBe(0)
  expect(await load.wrongInStore(env.DATA_DIR ?? '')).toEqual([])
  const marked = load.saidTwice(env.DATA_DIR ?? '')
  expect(marked, 'what came twice is shown as such').toBeGreaterThanOrEqual(load.cameAgain())
  const repeated = api.updates.deliveries.filter(({ status }) => status !== 200).length
  report({
    number: '1',
    fault: 'killed (kill -9)',
    done: `${killedAt.length} kills, ${load.total} messages in ${Date.now() - began} ms, ${repeated} deliveries repeated`,
    counts: {
      lost: 0,
      'out of order': 0,
      doubled,
      'shown as perhaps doubled': marked,
      'doubled without a kill of its own': 0,
    },
    longest: Math.max(...load.waits()),
    seed,
  })
  expect(api.wrong).toEqual([])
})

it(`${stops} stops under load: nothing lost, nothing doubled, each done within 5 seconds`, async () => {
  const before = load.check()
  const marked = load.saidTwice(env.DATA_DIR ?? '')
  const took: number[] = []
  for (let round = 0; round < stops; round++) {
    helpline = await startHelpline(env)
    const saying = traffic(3, 400)
    await sleep(100 + chance() * 300)
    const began = performance.now()
    expect(await helpline.end('SIGTERM')).toBe(0)
    took.push(Math.round(performance.now() - began))
    await saying
    expect(helpline.output()).not.toMatch(/canary/i)
  }
  helpline = await startHelpline(env)
  await load.drained(20_000)
  const doubled = load.check() - before
  expect(await helpline.end()).toBe(0)
  expect(await load.wrongInStore(env.DATA_DIR ?? '')).toEqual([])
  report({
    number: '2',
    fault: 'stopped (SIGTERM)',
    done: `${stops} stops under load`,
    counts: { lost: 0, 'out of order': 0, doubled },
    longest: Math.max(...took),
    seed,
  })
  expect(doubled).toBe(0)
  expect(load.saidTwice(env.DATA_DIR ?? '')).toBe(marked)
  expect(Math.max(...took)).toBeLessThan(5000)
})
