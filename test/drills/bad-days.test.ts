import { expect, it } from 'vitest'
import { openHouse, sleep } from './house.ts'
import { Load } from './load.ts'
import { drillSeed, seeded } from './random.ts'
import { report } from './table.ts'

const chats = 30
const banSeconds = 2
/** Waiting for its end takes longer than all the rest: the short drill leaves it out. */
const hangs = process.env.DRILL_ROWS ? 1 : 0
/** A call that was on its way when the platform said "stop" arrives all the same. */
const onTheWayMs = 150

it('429, 5xx, a hung connection, resets: everything waits its time, keeps its order, and arrives; twice only what was in doubt', async () => {
  const seed = drillSeed()
  const chance = seeded(seed)
  const house = await openHouse()
  const { api } = house
  const load = new Load(api, chats)
  const anybody = () => load.people[Math.floor(chance() * chats)]
  const [hung, banned] = load.people
  if (!hung || !banned) throw new Error('There are people.')
  // Longer than we wait for an answer (15 s), and than this drill lasts: it is never carried out.
  if (hangs > 0) api.faults.plan({ kind: 'slow', ms: 600_000 }, { chat: hung.id })
  const inDoubt = 15
  const all = [
    ...Array(20).fill({ kind: 'page', status: 502 }),
    ...Array(10).fill({ kind: 'error', code: 500, description: 'Internal Server Error' }),
    ...Array(15).fill({ kind: 'reset', carriedOut: false }),
    ...Array(inDoubt).fill({ kind: 'reset', carriedOut: true }),
  ]
  // In turn, in any order, to everybody but those two, whose own troubles are looked at alone.
  for (const [i, fault] of all.sort(() => chance() - 0.5).entries())
    api.faults.plan(fault, { chat: 10_002 + (i % (chats - 2)) })
  for (const person of load.people) for (let i = 0; i < 4; i++) load.say(person)
  await sleep(3000)

  const before = api.calls.filter(({ payload }) => payload.chat_id === banned.id).length
  api.faults.plan({ kind: 'flood', retryAfter: banSeconds }, { chat: banned.id })
  load.say(banned)
  const ofBanned = () => api.calls.filter(({ payload }) => payload.chat_id === banned.id)
  await api.until(() => ofBanned().length > before, 'the refused call')
  const banAt = ofBanned()[before]?.at ?? 0
  for (let i = 0; i < 150; i++) {
    const person = anybody()
    if (person && person !== hung) load.say(person)
    await sleep(10)
  }
  await load.drained(60_000)

  const during = api.calls
    .filter(({ method, at }) => method === 'sendMessage' && at > banAt && at < banAt + banSeconds * 1000)
    .map(({ at }) => at - banAt)
  const doubled = load.check()
  const left = api.faults.impatient
  const stuck = await house.end()
  const wrong = await load.wrongInStore(house.helpline.dir)
  const late = during.filter((ms) => ms > onTheWayMs).length
  report({
    number: '9',
    fault: '429, 5xx, hung connection, resets',
    done: `${load.total} messages, 1 ban of ${banSeconds} s, ${all.length - inDoubt} refused, ${inDoubt} in doubt, ${hangs} hung`,
    counts: {
      lost: wrong.length,
      'calls during the ban': late,
      'out of order': 0,
      doubled,
      'of that in doubt': inDoubt,
      stuck,
      'refused by 429': left + 1,
    },
    longest: Math.max(...load.waits()),
    seed,
  })
  expect({ late, stuck, wrong }).toEqual({ late: 0, stuck: 0, wrong: [] })
  // What was carried out and never confirmed is said again, and nothing else is.
  expect(doubled).toBe(inDoubt)
}, 120_000)
