import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { noRedis, type RedisServer, startRedis, undying } from '../platforms/redis-server.ts'
import { alike } from '../store/ledgers.ts'
import { type House, inMemory, met, onDisk, onRedis } from './houses.ts'
import { play } from './player.ts'
import { type Talk, talks } from './telling.ts'

const promise = 'nothing lost, no case or service doubled, only what was sent and not yet noted is said twice'

describe('the same talk with a crash before and after every call that leaves the process', () => {
  for (const talk of talks) it(`${talk.talk}: ${promise}`, () => survives(talk, inMemory))
})

describe('the same on the store that ships, its files opened anew after every crash', () => {
  for (const talk of talks) it(`${talk.talk}: ${promise}`, () => survives(talk, onDisk), 60_000)
})

describe.skipIf(noRedis)(
  `the same on Redis, with a new process after every crash${noRedis ? ` (left out: ${noRedis})` : ''}`,
  () => {
    let server: RedisServer
    beforeAll(async () => {
      server = await startRedis(...undying)
    })
    afterAll(() => server?.stop())
    const house = (talk: Talk, crashAt?: number) => onRedis(server, talk, crashAt)
    // Each life connects anew: all of them take minutes. `CRASHES=all`
    const some = process.env.CRASHES === 'all' ? 1 : 11
    for (const talk of talks) it(`${talk.talk}: ${promise}`, () => survives(talk, house, some), 120_000)
  },
)

let served = 0
afterAll(() => expect(served, 'services in all talks').toBeGreaterThan(0))

async function survives(
  talk: Talk,
  house: (talk: Talk, crashAt?: number) => House | Promise<House>,
  every = 1,
): Promise<void> {
  const whole = await house(talk)
  await play(talk, whole.theatre, met)
  const said = whole.theatre.screen.lines.map((line) => `${line.number} ${line.text}`)
  const cases = (await whole.theatre.store.cases({ max: 100 })).length
  const services = await given(whole)
  served += services.length
  await whole.end()
  for (let at = 1 + (talk.talk.length % every); at <= whole.theatre.passed; at += every) {
    const { theatre, end } = await house(talk, at)
    await play(talk, theatre, () => {})
    expect(theatre.crashes, `crash at ${at}`).toBe(1)
    const seen = theatre.screen.lines.map((line) => `${line.number} ${line.text}`)
    expect(withoutRepeats(seen), `crash at ${at}`).toEqual(said)
    expect(seen.length, `crash at ${at}`).toBeLessThanOrEqual(said.length + 1)
    expect((await theatre.store.cases({ max: 100 })).length, `crash at ${at}`).toBe(cases)
    expect(await given({ theatre, end }), `crash at ${at}`).toEqual(services)
    await end()
  }
}

/** The services in the ledger; their times differ, because a crash takes time. */
async function given({ theatre }: House): Promise<readonly object[]> {
  const rows = alike(await theatre.store.ledger(0, Number.MAX_SAFE_INTEGER))
  return rows.map((row) => ({ ...row, startedAt: 0, endedAt: 0 }))
}

/** A repeat stands right behind the first. */
const withoutRepeats = (lines: readonly string[]): string[] => lines.filter((line, i) => line !== lines[i - 1])
