import { describe, expect, it } from 'vitest'
import { createConsoles, lingersMs } from '../../src/shift/consoles.ts'
import { createHub } from '../platforms/party.ts'

function consolesAt(start: number) {
  const clock = { now: start }
  return { clock, consoles: createConsoles(() => clock.now) }
}

describe('whose console is open', () => {
  it('whoever has a live stream is here, however long it has been quiet', () => {
    const { clock, consoles } = consolesAt(1_000)
    expect(consoles.present('anna')).toBe(false)
    consoles.came('anna')
    clock.now += 24 * 3_600_000
    expect(consoles.present('anna')).toBe(true)
    expect(consoles.awaySince('anna')).toBeNull()
  })

  it('a stream that breaks is no leaving: for 45 seconds they are still here', () => {
    const { clock, consoles } = consolesAt(1_000)
    consoles.came('anna')
    consoles.left('anna')
    clock.now += lingersMs - 1
    expect(consoles.present('anna')).toBe(true)
    clock.now += 1
    expect(consoles.present('anna')).toBe(false)
    expect(consoles.awaySince('anna')).toBe(1_000)
  })

  it('who closes one of two windows has not gone', () => {
    const { clock, consoles } = consolesAt(1_000)
    consoles.came('anna')
    consoles.came('anna')
    consoles.left('anna')
    clock.now += 10 * lingersMs
    expect(consoles.present('anna')).toBe(true)
    expect(consoles.awaySince('anna')).toBeNull()
  })

  it('who has not come since the start is not here, and away since then', () => {
    const { clock, consoles } = consolesAt(1_000)
    clock.now += 5_000
    expect(consoles.present('anna')).toBe(false)
    expect(consoles.awaySince('anna')).toBe(1_000)
  })
})

describe('whose console is open, told by several processes', () => {
  const processes = (...names: readonly string[]) => {
    const clock = { now: 1_000 }
    const hub = createHub()
    return { clock, all: names.map((name) => createConsoles(() => clock.now, hub(name))) }
  }

  it('whoever has a stream in one of them is here for all, also for one that began later', () => {
    const { clock, all } = processes('a', 'b')
    const [a, b] = all
    a?.came('anna')
    expect(b?.present('anna')).toBe(true)
    expect(b?.awaySince('anna')).toBeNull()
    const hub = createHub()
    const first = createConsoles(() => clock.now, hub('first'))
    first.came('boris')
    const later = createConsoles(() => clock.now, hub('later'))
    expect(later.present('boris')).toBe(true)
  })

  it('who moves from one process to another has not gone', () => {
    const { clock, all } = processes('a', 'b')
    const [a, b] = all
    a?.came('anna')
    b?.came('anna')
    a?.left('anna')
    clock.now += 10 * lingersMs
    b?.beat()
    expect(a?.present('anna')).toBe(true)
    expect(a?.awaySince('anna')).toBeNull()
  })

  it('who closes their console is gone for all after 45 seconds', () => {
    const { clock, all } = processes('a', 'b')
    const [a, b] = all
    a?.came('anna')
    a?.left('anna')
    clock.now += lingersMs - 1
    a?.beat()
    expect(b?.present('anna')).toBe(true)
    clock.now += 1
    expect(b?.present('anna')).toBe(false)
    expect(b?.awaySince('anna')).toBe(1_000)
  })

  it('when a process dies its members are gone since it last spoke', () => {
    const { clock, all } = processes('a', 'b')
    const [a, b] = all
    a?.came('anna')
    clock.now += 5_000
    a?.beat()
    clock.now += 20_000
    expect(b?.awaySince('anna')).toBe(6_000)
    expect(b?.present('anna')).toBe(true)
    clock.now += lingersMs
    expect(b?.present('anna')).toBe(false)
  })

  it('nonsense from elsewhere is nobody', () => {
    const hub = createHub()
    const consoles = createConsoles(() => 1_000, hub('a'))
    for (const message of [null, 7, 'anna', { anna: true }, [1, null, {}]]) hub('b').say('here', message)
    expect(consoles.present('anna')).toBe(false)
  })
})
