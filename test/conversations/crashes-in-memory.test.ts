import { describe, expect, it } from 'vitest'
import { inMemory } from './houses.ts'
import { promise, survives } from './surviving.ts'
import { talks } from './telling.ts'

describe('the same talk with a crash before and after every call that leaves the process', () => {
  let served = 0
  for (const talk of talks)
    it(`${talk.talk}: ${promise}`, async () => {
      served += await survives(talk, inMemory)
    })

  it('services were given in some of them, or this would prove little', () => {
    expect(served).toBeGreaterThan(0)
  })
})
