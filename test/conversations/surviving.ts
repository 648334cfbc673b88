import { expect } from 'vitest'
import { alike } from '../store/ledgers.ts'
import { type House, met } from './houses.ts'
import { play } from './player.ts'
import type { Talk } from './telling.ts'

export const promise = 'nothing lost, no case or service doubled, only what was sent and not yet noted is said twice'

/** Tells the talk once undisturbed, then with a crash at every `every`-th call that leaves the process. Gives its services. */
export async function survives(
  talk: Talk,
  house: (talk: Talk, crashAt?: number) => House | Promise<House>,
  every = 1,
): Promise<number> {
  const whole = await house(talk)
  await play(talk, whole.theatre, met)
  const said = whole.theatre.screen.lines.map((line) => `${line.number} ${line.text}`)
  const cases = (await whole.theatre.store.cases({ max: 100 })).length
  const services = await given(whole)
  await whole.end()
  for (let at = 1 + (talk.talk.length % every); at <= whole.theatre.passed; at += every) {
    const { theatre, end } = await house(talk, at)
    await play(talk, theatre, () => {})
    expect(theatre.crashes, `crash at ${at}`).toBe(1)
    const seen = theatre.screen.lines.map((line) => `${line.number} ${line.text}`)
    expect(withoutRepeats(seen), `crash at ${at}`).toEqual(said)
    expect(seen.length, `crash at ${at}`).toBeLessThanOrEqual(said.length + 1)
    expect((await theatre.store.cases({ max: 100 })).length, `crash at ${at}`).toBe(cases)
    expect(await given({ theatre, end }), `crash at ${at}`).toEqual(services)
    await end()
  }
  return services.length
}

/** The services in the ledger; their times differ, because a crash takes time. */
async function given({ theatre }: House): Promise<readonly object[]> {
  const rows = alike(await theatre.store.ledger(0, Number.MAX_SAFE_INTEGER))
  return rows.map((row) => ({ ...row, startedAt: 0, endedAt: 0 }))
}

/** A repeat stands right behind the first. */
const withoutRepeats = (lines: readonly string[]): string[] => lines.filter((line, i) => line !== lines[i - 1])
