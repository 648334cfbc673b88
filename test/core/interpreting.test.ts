import { describe, expect, it } from 'vitest'
import { interpretersLines } from '../../src/core/reading.ts'
import { type Talk, talk } from './given.ts'
import { anna, dace, farid, hour, ilze, minute, wishes, zahra } from './small-world.ts'

/** A Dari speaker waits, their question with them. */
const dari = (): Talk =>
  talk()
    .taps({ kind: 'speak', language: 'prs' })
    .writes(wishes.miss, 'prs', 'کارت من')
    .taps({ kind: 'interpreter' })
    .taps({ kind: 'consent-yes' })

const accepts = { type: 'interpretationAnswered', accepted: true } as const
const declines = { type: 'interpretationAnswered', accepted: false } as const
const prefers = (who: 'woman' | 'man' | 'any') => ({ kind: 'prefer', who }) as const
/** Anna has the case, Farid interprets. */
const three = (): Talk => dari().claimed(anna).staff(farid, accepts)

const awaiting = (t: Talk) => {
  const i = t.now.interpretation
  return 'awaiting' in i ? i.awaiting.map(({ line }) => line) : null
}
const calls = (t: Talk) =>
  (t.last?.effects ?? []).flatMap((e) => (e.do === 'alert' && e.why === 'interpret' ? e.to : []))

describe('asking interpreters', () => {
  it('begins with the claim, with those who are here and free', () => {
    const t = dari()
    expect(t.now.interpretation).toMatchObject({ at: 'wanted', language: 'prs' })
    t.claimed(anna)
    expect(t.now.interpretation).toMatchObject({ at: 'offered', wave: 1, invited: ['farid'] })
    expect(calls(t)).toEqual(['farid'])
  })
  it('after half a minute everybody who fits is asked, after a minute once more, then a time is booked', () => {
    const t = dari().claimed(anna).passes(30_000, 'wave')
    expect(t.now.interpretation).toMatchObject({ wave: 2, invited: ['farid', 'zahra'] })
    expect(t.passes(30_000, 'wave').now.interpretation).toMatchObject({ wave: 3, invited: ['farid', 'zahra'] })
    t.passes(30_000, 'wave')
    expect(t.now.interpretation).toMatchObject({ at: 'booked', language: 'prs' })
    expect(t.said).toEqual(['interpreter.booked'])
    expect(t.now.attention).toMatchObject({ who: 'sleeping' })
  })
  it('the first to say yes has it; the second is told who was faster', () => {
    const t = dari().claimed(anna).passes(30_000, 'wave').staff(zahra, accepts)
    expect(t.now.interpretation).toMatchObject({ at: 'active', by: zahra })
    expect(t.said).toEqual(['interpreter.joined'])
    t.staff(farid, accepts).refused('taken')
  })
  it('whoever was not asked cannot accept, and the offer ends with the case', () => {
    dari().claimed(anna).staff(zahra, accepts).refused('offer-over')
    dari().claimed(anna).closed(anna).staff(farid, accepts).refused('closed')
  })
  it('who says no is not asked again this time; when all have, a time is booked at once', () => {
    const t = dari().claimed(anna).staff(farid, declines)
    expect(t.now.interpretation).toMatchObject({ at: 'offered', wave: 2, invited: ['zahra'] })
    expect(t.staff(zahra, declines).now.interpretation).toMatchObject({ at: 'booked' })
  })
  it('a wish for a woman is kept, even when only a man is here', () => {
    const t = dari().taps(prefers('woman')).claimed(anna)
    expect(t.now.interpretation).toMatchObject({ at: 'offered', invited: ['zahra'] })
    expect(dari().taps(prefers('woman')).taps(prefers('any')).claimed(anna).now.interpretation).toMatchObject({
      invited: ['farid'],
    })
  })
  it('Dari is not Farsi, and a variety is asked of those who speak it', () => {
    const t = dari().claimed(anna)
    t.staff(anna, { type: 'interpreterAsked', language: 'prs', variety: 'hazaragi', lines: [] })
    expect(t.now.interpretation).toMatchObject({ at: 'offered', invited: ['zahra'] })
    const farsi = talk().taps({ kind: 'speak', language: 'fa' }).taps({ kind: 'interpreter' })
    farsi.taps({ kind: 'consent-yes' }).claimed(anna).passes(30_000, 'wave')
    expect(farsi.now.interpretation).toMatchObject({ invited: ['farid'] })
  })
  it('somebody barred is never asked again, in no later case of this person', () => {
    const t = three().staff(anna, { type: 'interpreterBarred', interpreter: 'farid' })
    expect(t.now.interpretation).toMatchObject({ at: 'offered', invited: ['zahra'] })
    t.closed(anna).writes(wishes.miss, 'prs').claimed(ilze)
    expect(t.now.interpretation).toMatchObject({ at: 'offered', invited: ['zahra'] })
  })
  it('nobody is called for a consultant who speaks the language, or where the language is unknown', () => {
    const t = talk()
      .writes(wishes.miss, null, '???', 0)
      .writes(wishes.miss, null, '???', 0)
      .taps({ kind: 'consent-yes' })
    expect(t.now.interpretation).toMatchObject({ at: 'wanted', language: null })
    expect(t.claimed(anna).now.interpretation).toMatchObject({ at: 'wanted', language: null })
    t.staff(anna, { type: 'languageNoted', language: 'prs' })
    expect(t.now.interpretation).toMatchObject({ at: 'offered', language: 'prs' })
  })
  it('at the booked time interpreters are asked anew', () => {
    const t = dari().claimed(anna)
    for (let i = 0; i < 3; i++) t.passes(30_000, 'wave')
    const i = t.now.interpretation
    if (i.at !== 'booked') throw new Error(i.at)
    expect(new Date(i.for).toISOString()).toBe('2026-11-23T11:00:00.000Z')
    t.at = i.for - 1
    t.passes(1, 'booking')
    expect(t.now.interpretation).toMatchObject({ at: 'offered', wave: 1 })
  })
  it('who writes meanwhile is told the time again, and their words wait for it', () => {
    const t = dari().claimed(anna)
    for (let i = 0; i < 3; i++) t.passes(30_000, 'wave')
    const before = awaiting(t)?.length ?? 0
    expect(t.writes(wishes.miss, 'prs').said).toEqual(['interpreter.booked'])
    expect(awaiting(t)).toHaveLength(before + 1)
  })
  it('the consultant may choose the time, and may do without', () => {
    const t = dari().claimed(anna)
    t.staff(anna, { type: 'interpreterBooked', language: 'prs', for: t.at + 24 * hour })
    expect(t.now.interpretation).toMatchObject({ at: 'booked' })
    t.staff(anna, { type: 'interpreterCalledOff' })
    expect(t.now).toMatchObject({ interpretation: { at: 'ended' }, attention: { who: 'consultant' } })
    t.staff(anna, { type: 'interpreterBooked', language: 'prs', for: t.at - hour }).refused('no-such-target')
  })
})

describe('a talk of three', () => {
  it('the person’s words wait for the interpreter, whose words go to the consultant and not to the person', () => {
    const t = three()
    expect(awaiting(t)).toHaveLength(1)
    expect(t.now.attention.who).toBe('interpreter')
    t.staff(farid, { type: 'interpreted', lines: awaiting(t) ?? [], text: 'My card' })
    expect(t.said).toEqual([])
    expect(awaiting(t)).toEqual([])
    expect(t.now.attention.who).toBe('consultant')
  })
  it('the consultant’s words reach the person only as the interpreter gives them', () => {
    const t = three()
    t.staff(farid, { type: 'interpreted', lines: awaiting(t) ?? [], text: 'My card' })
    t.replies(anna, 'When does it end?')
    expect(t.orders).toEqual(['tell-team'])
    expect(t.now.attention.who).toBe('interpreter')
    t.staff(farid, { type: 'interpreted', lines: awaiting(t) ?? [], text: 'چه وقت؟' })
    expect(t.last?.effects).toMatchObject([{ do: 'interpret', to: 'person', text: 'چه وقت؟', language: 'prs' }])
    expect(t.now.attention.who).toBe('person')
  })
  it('one text may stand for several messages of one side, never for both sides', () => {
    const t = three().writes(wishes.miss, 'prs', 'a').writes(wishes.miss, 'prs', 'b').replies(anna, 'c')
    const lines = awaiting(t) ?? []
    expect(lines).toHaveLength(4)
    t.staff(farid, { type: 'interpreted', lines, text: 'all' }).refused('interpreted-already')
    t.staff(farid, { type: 'interpreted', lines: lines.slice(0, 3), text: 'a and b' })
    expect(awaiting(t)).toEqual(lines.slice(3))
    t.staff(farid, { type: 'interpreted', lines: lines.slice(0, 1), text: 'again' }).refused('interpreted-already')
  })
  it('words meant for an interpreter who has just left stay with the one who wrote them', () => {
    const t = three()
    t.staff(farid, { type: 'interpreted', lines: awaiting(t) ?? [], text: 'My card' })
    t.staff(farid, { type: 'interpreterLeft', never: false })
    t.staff(anna, { type: 'consultantWrote', text: 'When?', through: 'interpreter' }).refused('no-interpreter')
    expect(t.replies(anna, 'When?').said).toEqual(['👤 When?'])
  })
  it('only the one who interprets now is heard', () => {
    const t = three()
    t.staff(zahra, { type: 'interpreted', lines: awaiting(t) ?? [], text: 'x' }).refused('not-yours')
    t.staff(zahra, { type: 'interpreterLeft', never: false }).refused('not-yours')
    t.staff(zahra, { type: 'remarked', text: 'x' }).refused('not-yours')
  })
  it('the two may say something to each other about the talk, and the person hears nothing of it', () => {
    expect(three().staff(farid, { type: 'remarked', text: 'a dialect of the north' }).said).toEqual([])
    expect(three().staff(anna, { type: 'remarked', text: 'please ask for the date' }).orders).toEqual(['tell-team'])
  })
  it('a silent interpreter is reminded after 2 minutes; after 4 the next ones are asked, and the backlog goes along', () => {
    const t = three().passes(2 * minute, 'interpreter-silent')
    expect(calls(t)).toEqual(['farid'])
    const waits = awaiting(t)
    t.passes(2 * minute, 'interpreter-silent')
    expect(t.said).toEqual(['interpreter.left'])
    expect(t.now.interpretation).toMatchObject({ at: 'offered', invited: ['zahra'], declined: ['farid'] })
    expect(awaiting(t)).toEqual(waits)
    t.staff(farid, { type: 'interpreted', lines: waits ?? [], text: 'late' }).refused('not-yours')
    expect(t.staff(zahra, accepts).now.interpretation).toMatchObject({ at: 'active', by: zahra, backlog: waits })
  })
  it('a consultant who waits for an interpreter is not taken for a silent one', () => {
    const t = dari().claimed(anna)
    expect(t.passes(20 * minute, 'silent').now.handling.at).toBe('claimed')
  })
  it('closing ends the interpretation, and both services are counted', () => {
    const t = three()
    t.staff(farid, { type: 'interpreted', lines: awaiting(t) ?? [], text: 'My card' }).replies(anna, 'Go there')
    t.staff(farid, { type: 'interpreted', lines: awaiting(t) ?? [], text: 'برو' })
    t.staff(anna, { type: 'caseClosed', outcome: 'helped', tags: ['residence'] })
    expect(t.now.interpretation).toMatchObject({ at: 'ended', language: 'prs' })
    const counted = t.last?.effects.flatMap((e) => (e.do === 'count' ? [e.entry] : []))
    expect(counted).toMatchObject([
      { service: 'interpreter', staff: 'farid', language: 'prs', messages: 2, funding: 'fund' },
      { service: 'consultation', staff: 'anna', messages: 1, topics: ['residence'] },
    ])
  })
  it('a talk at the psychologist’s counts as hers, and a case nobody took as nothing', () => {
    const t = talk().writes(wishes.address).taps({ kind: 'psychologist' }).taps({ kind: 'consent-yes' })
    t.claimed(dace).replies(dace).closed(dace)
    expect(t.last?.effects).toMatchObject([{ do: 'count', entry: { service: 'psychologist' } }, {}, {}, {}])
    expect(talk().waiting().leaves().orders).not.toContain('count')
  })
})

describe('what an interpreter sees', () => {
  const line = (number: number, part: object = {}) => ({
    ...{ number, at: 0, from: { who: 'person' as const }, text: `line ${number}`, language: null, buttons: [] },
    ...{ delivery: null, mark: null, seenBy: 'all' as const, until: null },
    ...part,
  })
  it('is what waited for them and what is said while they interpret: no notes, no marks, no reference of the channel', () => {
    const t = three()
    const i = t.now.interpretation
    if (i.at !== 'active') throw new Error(i.at)
    const waited = i.backlog[0] ?? 0
    const lines = [
      line(waited - 1),
      line(waited, { event: 'telegram:1', media: { kind: 'voice', file: 'AgAD' } }),
      line(i.from, { seenBy: 'staff' }),
      line(i.from + 1, { mark: { key: 'claimed', params: {} } }),
      line(i.from + 2, { seenBy: 'team' }),
    ]
    const seen = interpretersLines(t.now, 'farid', lines)
    expect(seen.map((one) => one.number)).toEqual([waited, i.from + 2])
    expect(JSON.stringify(seen)).not.toMatch(/telegram|AgAD/)
    expect(interpretersLines(t.now, 'zahra', lines)).toEqual([])
    t.closed(anna)
    expect(interpretersLines(t.now, 'farid', lines)).toEqual([])
  })
})
