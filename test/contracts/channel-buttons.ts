import { expect, it } from 'vitest'
import { type Act, writeAct } from '../../src/core/acts.ts'
import { meantOption } from '../../src/core/option.ts'
import type { Inbound } from '../../src/core/ports.ts'
import type { Button, Line } from '../../src/core/transcript.ts'
import { toSay } from '../store/builders.ts'
import type { Bench } from './channel.ts'

/** Labels of every length, some of them long, some in another direction. */
const labelled = (count: number): readonly Button[] =>
  Array.from({ length: count }, (_, i) => ({
    act: `topic:t${i}${'-long'.repeat(i % 11)}`,
    label: i % 5 === 0 ? `پرسش ${i} `.repeat(3).trim() : `Choice ${i}`,
  }))

const every: readonly Act[] = [
  { kind: 'erase-yes' },
  { kind: 'speak', language: 'prs' },
  { kind: 'why', reason: 'unclear', topic: 'declared-address' },
  { kind: 'rate', value: 'good' },
]

/** Choices under a line. */
export function buttonsContract(bench: Bench): void {
  it.each([0, 1, 2, 3, 6, 7, 10, 11, 30])('%i of them stand in their order, each with its words', async (count) => {
    const wire = await bench()
    const buttons = labelled(count)
    const { shown, delivery } = await wire.show(toSay(1, 'Choose', { buttons }))
    expect(['ok', 'shelved']).toContain(delivery.at)
    expect(shown.pieces).toEqual(['Choose'])
    expect(shown.buttons.map(({ label }) => label)).toEqual(buttons.map(({ label }) => label))
  })

  it.each([1, 6, 7, 30])('each of %i leads back to what it does, by the channel’s own reader', async (count) => {
    const wire = await bench()
    const buttons = labelled(count)
    const line = toSay(1, 'Choose', { buttons })
    const { shown } = await wire.show(line)
    for (const [i, button] of shown.buttons.entries()) {
      const [inbound] = await wire.read(wire.form({ does: 'taps', button }))
      expect(meant(inbound, line)).toBe(buttons[i]?.act)
    }
  })

  it('a tap is known with the words that stood on it', async () => {
    const wire = await bench()
    const buttons = every.map((act) => ({ act: writeAct(act), label: `Words of ${act.kind}` }))
    const line = toSay(1, 'Choose', { buttons })
    const { shown } = await wire.show(line)
    for (const [i, button] of shown.buttons.entries()) {
      const [inbound] = await wire.read(wire.form({ does: 'taps', button }))
      expect(meant(inbound, line)).toBe(buttons[i]?.act)
      if (inbound?.what.type === 'personChose') expect(inbound.what.label).toBe(buttons[i]?.label)
    }
  })

  it('under a text of many messages they stand once, under the last', async () => {
    const wire = await bench()
    const { shown } = await wire.show(toSay(1, 'x'.repeat(9000), { buttons: labelled(3) }))
    expect(shown.pieces.join('')).toBe('x'.repeat(9000))
    expect(shown.buttons).toHaveLength(3)
  })

  it('one of another day still does what it did, and one that we never made leads to the menu', async () => {
    const wire = await bench()
    const [old, odd] = [wire.old('topic:gone', 'Old'), wire.old('no-such-thing:1', 'Odd')]
    // Where nothing stays on the screen that could be tapped there is nothing old to tap.
    if (!old || !odd) return expect(wire.name).toBe('terminal')
    const [first] = await wire.read(wire.form({ does: 'taps', button: old }))
    expect(first?.what).toEqual({ type: 'personChose', act: { kind: 'topic', topic: 'gone' }, label: 'Old' })
    const [second] = await wire.read(wire.form({ does: 'taps', button: odd }))
    const { what } = second ?? {}
    expect(what?.type === 'personChose' ? what.act.kind : what?.type === 'personWrote' ? what.text : 'nothing').toMatch(
      /^(menu|Odd)$/,
    )
  })
}

/** A tap says what it does; typed, a number or words mean one of the choices by the core's own rule. */
function meant(inbound: Inbound | undefined, { buttons }: Line): string | null {
  if (inbound?.what.type === 'personChose') return writeAct(inbound.what.act)
  return inbound?.what.type === 'personWrote' ? (meantOption(buttons, inbound.what.text)?.act ?? null) : null
}
