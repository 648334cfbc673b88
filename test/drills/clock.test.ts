import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Consultant } from '../platforms/consultant.ts'
import { noRedis } from '../platforms/redis-server.ts'
import { freshDir } from '../store/places.ts'
import { openHouse, sleep } from './house.ts'
import { Load } from './load.ts'
import { Party, startWorker } from './party.ts'
import { drillSeed, seeded } from './random.ts'
import { report } from './table.ts'

const hour = 3_600_000
const jumps = [hour, -hour, 24 * hour, -24 * hour]
const preload = `--import=${join(import.meta.dirname, 'clock-jump.mjs')}`
const full = process.env.DRILL_ROWS !== undefined
const seed = drillSeed()
const chance = seeded(seed)

async function traffic(load: Load, count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    const person = load.people[Math.floor(chance() * load.people.length)]
    if (person) load.say(person)
    await sleep(5)
  }
}

it('the clock of the machine jumps by an hour and by a day, there and back, while people write: nothing is lost or out of order, and no case is taken from anybody', async () => {
  const file = join(freshDir(), 'ahead')
  const house = await openHouse({ NODE_OPTIONS: preload, CLOCK_FILE: file })
  const load = new Load(house.api, 30)
  const person = house.api.person(700)
  await person.queues('/human')
  const each = full ? 200 : 40
  let ahead = 0
  for (const jump of jumps) {
    const writing = traffic(load, each)
    await sleep(each * 2)
    ahead += jump
    writeFileSync(file, String(ahead))
    process.kill(house.helpline.pid, 'SIGUSR2')
    await writing
  }
  await load.drained(30_000)
  const doubled = load.check()
  // By now the clock is right again: whoever waited still waits.
  const anna = await Consultant.signIn(house.helpline.url, 'anna')
  const waiting = (await anna.waiting()).length
  const stuck = await house.end()
  const wrong = await load.wrongInStore(house.helpline.dir)
  report({
    number: '24',
    fault: 'the clock jumps by +1 h, -1 h, +1 day, -1 day under load',
    done: `${jumps.length} jumps, ${load.total} messages`,
    counts: { lost: wrong.length, 'out of order': 0, doubled, stuck, 'cases wrongly ended': 1 - waiting },
    longest: Math.max(...load.waits()),
    seed,
  })
  expect({ wrong, stuck, waiting }).toEqual({ wrong: [], stuck: 0, waiting: 1 })
  // Leases do not go by the machine's clock: what was on its way is nobody else's to send.
  expect(doubled).toBe(0)
}, 120_000)

describe.skipIf(noRedis)(`processes whose clocks differ${noRedis ? ` (left out: ${noRedis})` : ''}`, () => {
  it('on one Redis, right and wrong by an hour and a day: nobody takes what another one is sending', async () => {
    const wrong = [0, ...(full ? jumps : [24 * hour])]
    let next = 0
    const party = await Party.of(wrong.length, (env) =>
      startWorker({ ...env, NODE_OPTIONS: preload, CLOCK_AHEAD: String(wrong[next++ % wrong.length]) }),
    )
    try {
      const load = new Load(party.api, 40)
      party.api.faults.plan({ kind: 'slow', ms: 30 }, { times: Number.POSITIVE_INFINITY })
      await traffic(load, full ? 2000 : 200)
      await load.drained(30_000)
      const doubled = load.check()
      report({
        number: '24',
        fault: 'processes on one Redis whose clocks differ',
        done: `${wrong.length} processes, wrong by ${wrong.map((ms) => `${ms / hour} h`).join(', ')}; ${load.total} messages`,
        counts: { lost: 0, 'out of order': 0, doubled, 'said to be perhaps doubled': party.saidTwice },
        longest: Math.max(...load.waits()),
        seed,
      })
      expect([doubled, party.saidTwice]).toEqual([0, 0])
    } finally {
      await party.end()
    }
  }, 120_000)
})
