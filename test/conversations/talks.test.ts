import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadKeys } from '../../src/store/keys.ts'
import { createMemoryStore } from '../../src/store/memory.ts'
import { createSqliteStore } from '../../src/store/sqlite/store.ts'
import { type CrashTheatre, crashTheatre } from './crash.ts'
import { play } from './player.ts'
import { type Talk, type TalkLine, talks } from './telling.ts'

const met = (line: TalkLine, ok: boolean, seen: string): void =>
  expect(ok, `${JSON.stringify(line)}\nbut there was: ${seen}`).toBe(true)

interface House {
  readonly theatre: CrashTheatre
  end(): Promise<void>
}

/** A theatre over a fresh store whose leases run by the theatre's own clock. */
function inMemory(talk: Talk, crashAt = 0): House {
  const store = createMemoryStore({ now: () => theatre.clock })
  const theatre: CrashTheatre = crashTheatre(store, talk.channel, crashAt)
  return { theatre, end: async () => {} }
}

/** The same over the store that ships: after a crash the files are opened anew, and only what is in them is left. */
function onDisk(talk: Talk, crashAt = 0): House {
  const dir = mkdtempSync(join(tmpdir(), 'tilts-talk-'))
  const keys = loadKeys({ dataDir: dir, production: false })
  const open = () => createSqliteStore({ dir, keys, frozen: true, now: () => theatre.clock })
  let store = open()
  const theatre: CrashTheatre = crashTheatre(store, talk.channel, crashAt, async () => {
    await store.close()
    store = open()
    return store
  })
  return {
    theatre,
    async end() {
      await store.close()
      rmSync(dir, { recursive: true })
    },
  }
}

async function plays(talk: Talk, { theatre, end }: House): Promise<void> {
  await play(talk, theatre, met)
  await end()
}

describe('talks', () => {
  for (const talk of talks) it(talk.talk, () => plays(talk, inMemory(talk)))
})

describe('talks, on the store that ships', () => {
  for (const talk of talks) it(talk.talk, () => plays(talk, onDisk(talk)))
})

const promise = 'nothing lost, no case doubled, only what was sent and not yet noted is said twice'

describe('the same talk with a crash before and after every call that leaves the process', () => {
  for (const talk of talks) it(`${talk.talk}: ${promise}`, () => survives(talk, inMemory))
})

describe('the same on the store that ships, its files opened anew after every crash', () => {
  for (const talk of talks) it(`${talk.talk}: ${promise}`, () => survives(talk, onDisk), 60_000)
})

async function survives(talk: Talk, house: (talk: Talk, crashAt?: number) => House): Promise<void> {
  const whole = house(talk)
  await play(talk, whole.theatre, met)
  const said = whole.theatre.screen.lines.map((line) => `${line.number} ${line.text}`)
  const cases = (await whole.theatre.store.cases({ max: 100 })).length
  await whole.end()
  for (let at = 1; at <= whole.theatre.passed; at++) {
    const { theatre, end } = house(talk, at)
    await play(talk, theatre, () => {})
    expect(theatre.crashes, `crash at ${at}`).toBe(1)
    const seen = theatre.screen.lines.map((line) => `${line.number} ${line.text}`)
    expect(withoutRepeats(seen), `crash at ${at}`).toEqual(said)
    expect(seen.length, `crash at ${at}`).toBeLessThanOrEqual(said.length + 1)
    expect((await theatre.store.cases({ max: 100 })).length, `crash at ${at}`).toBe(cases)
    await end()
  }
}

/** A repeat stands right behind the first. */
const withoutRepeats = (lines: readonly string[]): string[] => lines.filter((line, i) => line !== lines[i - 1])
