import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import type { Inbound } from '../../src/core/ports.ts'
import type { Wire } from '../wires/wire.ts'
import { buttonsContract } from './channel-buttons.ts'
import { deliveryContract } from './channel-delivery.ts'
import { wordsContract } from './channel-words.ts'

export type OpenWire = (now: () => number) => Wire | Promise<Wire>

/** What a contract works with: a fresh wire for every rule, and one moment. */
export type Bench = () => Promise<Wire>

export const moment = Date.UTC(2026, 10, 23, 8)

/** `runs`: how much chance; less where every try goes over a network. */
export function channelContract(name: string, open: OpenWire, runs = 300): void {
  const opened: Wire[] = []
  afterEach(async () => {
    for (const wire of opened.splice(0)) await wire.end?.()
  })
  const bench: Bench = async () => {
    const wire = await open(() => moment)
    opened.push(wire)
    if (wire.opens) await wire.read(wire.form({ does: 'comes' }))
    return wire
  }

  describe(`${name}: words`, () => wordsContract(bench, runs))
  describe(`${name}: choices`, () => buttonsContract(bench))
  describe(`${name}: what becomes of a line`, () => deliveryContract(bench, runs))
  describe(`${name}: what somebody does`, () => eventsContract(bench, runs))
}

function eventsContract(bench: Bench, runs: number): void {
  it('says who did it, where they are reached, and when we heard of it', async () => {
    const wire = await bench()
    const [inbound] = await wire.read(wire.form({ does: 'writes', text: 'words' }))
    expect(inbound).toMatchObject({ channel: wire.name, address: wire.address, at: moment })
    expect(inbound?.person).not.toBe('')
  })

  it('the same event read twice is the same event, where a platform repeats; what is done twice is two', async () => {
    const wire = await bench()
    const form = wire.form({ does: 'writes', text: 'the same' })
    const idOf = async (one: unknown) => (await wire.read(one)).map(({ event }) => event)
    const first = await idOf(form)
    expect(first).toHaveLength(1)
    if (wire.repeats) expect(await idOf(form)).toEqual(first)
    expect(await idOf(wire.form({ does: 'writes', text: 'the same' }))).not.toEqual(first)
  })

  it.each(['comes', 'leaves'] as const)('whoever %s is told apart from whoever writes', async (does) => {
    const wire = await bench()
    const form = wire.form({ does })
    const kinds = (await (form === null ? [] : wire.read(form))).map(({ what }) => what.type)
    expect(kinds).toEqual(form === null ? [] : [does === 'comes' ? 'personCame' : 'personLeft'])
  })

  it.each(['voice', 'picture', 'sticker'] as const)('what is no text (a %s) is never nothing', async (media) => {
    const wire = await bench()
    const form = wire.form({ does: 'sends', media })
    const sent = await (form === null ? [] : wire.read(form))
    if (form !== null) expect(sent.map(({ what }) => what.type)).toEqual(['personSent'])
  })

  it('commands that people have read of work by typing: what is typed is the wish, or its words', async () => {
    const wire = await bench()
    const [inbound] = await wire.read(wire.form({ does: 'writes', text: '/delete' }))
    const what = inbound?.what
    if (what?.type === 'personChose') expect(what.act).toEqual({ kind: 'erase' })
    else expect(what).toEqual({ type: 'personWrote', text: '/delete' })
  })

  it('anything else at all is nothing, or something we know: never an error, never a broken text', async () => {
    const wire = await bench()
    await fc.assert(
      fc.asyncProperty(wire.anything, async (form) => {
        for (const inbound of await wire.read(form)) expectSound(inbound)
      }),
      { numRuns: runs },
    )
  })
}

const kinds = ['personWrote', 'personChose', 'personSent', 'personCame', 'personLeft']

function expectSound({ event, person, address, what }: Inbound): void {
  for (const id of [event, person, address]) expect(id).not.toBe('')
  expect(kinds).toContain(what.type)
  if (what.type !== 'personWrote') return
  expect(what.text.isWellFormed() && !what.text.includes('\0') && what.text.trim() !== '').toBe(true)
}
