import { describe, expect, it } from 'vitest'
import { talk } from './given.ts'
import { understood, wishes } from './small-world.ts'

describe('first contact', () => {
  it('someone who comes without words is shown all languages, the app’s own first', () => {
    const t = talk().comes('ru')
    expect(t.said).toEqual(['picker'])
    expect(t.now.options[0]?.act).toBe('speak:ru')
    expect(t.now.options).toHaveLength(5)
  })
  it('a question is answered at once, with one line that says who answers', () => {
    expect(talk().writes(wishes.address).said).toEqual(['notice', 'answer address'])
  })
  it('the line that says who answers is said once', () => {
    expect(talk().writes(wishes.address).writes(wishes.address).said).toEqual(['answer address'])
  })
  it('a question in an unreadable language waits for the picker and is answered after it', () => {
    const t = talk().writes(wishes.address, null)
    expect(t.said).toEqual(['picker'])
    expect(t.taps({ kind: 'speak', language: 'lv' }).said).toEqual(['hello', 'answer address'])
  })
  it('danger is met before any language is known', () => {
    expect(talk().writes(wishes.danger, null).said[0]).toBe('112')
  })
})

describe('the bot answers', () => {
  it('an unsure match is asked back with the titles and “none of these”', () => {
    const t = talk().writes(wishes.unsure)
    expect(t.said).toEqual(['notice', 'maybe'])
    expect(t.now.options.map((o) => o.act)).toEqual(['topic:address', 'topic:permit', 'none'])
  })
  it('two things asked in one message are both answered, and what else was asked is offered', () => {
    const t = talk().writes({ ...wishes.address, also: ['permit', 'school'] })
    expect(t.said).toEqual(['notice', 'answer address', 'answer permit', 'maybe'])
    expect(t.now.options[0]?.act).toBe('topic:school')
  })
  it('typing the number is as good as tapping, in any digits', () => {
    expect(talk().writes(wishes.unsure).types('2').said).toEqual(['answer permit'])
    expect(talk().writes(wishes.unsure).types('۱').said).toEqual(['answer address'])
  })
  it('typing the words on a button is as good as tapping', () => {
    expect(talk().writes(wishes.unsure).types('title of PERMIT!').said).toEqual(['answer permit'])
  })
  it('a number that was not offered is no choice', () => {
    expect(talk().writes(wishes.unsure).types('9').said).toEqual(['topics'])
  })
  it('nobody reads “I don’t understand” twice in a row: other words, then a person, then the queue', () => {
    const t = talk().writes(wishes.address)
    expect(t.writes(wishes.miss).said).toEqual(['again'])
    expect(t.writes(wishes.miss).said).toEqual(['noanswer'])
    expect(t.writes(wishes.miss).said).toEqual(['consent'])
    expect(t.taps({ kind: 'consent-yes' }).now.handling.at).toBe('queued')
  })
  it('an answer starts the count of misses anew', () => {
    expect(talk().writes(wishes.miss).writes(wishes.address).writes(wishes.miss).said).toEqual(['again'])
  })
  it('an answer that has expired is not given: a person takes the question', () => {
    const old = { kind: 'answer', topic: 'old', topics: [], p: 0.9 } as const
    expect(talk().writes(old).said).toEqual(['notice', 'answer.expired', 'consent'])
  })
  it('a button of last year whose topic is gone leads to a person, never to nothing', () => {
    expect(talk().comes().taps({ kind: 'topic', topic: 'long-gone' }).said).toContain('answer.expired')
  })
  it('thanks are met with a kind word, not with a topic', () => {
    expect(talk().writes(wishes.address).writes(wishes.thanks).said).toEqual(['thanks'])
  })
  it('emoji and digits lead to the menu, never to a guess', () => {
    expect(talk().writes(wishes.address).types('🙏').said).toEqual(['topics'])
  })
  it('whether an answer helped is noted with it and asks for the reason once', () => {
    const t = talk().writes(wishes.address).taps({ kind: 'bad', topic: 'address' })
    expect(t.said).toEqual(['rate.bad'])
    expect(t.now.trail.at(-1)?.helpful).toBe(false)
  })
  it('the bot’s own failure is said and goes to people', () => {
    expect(talk().writes(wishes.address).fails('a question').said).toEqual(['error', 'consent'])
  })
})

describe('languages', () => {
  it('a long text in a language without answers is met in it, with the interpreter one tap away', () => {
    const t = talk().writes(wishes.address, 'fa')
    expect(t.said).toEqual(['rare.choose'])
    expect(t.now.options[0]?.act).toBe('interpreter')
    expect(t.now.language).toEqual({ tag: 'fa', chosen: false })
  })
  it('a language without answers is never matched against the FAQ', () => {
    expect(talk().writes(wishes.address, 'fa').writes(wishes.address, 'fa').said).toEqual(['consent'])
  })
  it('whoever chose such a language and writes in it waits for people and an interpreter', () => {
    const t = talk()
      .comes()
      .taps({ kind: 'speak', language: 'fa' })
      .writes(wishes.miss, 'fa')
      .taps({ kind: 'consent-yes' })
    expect(t.now.handling.at).toBe('queued')
    expect(t.now.interpretation).toMatchObject({ at: 'wanted', language: 'fa' })
    expect(t.said).toContain('wait.interpreter')
  })
  it('somebody who chose Farsi and asks in English still gets the English answer', () => {
    const t = talk().comes().taps({ kind: 'speak', language: 'fa' }).writes(wishes.address, 'en')
    expect(t.said).toContain('answer address')
    expect(t.now.language).toEqual({ tag: 'fa', chosen: true })
  })
  it('a chosen language is not given up for a likely guess', () => {
    const t = talk().comes().taps({ kind: 'speak', language: 'lv' }).writes(wishes.address, 'en', 'TUA', 0.7)
    expect(t.last?.effects.at(-1)).toMatchObject({ do: 'answer', language: 'lv' })
  })
  it('three foreign words are no proof: the buttons come', () => {
    expect(talk().writes(wishes.miss, 'uk', 'x', 0.9, 2).said).toEqual(['picker'])
  })
  it('unknown twice goes to people, “language unknown”', () => {
    const t = talk().writes(wishes.miss, null).writes(wishes.miss, null)
    expect(t.said).toEqual(['consent'])
    expect(t.taps({ kind: 'consent-yes' }).now.interpretation).toMatchObject({ at: 'wanted', language: null })
  })
  it('asking for a person needs no language', () => {
    expect(talk().writes(wishes.human, null).said).toEqual(['consent'])
  })
  it('Dari is never taken for granted: even a sure guess asks which of the two it is', () => {
    const t = talk().writes(wishes.miss, 'prs', 'x', 0.99, 12)
    expect(t.said).toEqual(['rare.choose'])
    expect(t.now.options.slice(0, 2).map(({ act }) => act)).toEqual(['speak:prs', 'speak:fa'])
  })
  it('somebody torn between two alike languages is met in one and says themselves which', () => {
    const t = talk()
    const u = understood(wishes.miss, 'fa', 0.6)
    t.event({
      type: 'personWrote',
      origin: t.origin,
      text: 'x',
      understood: {
        ...u,
        languages: [
          { tag: 'fa', p: 0.6 },
          { tag: 'uk', p: 0.35 },
        ],
      },
    })
    expect(t.said).toEqual(['rare.choose'])
    expect(t.now.options.slice(0, 3).map((o) => o.act)).toEqual(['speak:fa', 'speak:uk', 'interpreter'])
    expect(t.taps({ kind: 'speak', language: 'uk' }).said).toContain('consent')
  })
  it('an answered question is not answered again when the language is changed', () => {
    expect(talk().writes(wishes.address).taps({ kind: 'speak', language: 'lv' }).said).toEqual(['topics'])
  })
  it('changing the language after the gentle question about danger never meets silence', () => {
    expect(talk().writes(wishes.worry).taps({ kind: 'speak', language: 'lv' }).said).not.toEqual([])
  })
  it('what was understood of a question is kept until its answer, never longer than a day', () => {
    const t = talk().writes(wishes.address, null)
    expect(t.now.question?.understood).toEqual(understood(wishes.address, null))
    expect(t.passes(24 * 3_600_000, 'forget-question').now.question).toBeNull()
  })
})
