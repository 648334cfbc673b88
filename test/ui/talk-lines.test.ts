import { describe, expect, it } from 'vitest'
import type { Line } from '../../src/core/transcript.ts'
import { nextToInterpret, stacked, unread } from '../../src/ui/console/talk-lines.ts'

const line = (
  number: number,
  who: 'person' | 'consultant' | 'interpreter' | 'bot',
  more: Partial<Line> = {},
): Line => ({
  number,
  at: number,
  from: who === 'consultant' || who === 'interpreter' ? { who, name: who } : { who },
  text: `line ${number}`,
  language: null,
  buttons: [],
  delivery: null,
  mark: null,
  seenBy: 'all',
  until: null,
  ...more,
})

describe('a talk of three', () => {
  it('shows an interpretation with the last of the messages it stands for; the earlier ones point to it', () => {
    const talk = [
      line(1, 'person'),
      line(2, 'person'),
      line(3, 'interpreter', { interprets: [1, 2] }),
      line(4, 'person'),
    ]
    const shown = stacked(talk).map(({ line, interpretations, below }) => [
      line.number,
      interpretations.map(({ number }) => number),
      below,
    ])
    expect(shown).toEqual([
      [1, [], true],
      [2, [3], false],
      [4, [], false],
    ])
  })

  it('shows an interpretation alone where its original is not to be seen', () => {
    const talk = [line(3, 'interpreter', { interprets: [1] })]
    expect(stacked(talk).map(({ line }) => line.number)).toEqual([3])
  })

  it('hands an interpreter what the person said since one of us last spoke to them; a note is no answer', () => {
    const talk = [
      line(1, 'person'),
      line(2, 'consultant'),
      line(3, 'person'),
      line(4, 'consultant', { seenBy: 'staff' }),
    ]
    expect(unread(talk)).toEqual([3])
  })

  it('hands an interpreter no buttons that were pressed', () => {
    const yes = { label: 'بلی', act: 'consent-yes' }
    const talk = [line(1, 'person'), line(2, 'bot', { buttons: [yes] }), line(3, 'person', { text: 'بلی' })]
    expect(unread(talk)).toEqual([1])
  })

  it('is interpreted side by side: what waits longest, with all that waits from the same side', () => {
    const waits = [
      { line: 4, from: 'person' },
      { line: 5, from: 'consultant' },
      { line: 6, from: 'person' },
    ]
    expect(nextToInterpret(waits)).toEqual([4, 6])
    expect(nextToInterpret([])).toEqual([])
  })
})
