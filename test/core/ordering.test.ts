import { describe, expect, it } from 'vitest'
import { talk } from './given.ts'
import { anna, hour, wishes } from './small-world.ts'

const specialist = () => talk().writes(wishes.address, 'en').taps({ kind: 'specialist' })
const ordering = () => specialist().taps({ kind: 'order' })
const asked = () => ordering().taps({ kind: 'order-language', language: 'prs' })
const whole = () => asked().types('2026-12-03 14:00').types('Gaiļezers, 3rd floor')
const question = (t: ReturnType<typeof talk>) => (t.now.handling.at === 'bot' ? null : t.now.handling.case.question)
const order = 'prs · 2026-12-03 14:00 · Gaiļezers, 3rd floor'

describe('an interpreter for an appointment', () => {
  it('takes three short questions, a summary and a yes', () => {
    const t = ordering()
    expect(t.said).toEqual(['order.language'])
    expect(t.taps({ kind: 'order-language', language: 'prs' }).said).toEqual(['order.when'])
    expect(t.types('2026-12-03 14:00').said).toEqual(['order.where'])
    expect(t.types('Gaiļezers, 3rd floor').said).toEqual(['order.check'])
    expect(t.last?.effects).toContainEqual(
      expect.objectContaining({ params: { tongue: 'prs', when: '2026-12-03 14:00', where: 'Gaiļezers, 3rd floor' } }),
    )
    expect(t.taps({ kind: 'order-yes' }).said).toEqual(['consent'])
    t.taps({ kind: 'consent-yes' })
    expect(t.now).toMatchObject({
      order: null,
      handling: {
        at: 'queued',
        case: { desk: 'specialists', reason: 'appointment', urgency: 'normal', question: order },
      },
      interpretation: { at: 'none' },
    })
  })
  it('is a case of its own kind whatever the yes was: tapped, typed, or the number of the button', () => {
    for (const yes of [
      whole().writes(wishes.yes, 'en', 'yes'),
      whole().types('1'),
      whole().taps({ kind: 'order-yes' }),
    ])
      expect(question(yes.taps({ kind: 'consent-yes' }))).toBe(order)
  })
  it('may be in any language: picked, counted, named in a sentence, or one that is on no list', () => {
    expect(ordering().types('2').now.order).toMatchObject({ asks: 'when', language: 'prs' })
    const named = ordering().writes({ kind: 'interpreter', language: 'fa', p: 0.9 }, 'en', 'somebody for Farsi')
    expect(named.now.order).toMatchObject({ asks: 'when', language: 'fa' })
    expect(ordering().types('  Tigrinya ').now.order).toMatchObject({ asks: 'when', language: 'Tigrinya' })
  })
  it('keeps the words as they were written, also those that elsewhere are a wish or a question', () => {
    const t = asked()
      .writes(wishes.address, 'en', 'next Monday')
      .writes(wishes.human, 'en', 'ask for the social worker')
    expect(t.now.order).toMatchObject({ when: 'next Monday', where: 'ask for the social worker' })
  })
  it('shows the summary again to whoever says neither yes nor no, and drops it at a no', () => {
    expect(whole().types('maybe').said).toEqual(['order.check'])
    const no = whole().taps({ kind: 'order-no' })
    expect(no.said).toEqual(['order.left'])
    expect(no.now).toMatchObject({ order: null, handling: { at: 'bot' } })
  })
  it('joins the case that waits already', () => {
    const t = specialist().waiting()
    const before = t.case
    t.taps({ kind: 'order' }).taps({ kind: 'order-language', language: 'prs' })
    t.types('2026-12-03 14:00').types('Gaiļezers, 3rd floor').taps({ kind: 'order-yes' })
    expect(t.said).toEqual(['wait.added'])
    expect(t.case).toBe(before)
    expect(question(t)).toMatch(new RegExp(`\n${order}$`))
  })
  it('begins when a specialist asks for an interpreter in words, with the language named', () => {
    const t = specialist().writes(
      { kind: 'interpreter', language: 'prs', p: 0.9 },
      'en',
      'I need an interpreter for Dari',
    )
    expect(t.said).toEqual(['order.when'])
    expect(t.now.language?.tag).toBe('en')
  })
})

describe('an order is left, and nothing of it stays behind', () => {
  const begun = [ordering, asked, whole]
  it('by danger, which comes first', () => {
    for (const begin of begun) {
      const t = begin().writes(wishes.danger, 'en', 'he beats me')
      expect(t.said[0]).toBe('112')
      expect(t.now).toMatchObject({ order: null, handling: { case: { urgency: 'danger', question: 'he beats me' } } })
    }
    expect(asked().writes(wishes.worry).said).toEqual(['danger.ask'])
  })
  it('by "delete my data"', () => {
    for (const begin of begun) {
      const t = begin().writes(wishes.erase, 'en', 'delete my data')
      expect(t.said).toEqual(['delete.ask'])
      expect(t.now.order).toBeNull()
      expect(t.taps({ kind: 'erase-yes' }).now).toMatchObject({ order: null, audience: 'person' })
    }
  })
  it('by any other button, by a voice message, by opening the talk anew, by the failure of the bot', () => {
    for (const begin of begun) {
      expect(begin().taps({ kind: 'menu' }).now.order).toBeNull()
      expect(begin().taps({ kind: 'specialist-off' }).now.order).toBeNull()
      expect(begin().sends('voice').now.order).toBeNull()
      expect(begin().comes().now.order).toBeNull()
      expect(begin().fails('words').now.order).toBeNull()
    }
    expect(asked().taps({ kind: 'menu' }).writes(wishes.address).said).toEqual(['answer address'])
  })
  it('by a consultant who takes the talk: the next words are for them', () => {
    const t = specialist().waiting().taps({ kind: 'order' }).claimed(anna)
    expect(t.now.order).toBeNull()
    expect(t.types('2026-12-03').said).toEqual([])
  })
  it('after a day: a late answer is a message like any other', () => {
    const t = asked().passes(25 * hour, 'forget-order')
    expect(t.now.order).toBeNull()
    expect(t.said).toEqual([])
    expect(t.writes(wishes.address).said).toEqual(['answer address'])
  })
  it('but not by an old button of its own: that begins a new one', () => {
    for (const act of [{ kind: 'order-yes' }, { kind: 'order-language', language: 'gone' }] as const)
      expect(specialist().taps(act).said).toEqual(['order.language'])
  })
})
