import { describe, it } from 'vitest'
import { type House, inMemory, met, onDisk } from './houses.ts'
import { play } from './player.ts'
import { type Talk, talks } from './telling.ts'

async function plays(talk: Talk, { theatre, end }: House): Promise<void> {
  await play(talk, theatre, met)
  await end()
}

describe('talks', () => {
  for (const talk of talks) it(talk.talk, () => plays(talk, inMemory(talk)))
})

describe('talks, word by word as Teams tells and shows them', () => {
  const inTeams = talks.map((talk) => ({ ...talk, channel: 'botframework' as const }))
  for (const talk of inTeams) it(talk.talk, () => plays(talk, inMemory(talk)))
})

describe('talks, on the store that ships', () => {
  for (const talk of talks) it(talk.talk, () => plays(talk, onDisk(talk)))
})
