import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readAct, writeAct } from '../../src/core/acts.ts'
import { caseView } from '../../src/core/case-view.ts'
import { decide } from '../../src/core/decide.ts'
import { dueTimes } from '../../src/core/due.ts'
import type { Effect } from '../../src/core/effects.ts'
import type { ConversationEvent } from '../../src/core/events.ts'
import { interpretersLines } from '../../src/core/reading.ts'
import { caseOf, live, type Moment, origin, steps } from './random-talks.ts'
import { anna, hour, monday, regions, rules } from './small-world.ts'

const law = (title: string, each: (moment: Moment) => void): void =>
  it(
    title,
    () =>
      void fc.assert(
        fc.property(steps, (told) => void live(told, each)),
        { numRuns: 400 },
      ),
  )

const speaks = (e: Effect): boolean =>
  e.do === 'say' || e.do === 'answer' || e.do === 'danger' || e.do === 'office' || e.do === 'contact'
const byPerson = (e: ConversationEvent): boolean =>
  e.type === 'personWrote' ||
  e.type === 'personChose' ||
  e.type === 'personSent' ||
  e.type === 'personCame' ||
  e.type === 'botFailed'

describe('whatever happens in whatever order', () => {
  law(
    'nobody meets silence: what a person does is answered, or lies with the consultant or interpreter who have the talk',
    ({ event, after, effects }) => {
      if (!byPerson(event)) return
      const next = after?.attention.who
      const withPeople = after?.handling.at === 'claimed' && (next === 'consultant' || next === 'interpreter')
      expect(effects.some(speaks) || withPeople, `${event.type} ${JSON.stringify(after && regions(after))}`).toBe(true)
    },
  )

  law('a case is open exactly when handling says so, and its queue row agrees', ({ after }) => {
    if (!after) return
    const view = caseView(after)
    expect(view?.state ?? 'bot').toBe(after.handling.at)
    expect(view?.by?.id ?? null).toBe(
      after.handling.at === 'claimed' || after.handling.at === 'closed' ? (after.handling.by?.id ?? null) : null,
    )
  })

  it('what a person writes or sends stands in the talk once', () => {
    const once = fc.property(steps, (told) => {
      const kept: string[] = []
      live(told, ({ event, effects, after }) => {
        // Who is erased begins anew.
        if (!after || effects.some(({ do: does }) => does === 'forget')) kept.length = 0
        if (event.type !== 'personWrote' && event.type !== 'personSent' && event.type !== 'personChose') return
        for (const e of effects) if (e.do === 'record') kept.push(`${e.at} ${e.media?.kind ?? e.text}`)
        expect(kept).toEqual([...new Set(kept)])
      })
    })
    fc.assert(once, { numRuns: 400 })
  })

  law('the bot never speaks for itself while a consultant has the talk', ({ before, after, effects }) => {
    if (before?.handling.at !== 'claimed' || after?.handling.at !== 'claimed') return
    const own = effects.filter(
      (e) => (e.do === 'say' && !e.notice) || e.do === 'answer' || e.do === 'office' || e.do === 'contact',
    )
    expect(own).toEqual([])
  })

  law(
    'danger is met with the numbers or the gentle question, and with nothing before them',
    ({ event, before, effects }) => {
      if (event.type !== 'personWrote' || event.understood.wish.kind !== 'crisis') return
      const first = effects.find(speaks)
      const asked = first?.do === 'say' && first.key === 'danger.ask'
      const left = before?.handling.at === 'claimed' && effects.some((e) => e.do === 'alert')
      expect(first?.do === 'danger' || asked || left).toBe(true)
      expect(effects.some((e) => e.do === 'answer')).toBe(false)
    },
  )

  law('somebody in danger waits in a case that no clock closes', ({ event, before, after }) => {
    if (after?.danger) expect(['queued', 'claimed']).toContain(after.handling.at)
    if (before?.danger && event.type === 'timeCame') expect(after?.handling.at).not.toBe('closed')
  })

  law('words are handed over only with a yes, or in danger', ({ before, after }) => {
    const opened =
      before?.handling.at !== 'queued' && before?.handling.at !== 'claimed' && after?.handling.at === 'queued'
    if (opened) expect(after.consent.at === 'yes' || after.handling.case.urgency === 'danger').toBe(true)
  })

  law('only the owner speaks to the person; a former owner is refused', ({ event, before, effects, refused }) => {
    if (event.type !== 'consultantWrote') return
    const owner = before?.handling.at === 'claimed' ? before.handling.by.id : null
    const spoke = effects.some((e) => e.do === 'relay' || e.do === 'tell-team')
    if (owner !== event.by.id) expect(spoke).toBe(false)
    else expect(spoke).toBe(refused === null)
    if (owner !== event.by.id && before) expect(refused).not.toBeNull()
  })

  law('while somebody interprets, only their words and ready translations reach the person', ({ before, lines }) => {
    if (before?.interpretation.at !== 'active') return
    const typed = lines.filter((line) => line.delivery !== null && line.from.who === 'consultant')
    // What a consultant sends then is an answer of the FAQ, linked to what they read.
    for (const line of typed) expect(line.text).toMatch(/^answer /)
  })

  law('whoever interprets was asked first, and is the only one who does', ({ before, event, after }) => {
    if (event.type !== 'interpretationAnswered' || after?.interpretation.at !== 'active') return
    if (before?.interpretation.at === 'active') return expect(after.interpretation.by).toEqual(before.interpretation.by)
    expect(before?.interpretation).toMatchObject({ at: 'offered', invited: expect.arrayContaining([event.by.id]) })
  })

  law('somebody barred is never asked, and never interprets', ({ after }) => {
    const i = after?.interpretation
    const never = after?.interpreters.never ?? []
    if (i?.at === 'active') expect(never).not.toContain(i.by.id)
  })

  law('what waits for an interpreter stands in the talk, each line once', ({ after }) => {
    if (!after || !('awaiting' in after.interpretation)) return
    const numbers = after.interpretation.awaiting.map(({ line }) => line)
    expect(new Set(numbers).size).toBe(numbers.length)
    for (const number of numbers) expect(number).toBeLessThanOrEqual(after.lines)
  })

  law('a sleeping or waiting case always has a clock that wakes it', ({ after }) => {
    if (!after) return
    const clocks = dueTimes(after).map((due) => due.name)
    const i = after.interpretation.at
    if (i === 'offered') expect(clocks).toContain('wave')
    if (i === 'booked') expect(clocks).toContain('booking')
    if (after.attention.who === 'sleeping') expect(clocks).toContain('wake')
    if (after.handling.at === 'claimed' && after.attention.who === 'interpreter')
      expect(clocks.some((name) => name === 'wave' || name === 'interpreter-silent')).toBe(true)
  })

  it('an interpreter sees what waited when they came and what is said until they go, and nothing else', () => {
    fc.assert(
      fc.property(steps, (told) => {
        /** By our own account: who interprets since when, and what they may read. */
        let account: { by: string; lines: Set<number> } | null = null
        live(told, ({ before, after, lines, all }) => {
          const now = after?.interpretation
          const was = before?.interpretation
          if (now?.at !== 'active') account = null
          else if (was?.at !== 'active' || was.by.id !== now.by.id)
            account = { by: now.by.id, lines: new Set(was && 'awaiting' in was ? was.awaiting.map((a) => a.line) : []) }
          for (const line of lines) account?.lines.add(line.number)
          for (const id of ['farid', 'zahra', 'anna']) {
            const seen = after ? interpretersLines(after, id, all) : []
            if (account?.by !== id) expect(seen).toEqual([])
            for (const line of seen) {
              expect(account?.lines.has(line.number)).toBe(true)
              expect(line.text).not.toContain('secret note')
              expect(line.mark).toBeNull()
            }
          }
        })
      }),
      { numRuns: 400 },
    )
  })

  law('no waiting person is without a clock that looks after them', ({ after }) => {
    if (!after) return
    const clocks = dueTimes(after).map((due) => due.name)
    if (after.handling.at === 'queued') expect(clocks).toContain('waiting')
    if (after.handling.at === 'queued' && after.handling.case.urgency === 'danger') expect(clocks).toContain('alert')
    if (after.handling.at === 'claimed' && after.attention.who === 'consultant') expect(clocks).toContain('silent')
  })

  law('nothing is kept of a question for longer than a day without consent', ({ after }) => {
    if (after?.question && after.consent.at !== 'yes')
      expect(dueTimes(after).some((due) => due.name === 'forget-question')).toBe(true)
  })

  law('an order lives no longer than a day, and never beside a consultant who has the talk', ({ after }) => {
    if (!after?.order) return
    expect(dueTimes(after).some((due) => due.name === 'forget-order')).toBe(true)
    expect(after.handling.at).not.toBe('claimed')
    expect(after.danger).toBeNull()
  })

  law('what is written for specialists is answered to specialists only', ({ after, effects }) => {
    const answered = effects.some((e) => e.do === 'answer' && e.topic === 'patient')
    if (answered) expect(after?.audience).toBe('specialist')
  })

  law('deciding twice gives the same, to the letter', ({ before, event, effects }) => {
    expect(decide(before, event, rules)?.effects ?? []).toEqual(effects)
  })

  law('a clock that was overtaken does nothing', ({ before, after, event, effects }) => {
    if (event.type !== 'timeCame' || !before) return
    if (dueTimes(before).some((due) => due.name === event.name && due.at <= event.at)) return
    expect(effects).toEqual([])
    expect(after).toEqual(before)
  })

  law('every choice offered is one that we can read again, and that fits on a button', ({ effects }) => {
    for (const effect of effects) {
      if (!('buttons' in effect)) continue
      for (const { act } of effect.buttons) {
        expect(readAct(writeAct(act))).toEqual(act)
        expect(Buffer.byteLength(writeAct(act))).toBeLessThanOrEqual(64)
      }
    }
  })

  it('every state can reach closed, and every state can reach erased', () => {
    fc.assert(
      fc.property(steps, (told) => {
        const state = live(told, () => {})
        if (!state) return
        const at = monday + 10_000 * hour
        const person = { origin: origin('us'), at }
        const erased = decide(
          state,
          { ...person, id: 'z1', type: 'personChose', act: { kind: 'erase-yes' }, label: null },
          rules,
        )
        expect(erased?.effects.map((e) => e.do)).toContain('forget')
        expect(erased?.conversation).toMatchObject({ handling: { at: 'bot' }, question: null, trail: [], danger: null })
        const by = state.handling.at === 'claimed' ? state.handling.by : anna
        const claimed = decide(state, { id: 'z2', at, type: 'caseClaimed', by, case: caseOf(state) }, rules)
        if (state.handling.at !== 'queued' && state.handling.at !== 'claimed') return
        const closed = decide(
          claimed?.conversation ?? null,
          { id: 'z3', at, type: 'caseClosed', outcome: null, tags: [], by, case: caseOf(state) },
          rules,
        )
        expect(closed?.conversation.handling.at).toBe('closed')
      }),
      { numRuns: 400 },
    )
  })
})
