import { describe, expect, it } from 'vitest'
import { isSecondTap } from '../../src/ui/chat/double-tap.ts'
import { eventNames } from '../../src/ui/chat/events.ts'
import { type ChatLine, lineOf, merged } from '../../src/ui/chat/line.ts'
import { shown, type Unsent, unsettled } from '../../src/ui/chat/outbox.ts'
import { shiftCounter } from '../../src/ui/chat/shift-counter.ts'
import { bestOf, spokenBy } from '../../src/ui/chat/tags.ts'
import { backOff } from '../../src/ui/shared/back-off.ts'

const line = (number: number, part: Partial<ChatLine> = {}): ChatLine => ({
  id: `l${number}`,
  number,
  at: 0,
  speaker: 'bot',
  name: '',
  text: `line ${number}`,
  files: [],
  anew: false,
  lang: null,
  buttons: [],
  clientId: null,
  ...part,
})

const unsent = (id: string, part: Partial<Unsent> = {}): Unsent => ({
  id,
  kind: 'message',
  text: id,
  act: null,
  at: 0,
  state: 'waiting',
  tries: 0,
  after: 0,
  sentAs: null,
  ...part,
})

describe('a message of the person is shown exactly once', () => {
  it('gives way to its own line, found by the id this browser gave it', () => {
    expect(unsettled([unsent('a'), unsent('b')], [line(1, { speaker: 'person', clientId: 'a' })])).toEqual([
      unsent('b'),
    ])
  })
  it('gives way to its line by the server’s id where ours is not told', () => {
    const sent = unsent('a', { state: 'sent', sentAs: 'l7' })
    expect(unsettled([sent], [line(7, { speaker: 'person', text: 'other words' })])).toEqual([])
  })
  it('the same words twice are two messages', () => {
    const twice = [unsent('a', { state: 'sent', text: 'yes' }), unsent('b', { state: 'sent', text: 'yes' })]
    expect(unsettled(twice, [line(1, { speaker: 'person', text: 'yes' })])).toEqual([twice[1]])
  })
  it('words the person said earlier do not hide a new message', () => {
    const again = unsent('a', { state: 'sent', text: 'yes', after: 5 })
    expect(unsettled([again], [line(3, { speaker: 'person', text: 'yes' })])).toEqual([again])
  })
  it('lines that come twice are shown once, in the order of the talk', () => {
    expect(merged([line(1), line(3)], [line(2), line(3)]).map((one) => one.number)).toEqual([1, 2, 3])
  })
})

describe('the order on the screen', () => {
  it('what is not said yet comes last, what was said stands where it was said', () => {
    const all = shown([line(1), line(3)], [unsent('late'), unsent('said', { state: 'sent', after: 1 })])
    expect(all.map((one) => (one.kind === 'line' ? one.line.id : one.unsent.id))).toEqual(['l1', 'said', 'l3', 'late'])
  })
})

describe('what comes over the wire', () => {
  it('an activity that says nothing is no line', () => {
    expect(lineOf({ type: 'event', id: 'x' })).toBeNull()
  })
  it('a user’s activity without more facts is the person’s line', () => {
    expect(lineOf({ type: 'message', id: 'x', from: { role: 'user' }, text: 'hi' })?.speaker).toBe('person')
  })
  it('events cut anywhere are read once they are whole; comments are no events', () => {
    const first = eventNames(': ping\n\nevent: changed\ndata: {}\n\nevent: cha')
    expect(first).toEqual({ names: ['changed'], rest: 'event: cha' })
    expect(eventNames(`${first.rest}nged\r\n\r\n`).names).toEqual(['changed'])
  })
})

describe('leaving and tapping', () => {
  it('Shift three times leaves; capital letters in between do not', () => {
    const count = shiftCounter()
    expect([count('Shift', 0, false), count('A', 1, false), count('Shift', 2, false)]).toEqual([false, false, false])
    expect([count('Shift', 3, true), count('Shift', 4, false), count('Shift', 5, false)]).toEqual([false, false, true])
  })
  it('three slow presses do not leave', () => {
    const count = shiftCounter()
    expect([0, 2000, 4000].map((at) => count('Shift', at, false))).toEqual([false, false, false])
  })
  it('the second half of a double tap is not a choice, a tap elsewhere is', () => {
    expect(isSecondTap({ clientX: 10, clientY: 10, timeStamp: 1000 })).toBe(false)
    expect(isSecondTap({ clientX: 11, clientY: 10, timeStamp: 1200 })).toBe(true)
    expect(isSecondTap({ clientX: 90, clientY: 10, timeStamp: 1300 })).toBe(false)
  })
})

describe('the first language of the page', () => {
  it('is the browser’s where the page has it, and English otherwise', () => {
    expect(bestOf(['sv-SE', 'ru-RU', 'en'], ['lv', 'ru', 'en'])).toBe('ru')
    expect(bestOf(['sv'], ['lv', 'ru', 'en'])).toBe('en')
  })
  it('a language button says which language it speaks', () => {
    expect([spokenBy('speak:prs'), spokenBy('menu'), spokenBy(null)]).toEqual(['prs', null, null])
  })
})

it('tries again later and later, never later than 40 seconds', () => {
  expect([0, 1, 2].map((tries) => backOff(tries, 0.5))).toEqual([1000, 2000, 4000])
  expect(backOff(99, 1)).toBeLessThan(40_000)
})
