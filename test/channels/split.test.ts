import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { split as splitAt } from '../../src/channels/common/split.ts'

const longestMessage = 4096
const split = (text: string): string[] => splitAt(text, longestMessage)

const graphemesOf = (text: string): string[] =>
  [...new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(text)].map(({ segment }) => segment)
const letters = (text: string): string => text.replaceAll(/\s/gu, '')

/** Every grapheme of the text is whole in one of the pieces. */
function expectWhole(text: string): void {
  const pieces = split(text)
  for (const piece of pieces) {
    expect(piece.length).toBeLessThanOrEqual(longestMessage)
    expect(piece.isWellFormed()).toBe(true)
    expect(piece.trim()).not.toBe('')
  }
  expect(letters(pieces.join(''))).toBe(letters(text))
  const joined = pieces.flatMap(graphemesOf).filter((one) => one.trim() !== '')
  expect(joined).toEqual(graphemesOf(text).filter((one) => one.trim() !== ''))
}

describe('splitting long texts', () => {
  it.each([
    ['families', '👨‍👩‍👧‍👦'.repeat(800)],
    ['families off by one', `x${'👨‍👩‍👧‍👦'.repeat(800)}`],
    ['letters with marks', 'e\u0301\u0323'.repeat(3000)],
    ['Tamil', 'நிலையான முகவரியை எங்கே பதிவு செய்வது? '.repeat(300)],
    ['Tamil without spaces', 'க்ஷி'.repeat(2000)],
    ['flags', '🇱🇻🇺🇦'.repeat(1200)],
    ['Arabic with vowel signs', 'مُحَمَّدٌ'.repeat(900)],
    ['a wall of one letter', 'x'.repeat(10_000)],
  ])('never tears %s', (_what, text) => expectWhole(text))

  it('what fits stays as it is', () => {
    expect(split('x'.repeat(longestMessage))).toEqual(['x'.repeat(longestMessage)])
  })

  it('cuts at the end of a line or a word where one is near', () => {
    const word = `${'a'.repeat(99)} `
    expect(split(word.repeat(60).trim()).every((piece) => piece.split(' ').every((w) => w.length === 99))).toBe(true)
    const lines = split(`${'b'.repeat(3000)}\n${'c c '.repeat(600)}`)
    expect(lines[0]).toBe('b'.repeat(3000))
  })

  it('one letter with thousands of marks is cut between marks, for it fits nowhere', () => {
    const pieces = split(`z${'\u0301'.repeat(9000)}`)
    expect(pieces.join('')).toBe(`z${'\u0301'.repeat(9000)}`)
    const wide = split(`z${'\u{1D165}'.repeat(5000)}`)
    expect(wide.every((piece) => piece.isWellFormed() && piece.length <= longestMessage)).toBe(true)
    expect(wide.join('')).toBe(`z${'\u{1D165}'.repeat(5000)}`)
  })

  it('any text at all: the pieces fit, are well formed, and together hold the same letters', () => {
    const unit = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 30 }),
      fc.constantFrom(' ', '\n', '👨‍👩‍👧‍👦', 'ந', 'ி', '🇱🇻', 'e\u0301', '\u200d', '👍🏽', '한', 'ᄀ'),
    )
    const text = fc.tuple(fc.array(unit, { minLength: 1, maxLength: 40 }), fc.integer({ min: 1, max: 400 }))
    fc.assert(
      fc.property(text, ([parts, times]) => {
        const whole = parts.join('').toWellFormed().repeat(times).slice(0, 15_000).toWellFormed()
        const pieces = split(whole)
        for (const piece of pieces) {
          expect(piece.length).toBeLessThanOrEqual(longestMessage)
          expect(piece.isWellFormed()).toBe(true)
        }
        expect(letters(pieces.join(''))).toBe(letters(whole))
      }),
      { numRuns: 200 },
    )
  })
})
