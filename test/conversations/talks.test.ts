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

/** A theatre over a fresh store whose leases run by the theatre's own clock. */
function theatreFor(talk: Talk, crashAt = 0): CrashTheatre {
  const store = createMemoryStore({ now: () => theatre.clock })
  const theatre: CrashTheatre = crashTheatre(store, talk.channel, crashAt)
  return theatre
}

describe('talks', () => {
  for (const talk of talks) it(talk.talk, () => play(talk, theatreFor(talk), met))
})

describe('talks, on the store that ships', () => {
  for (const talk of talks) {
    it(talk.talk, async () => {
      const dir = mkdtempSync(join(tmpdir(), 'tilts-talk-'))
      const keys = loadKeys({ dataDir: dir, production: false })
      const open = () => createSqliteStore({ dir, keys, frozen: true, now: () => theatre.clock })
      const store = open()
      const theatre: CrashTheatre = crashTheatre(store, talk.channel, 0)
      await play(talk, theatre, met)
      await store.close()
      rmSync(dir, { recursive: true })
    })
  }
})

describe('the same talk with a crash before and after every call that leaves the process', () => {
  for (const talk of talks) {
    it(`${talk.talk}: nothing lost, no case doubled, only what was sent and not yet noted is said twice`, async () => {
      const whole = theatreFor(talk)
      await play(talk, whole, met)
      const said = whole.screen.lines.map((line) => `${line.number} ${line.text}`)
      const cases = (await whole.store.cases({ max: 100 })).length
      for (let at = 1; at <= whole.passed; at++) {
        const theatre = theatreFor(talk, at)
        await play(talk, theatre, () => {})
        expect(theatre.crashes, `crash at ${at}`).toBe(1)
        const seen = theatre.screen.lines.map((line) => `${line.number} ${line.text}`)
        expect(withoutRepeats(seen), `crash at ${at}`).toEqual(said)
        expect(seen.length, `crash at ${at}`).toBeLessThanOrEqual(said.length + 1)
        expect((await theatre.store.cases({ max: 100 })).length, `crash at ${at}`).toBe(cases)
      }
    })
  }
})

/** A repeat stands right behind the first. */
const withoutRepeats = (lines: readonly string[]): string[] => lines.filter((line, i) => line !== lines[i - 1])
