import { describe, expect, it } from 'vitest'
import { talk } from './given.ts'
import { anna, gone, hour, ilze, minute, wishes } from './small-world.ts'

describe('consent', () => {
  it('keeping words needs a yes, asked once', () => {
    const t = talk().writes(wishes.address).taps({ kind: 'human' })
    expect(t.said).toEqual(['consent'])
    expect(t.now.handling.at).toBe('bot')
    expect(t.taps({ kind: 'consent-yes' }).now.handling.at).toBe('queued')
  })
  it('a typed yes is a yes', () => {
    expect(talk().writes(wishes.human).writes(wishes.yes).now.handling.at).toBe('queued')
  })
  it('a no is kept to: the FAQ goes on answering, nothing is queued', () => {
    const t = talk().writes(wishes.human).taps({ kind: 'consent-no' })
    expect(t.said).toEqual(['consent.no', 'phone'])
    expect(t.writes(wishes.address).said).toContain('answer address')
    expect(t.now.handling.at).toBe('bot')
  })
  it('a no and three misses: the phone and the offices, nothing kept', () => {
    const t = talk().writes(wishes.human).taps({ kind: 'consent-no' })
    t.writes(wishes.miss).writes(wishes.miss).writes(wishes.miss)
    expect(t.said).toEqual(['missed.phone'])
    expect(t.orders).not.toContain('record')
  })
  it('whoever said no may change their mind by asking for a person again', () => {
    expect(talk().writes(wishes.human).taps({ kind: 'consent-no' }).writes(wishes.human).said).toEqual(['consent'])
  })
  it('the question goes along: nobody has to ask it again', () => {
    const t = talk()
      .writes(wishes.address, 'en', 'Where do I declare?')
      .taps({ kind: 'human' })
      .taps({ kind: 'consent-yes' })
    expect(t.now.handling).toMatchObject({ case: { question: 'Where do I declare?' } })
    expect(t.orders).toContain('record')
  })
})

describe('waiting', () => {
  it('is told honestly: in hours today, out of hours the next opening', () => {
    expect(talk().waiting().said).toEqual(['wait.today'])
    const night = talk()
    night.at += 12 * hour
    night.waiting()
    expect(night.last?.effects).toContainEqual(
      expect.objectContaining({
        key: 'wait.closed',
        params: expect.objectContaining({ day: '2026-11-24', time: '9:00' }),
      }),
    )
  })
  it('“not forgotten” comes after ten minutes, then hourly, and not at night', () => {
    const t = talk().waiting()
    expect(t.passes(10 * minute, 'waiting').said).toEqual(['wait.still'])
    expect(t.passes(10 * minute, 'waiting').said).toEqual([])
    expect(t.passes(60 * minute, 'waiting').said).toEqual(['wait.still'])
    expect(t.passes(9 * hour, 'waiting').said).toEqual([])
  })
  it('whoever writes while waiting is told that it was added', () => {
    expect(talk().waiting().writes(wishes.miss).said).toEqual(['wait.added'])
  })
  it('a clear question is still answered while waiting', () => {
    expect(talk().waiting().writes(wishes.address).said).toEqual(['answer address'])
  })
  it('a voice message, a picture, a sticker never meet silence or an error', () => {
    expect(talk().sends('voice').said).toEqual(['voice.got', 'consent'])
    expect(talk().sends('picture').said).toEqual(['picture.got', 'consent'])
    expect(talk().sends('sticker').said[0]).toBe('file.no')
  })
})

describe('consultants', () => {
  it('the first claim wins, the second is told by whom', () => {
    const t = talk().waiting().claimed(anna)
    expect(t.said).toEqual(['human.joined'])
    t.claimed(ilze).refused('taken')
  })
  it('the same click twice is one claim', () => {
    const t = talk().waiting().claimed(anna).claimed(anna)
    expect(t.last?.refused).toBeUndefined()
    expect(t.said).toEqual([])
  })
  it('the bot does not speak for itself while a consultant has the talk', () => {
    const t = talk().waiting().claimed(anna)
    expect(t.writes(wishes.address).said).toEqual([])
    expect(t.now.attention.who).toBe('consultant')
    expect(t.taps({ kind: 'topic', topic: 'address' }).said).toEqual(['human.here'])
  })
  it('a reply reaches the person; somebody else’s is refused', () => {
    const t = talk().waiting().claimed(anna)
    expect(t.replies(anna, 'Come on Monday').said).toEqual(['👤 Come on Monday'])
    t.replies(ilze).refused('not-yours')
  })
  it('silence: a nudge after three minutes, back to the queue after six, the person is told', () => {
    const t = talk().waiting().claimed(anna)
    const opened = t.now.handling.at === 'claimed' ? t.now.handling.case.openedAt : 0
    expect(t.passes(3 * minute, 'silent').orders).toEqual(['alert'])
    expect(t.passes(3 * minute, 'silent').said).toEqual(['wait.back'])
    expect(t.now.handling).toMatchObject({ at: 'queued', case: { openedAt: opened } })
    t.replies(anna).refused('not-yours')
  })
  it('no consultant is hurried while the person thinks', () => {
    const t = talk().waiting().claimed(anna).replies(anna)
    expect(t.passes(hour, 'silent').orders).toEqual([])
    expect(t.now.handling.at).toBe('claimed')
  })
  it('a transfer changes nothing until somebody says yes', () => {
    const t = talk().waiting().claimed(anna).staff(anna, { type: 'caseOffered', to: ilze, note: 'law' })
    expect(t.said).toEqual([])
    expect(t.now.handling).toMatchObject({ at: 'claimed', by: anna })
    expect(t.replies(anna).last?.refused).toBeUndefined()
    t.staff(ilze, { type: 'offerAnswered', accepted: true })
    expect(t.now.handling).toMatchObject({ at: 'claimed', by: ilze })
    t.replies(anna).refused('not-yours')
  })
  it('an offer nobody answers ends after two minutes, and the person hears nothing of it', () => {
    const t = talk()
      .waiting()
      .claimed(anna)
      .staff(anna, { type: 'caseOffered', to: ilze, note: '' })
      .passes(2 * minute, 'offer')
    expect(t.said).toEqual([])
    t.staff(ilze, { type: 'offerAnswered', accepted: true }).refused('offer-over')
  })
  it('a quiet person is asked gently after a day, the talk closed after two', () => {
    const t = talk().waiting().claimed(anna).replies(anna)
    expect(t.passes(24 * hour, 'quiet').said).toEqual(['still.there'])
    expect(t.passes(24 * hour, 'quiet').now.handling).toMatchObject({ at: 'closed', how: 'idle' })
  })
  it('a person who blocked us closes the case as unreachable; who comes back is reachable again', () => {
    const t = talk().waiting().claimed(anna).leaves()
    expect(t.now.handling).toMatchObject({ at: 'closed', how: 'unreachable' })
    expect(t.writes(wishes.address).now.unreachable).toBeNull()
  })
})

describe('afterwards', () => {
  it('closing asks whether we helped; the answer changes nothing else', () => {
    const t = talk().waiting().claimed(anna).closed(anna)
    expect(t.said).toEqual(['human.closed', 'rate.ask'])
    t.taps({ kind: 'rate', value: 'good' })
    expect(t.now.rating).toMatchObject({ at: 'given', value: 'good' })
    expect(t.now.handling.at).toBe('closed')
  })
  it('a new question is never taken for the rating', () => {
    const t = talk().waiting().claimed(anna).closed(anna).writes(wishes.address)
    expect(t.said).toEqual(['answer address'])
    expect(t.now.rating.at).toBe('asked')
  })
  it('within a week the talk goes on with the same consultant, if they are here', () => {
    const t = talk().waiting().claimed(anna).closed(anna).writes(wishes.miss)
    expect(t.now.handling).toMatchObject({ at: 'claimed', by: anna, case: { reason: 'reopened' } })
    expect(t.said.at(-1)).toBe('human.joined')
  })
  it('within a week the talk goes on with people, linked to the old case', () => {
    const t = talk().waiting().claimed(gone).closed(gone)
    const old = t.case
    expect(t.writes(wishes.miss).now.handling).toMatchObject({
      at: 'queued',
      case: { reason: 'reopened', follows: old },
    })
  })
  it('what reopens it stands in the talk once: also a yes, said again', () => {
    const kept = (t: ReturnType<typeof talk>) => t.orders.filter((order) => order === 'record')
    expect(kept(talk().waiting().claimed(anna).closed(anna).writes(wishes.miss))).toEqual(['record'])
    const unreachable = talk().waiting().claimed(anna).event({ type: 'deliveryFailed', why: 'blocked', line: 1 })
    expect(kept(unreachable.writes({ kind: 'yes', p: 1 }))).toEqual(['record'])
  })
  it('a thank-you does not reopen', () => {
    expect(talk().waiting().claimed(anna).closed(anna).writes(wishes.thanks).now.handling.at).toBe('closed')
  })
  it('after a week the bot begins anew', () => {
    const t = talk().waiting().claimed(anna).closed(anna)
    t.at += 8 * 24 * hour
    expect(t.writes(wishes.miss).now.handling.at).toBe('bot')
  })
  it('a reply to a case that is closed is refused, not lost without a word', () => {
    talk().waiting().claimed(anna).closed(anna).replies(anna).refused('closed')
  })
})

describe('danger', () => {
  it('opens a case at once without asking for anything, numbers first', () => {
    const t = talk().writes(wishes.danger)
    expect(t.said[0]).toBe('112')
    expect(t.said).not.toContain('consent')
    expect(t.now.handling).toMatchObject({ at: 'queued', case: { urgency: 'danger', desk: 'psychologist' } })
    expect(t.last?.effects).toContainEqual(expect.objectContaining({ do: 'alert', why: 'danger' }))
  })
  it('rings again every five minutes until somebody takes it, at any hour', () => {
    const t = talk()
    t.at += 14 * hour
    t.writes(wishes.danger)
    for (let round = 0; round < 3; round++) expect(t.passes(5 * minute, 'alert').orders).toEqual(['alert'])
    expect(t.claimed(anna).passes(5 * minute, 'alert').orders).toEqual([])
  })
  it('a weak sign gets one gentle question; a second one counts as clear', () => {
    const t = talk().writes(wishes.worry)
    expect(t.said).toEqual(['danger.ask'])
    expect(t.writes(wishes.worry).said[0]).toBe('112')
  })
  it('“yes” to the gentle question is danger, “no” is met kindly', () => {
    expect(talk().writes(wishes.worry).taps({ kind: 'danger', answer: 'yes' }).said[0]).toBe('112')
    expect(talk().writes(wishes.worry).taps({ kind: 'danger', answer: 'no' }).said).toEqual(['danger.no'])
  })
  it('while a consultant has the talk the numbers are still shown and the console rings', () => {
    const t = talk().waiting().claimed(anna).writes(wishes.danger)
    expect(t.said).toEqual(['112'])
    expect(t.orders).toContain('alert')
  })
  it('no menu and no answer come between somebody in danger and a person', () => {
    const t = talk().writes(wishes.danger)
    expect(t.writes(wishes.address).said).toEqual(['wait.added'])
    expect(t.taps({ kind: 'menu' }).said).toEqual(['wait.still'])
  })
  it('never closes by itself and asks for no rating', () => {
    const t = talk().writes(wishes.danger).claimed(anna).replies(anna)
    t.passes(72 * hour, 'quiet')
    expect(t.now.handling.at).toBe('claimed')
    expect(t.closed(anna).said).toEqual(['human.closed'])
  })
  it('“I am safe” ends the alarm, not the case', () => {
    const t = talk().writes(wishes.danger).taps({ kind: 'safe' })
    expect(t.now.danger).toBeNull()
    expect(t.now.handling).toMatchObject({ at: 'queued', case: { urgency: 'urgent' } })
  })
})

describe('erasing', () => {
  it('works in every state, after one question', () => {
    const states = [
      talk().writes(wishes.address),
      talk().waiting(),
      talk().waiting().claimed(anna),
      talk().waiting().claimed(anna).closed(anna),
      talk().writes(wishes.danger),
    ]
    for (const t of states) {
      expect(t.writes(wishes.erase).said).toEqual(['delete.ask'])
      // What was done for them may be counted; nothing of it says for whom.
      expect(t.taps({ kind: 'erase-yes' }).orders.filter((order) => order !== 'count')).toEqual(['forget', 'say'])
      expect(t.now).toMatchObject({ handling: { at: 'bot' }, question: null, trail: [], consent: { at: 'unasked' } })
    }
  })
  it('a consultant’s late reply to somebody erased goes nowhere', () => {
    const t = talk().waiting().claimed(anna)
    const id = t.case
    t.taps({ kind: 'erase-yes' }).event({
      type: 'consultantWrote',
      by: anna,
      case: id,
      text: 'late',
      through: 'as-typed',
    })
    t.refused('no-such-case')
  })
})
