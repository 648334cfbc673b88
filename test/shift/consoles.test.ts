import { describe, expect, it } from 'vitest'
import { createConsoles, lingersMs } from '../../src/shift/consoles.ts'

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
