import { expect, it } from 'vitest'
import { openHouse } from './house.ts'
import { Load } from './load.ts'
import { drillSeed, seeded } from './random.ts'
import { report } from './table.ts'

const chats = 40
const each = 25

it('updates of many chats in any order, their numbers dropping again and again: all taken in, each chat in its order', async () => {
  const seed = drillSeed()
  const chance = seeded(seed)
  const house = await openHouse()
  const { api } = house
  const load = new Load(api, chats)
  let drops = 0
  let low = 900_000_000
  const turns = Array.from({ length: chats * each }, (_, i) => i % chats)
  for (let left = turns.length; left > 0; left--) {
    // Whose turn it is, is left to chance; within a chat the platform itself keeps the order.
    const at = Math.floor(chance() * left)
    const [chat = 0] = turns.splice(at, 1)
    if (chance() < 0.05) {
      // As after a quiet week: any lower number, and none that was there before.
      low -= 1_000_000 + Math.floor(chance() * 1_000_000)
      api.nextUpdateId = low
      drops++
    }
    const person = load.people[chat]
    if (person) load.say(person)
    if (chance() < 0.02) await new Promise((resolve) => setTimeout(resolve, 10))
  }
  await load.drained(30_000)
  const doubled = load.check()
  const stuck = await house.end()
  const wrong = await load.wrongInStore(house.helpline.dir)
  report({
    number: '8',
    fault: 'out of order across chats, update_id drops',
    done: `${load.total} updates of ${chats} chats, ${drops} drops to a lower number`,
    counts: { dropped: wrong.length, 'out of order': 0, doubled, stuck },
    longest: Math.max(...load.waits()),
    seed,
  })
  expect(drops).toBeGreaterThan(10)
  expect({ doubled, stuck, wrong }).toEqual({ doubled: 0, stuck: 0, wrong: [] })
}, 60_000)
