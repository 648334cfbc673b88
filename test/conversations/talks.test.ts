import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { noRedis, type RedisServer, startRedis, undying } from '../platforms/redis-server.ts'
import { wireNames } from '../wires/wires.ts'
import { type House, inMemory, met, onDisk, onRedis } from './houses.ts'
import { notTellable } from './not-tellable.ts'
import { play } from './player.ts'
import { type Talk, talks } from './telling.ts'

async function plays(talk: Talk, { theatre, end }: House): Promise<void> {
  await play(talk, theatre, met)
  expect(theatre.screen.refused).toEqual([])
  await end()
}

for (const channel of wireNames) {
  const played = talks.map((talk) => ({ ...talk, channel }))
  const cannot = notTellable[channel]

  describe(`talks, word by word as ${channel} tells and shows them`, () => {
    for (const talk of played.filter(({ file }) => !(file in cannot))) it(talk.talk, () => plays(talk, inMemory(talk)))

    it('no other talk is left out than those that cannot be told here', async () => {
      for (const [file, why] of Object.entries(cannot)) {
        const talk = played.find((one) => one.file === file)
        if (!talk) throw new Error(`There is no talk ${file} that could be left out because ${why}.`)
        await expect(plays(talk, inMemory(talk)), `${file} can be told: ${why}`).rejects.toThrow()
      }
    })
  })
}

describe('talks, on the store that ships', () => {
  for (const talk of talks) it(talk.talk, () => plays(talk, onDisk(talk)))
})

describe.skipIf(noRedis)(`talks, on Redis${noRedis ? ` (left out: ${noRedis})` : ''}`, () => {
  let server: RedisServer
  beforeAll(async () => {
    server = await startRedis(...undying)
  })
  afterAll(() => server?.stop())
  for (const talk of talks) it(talk.talk, async () => plays(talk, await onRedis(server, talk)))
})
