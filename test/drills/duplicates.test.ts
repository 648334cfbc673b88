import { expect, it } from 'vitest'
import type { Update } from '../platforms/bot-updates.ts'
import { commandFor } from '../platforms/numbered.ts'
import { openHouse } from './house.ts'
import { Load } from './load.ts'
import { report } from './table.ts'

const people = 20
const times = 100

it('the same update a hundred times at once, and again after a restart: one turn, one reply, always 200', async () => {
  const house = await openHouse()
  const { api } = house
  const load = new Load(api, people)
  const updates = load.people.map((person) => person.message({ text: commandFor(0) }))
  const longest: number[] = []
  /** Everything of everybody at once, as a platform that hears no answer sends it. */
  const storm = async (each: number): Promise<Set<number>> => {
    const one = async (update: Update): Promise<number> => {
      const began = performance.now()
      const { status } = await api.updates.post(update)
      longest.push(performance.now() - began)
      return status
    }
    return new Set(await Promise.all(Array.from({ length: each }, () => updates.map(one)).flat()))
  }
  const first = await storm(times)
  await api.until(() => load.people.every(({ read }) => read.length > 0), 'every reply')
  await house.again()
  const second = await storm(5)
  for (const person of load.people) await person.unread(50)
  const stuck = await house.end()

  const replies = load.people.reduce((sum, { read }) => sum + read.length, 0)
  const doubledTurns = (await load.linesInStore(house.helpline.dir)).filter((lines) => lines !== 1).length
  report({
    number: '7',
    fault: 'the same update again and again',
    done: `${people} updates x ${times} at once, x 5 more after a restart`,
    counts: {
      'doubled replies': replies - people,
      'doubled turns': doubledTurns,
      stuck,
      statuses: [...first, ...second].join(),
    },
    longest: Math.max(...longest),
    seed: null,
  })
  expect([...first, ...second]).toEqual([200, 200])
  expect({ replies, doubledTurns, stuck }).toEqual({ replies: people, doubledTurns: 0, stuck: 0 })
}, 60_000)
