import fc from 'fast-check'
import { expect, it } from 'vitest'
import { toSay } from '../store/builders.ts'
import type { Shown, Wire } from '../wires/wire.ts'
import type { Bench } from './channel.ts'

const family = '👨‍👩‍👧‍👦'
const signs = [
  '\0',
  '\ud83d',
  '\udc00',
  '\u202e',
  '\u2066',
  '\u200f',
  family,
  'e\u0301',
  '🇱🇻',
  '\t',
  '<b>',
  '&amp;',
  '*',
  '\\',
  '"',
]
const strange = fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.constantFrom(...signs), fc.constant('\n'))
/** Every text begins with a letter: a command, a number and a button are other things than words. */
const anyText = fc.array(strange, { maxLength: 10 }).map((parts) => `x${parts.join('')}`)

/** What one person writes another reads, sign by sign. */
export function wordsContract(bench: Bench, runs: number): void {
  it('what somebody writes is what we read: half characters mended, a NUL taken out, nothing else changed', async () => {
    const wire = await bench()
    await fc.assert(
      fc.asyncProperty(anyText, async (text) => {
        expect(await heard(wire, text)).toBe(clean(wire, text))
      }),
      { numRuns: runs },
    )
  })

  it('what we have read is what we can show, sign by sign', async () => {
    const wire = await bench()
    await fc.assert(
      fc.asyncProperty(anyText, async (text) => {
        const words = clean(wire, text)
        const { shown, delivery } = await wire.show(toSay(1, words))
        expect(['ok', 'shelved']).toContain(delivery.at)
        expect(shown.pieces).toEqual([words])
      }),
      { numRuns: runs },
    )
  })

  it.each([
    ['4,096 people in families', family.repeat(1024)],
    ['families behind one letter', `x${family.repeat(1024)}`],
    ['letters with marks', 'e\u0301\u0323'.repeat(3000)],
    ['flags', '🇱🇻🇺🇦'.repeat(1200)],
    ['Arabic from right to left, turned once more', `\u202e${'مُحَمَّدٌ'.repeat(900)}`],
    ['one wall', 'x'.repeat(9000)],
  ])('a long text arrives whole and in order, cut between graphemes alone: %s', async (_what, text) => {
    const wire = await bench()
    const { shown } = await wire.show(toSay(1, text))
    expect(shown.pieces.join('')).toBe(text)
    expect(shown.pieces.flatMap(graphemes)).toEqual(graphemes(text))
    expectFits(shown, wire)
  })

  it('a long text of words is cut where a word or a line ends: only the space there is lost', async () => {
    const wire = await bench()
    const text = `${'Kur deklarēt dzīvesvietu? '.repeat(300)}\n\nBeigas.`
    const { shown } = await wire.show(toSay(1, text))
    expect(shown.pieces.join(' ').split(/\s+/)).toEqual(text.split(/\s+/))
    expectFits(shown, wire)
  })

  it.each([
    [{ who: 'bot' }, null],
    [{ who: 'consultant', name: 'Anna' }, 'Anna'],
    [{ who: 'interpreter', name: 'Farid' }, 'Farid'],
  ] as const)('who speaks stands first, and apart from the words: %o', async (from, name) => {
    const wire = await bench()
    for (const text of ['words', 'x'.repeat(9000)]) {
      const { shown } = await wire.show(toSay(1, text, { from }))
      expect(shown.speaker).toEqual({ who: from.who, name })
      expect(shown.pieces.join('')).toBe(text)
    }
  })
}

/** Said here once more: a door that no longer cleans must not be believed. */
const clean = (wire: Wire, text: string): string => wire.typed(text).toWellFormed().replaceAll('\0', '')

async function heard(wire: Wire, text: string): Promise<string | null> {
  const [inbound, ...more] = await wire.read(wire.form({ does: 'writes', text }))
  expect(more).toEqual([])
  return inbound?.what.type === 'personWrote' ? inbound.what.text : null
}

function expectFits({ pieces }: Shown, { longest }: Wire): void {
  for (const piece of pieces) {
    expect(piece.length).toBeLessThanOrEqual(longest)
    expect(piece.isWellFormed()).toBe(true)
  }
}

const segments = new Intl.Segmenter('und', { granularity: 'grapheme' })
const graphemes = (text: string): string[] => [...segments.segment(text)].map(({ segment }) => segment)
