import { describe, it } from 'vitest'
import { onDisk } from './houses.ts'
import { promise, survives } from './surviving.ts'
import { talks } from './telling.ts'

// In memory it is every call; files are opened anew after each, which takes minutes. `CRASHES=all`
const some = process.env.CRASHES === 'all' ? 1 : 4

describe('a crash at every fourth call on the store that ships, its files opened anew after each', () => {
  for (const talk of talks) it(`${talk.talk}: ${promise}`, async () => void (await survives(talk, onDisk, some)))
})
