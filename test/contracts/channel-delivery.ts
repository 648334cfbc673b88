import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Delivery } from '../../src/core/ports.ts'
import type { Speaker } from '../../src/core/transcript.ts'
import { toSay } from '../store/builders.ts'
import type { Bench } from './channel.ts'

const outcomes: readonly Delivery['at'][] = ['ok', 'shelved', 'retry', 'moved', 'unconfirmed', 'failed']
const text = fc.string({ unit: 'binary', maxLength: 60 })
const from: fc.Arbitrary<Speaker> = fc.oneof(
  fc.constant<Speaker>({ who: 'bot' }),
  text.map((name): Speaker => ({ who: 'consultant', name })),
  text.map((name): Speaker => ({ who: 'interpreter', name })),
)
const buttons = fc.array(fc.record({ act: text, label: text }), { maxLength: 12 })
const anyLine = fc.record({ text, from, buttons, language: fc.option(text) })

/** `send` answers; it does not throw. */
export function deliveryContract(bench: Bench, runs: number): void {
  it('any line at all gives an answer, and never an error', async () => {
    const wire = await bench()
    await fc.assert(
      fc.asyncProperty(anyLine, async ({ text: words, ...change }) => {
        const { delivery } = await wire.show(toSay(1, words, change))
        expect(outcomes).toContain(delivery.at)
      }),
      { numRuns: runs },
    )
  })

  it('an address that leads nowhere gives an answer, and never an error', async () => {
    const wire = await bench()
    for (const address of [
      '',
      'nowhere',
      '0',
      '-1',
      '{}',
      'null',
      '9'.repeat(400),
      '\ud83d',
      '{"channel":"msteams"}',
    ]) {
      const { delivery } = await wire.show(toSay(1, 'words'), address)
      expect(outcomes, address).toContain(delivery.at)
    }
  })

  it('whatever the platform answers is a delivery; what it asked us to wait for is not sent meanwhile', async () => {
    for (const what of (await bench()).badDays.keys()) {
      const wire = await bench()
      const day = wire.badDays.get(what)
      day?.plan()
      const { delivery } = await wire.show(toSay(1, 'words'))
      expect(delivery.at, what).toBe(day?.becomes)
      const next = await wire.show(toSay(2, 'words'))
      const mustWait = delivery.at === 'retry' && !delivery.tried
      expect(next.delivery, what).toMatchObject(mustWait ? { at: 'retry', tried: false } : { at: 'ok' })
      expect(next.shown.pieces, what).toEqual(mustWait ? [] : ['words'])
    }
  })
}
