import { describe, it } from 'vitest'
import { onDisk } from './houses.ts'
import { promise, survives } from './surviving.ts'
import { talks } from './telling.ts'

describe('a crash at every call on the store that ships, its files opened anew after each', () => {
  for (const talk of talks) it(`${talk.talk}: ${promise}`, async () => void (await survives(talk, onDisk)))
})
