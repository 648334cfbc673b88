import { expect, it } from 'vitest'
import { openHouse } from '../drills/house.ts'

it('whoever sends /hide sees one message of the bot afterwards: that it took the others away; what is kept stays', async () => {
  const house = await openHouse()
  const person = house.api.person(700_600)
  await person.queues('I want to talk to a person about my canary')
  person.says('/hide')
  await expect.poll(() => person.read.map(({ text }) => text)).toEqual([expect.stringContaining('off this screen')])
  // The talk goes on, and the case is where it was.
  person.says('/hide')
  await expect.poll(() => house.api.sent.filter(({ text }) => text.includes('off this screen')).length).toBe(2)
  await expect.poll(() => person.read.length).toBe(1)
  expect(house.api.wrong).toEqual([])
  expect(await house.end()).toBe(0)
})
