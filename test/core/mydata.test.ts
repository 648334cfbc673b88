import { describe, expect, it } from 'vitest'
import type { Conversation } from '../../src/core/conversation.ts'
import { decide } from '../../src/core/decide.ts'
import { dataLinkMs } from '../../src/core/rules/mydata.ts'
import { talk } from './given.ts'
import { anna, rules, wishes } from './small-world.ts'

const linked = { ...rules, dataLink: (id: string, until: number) => `https://help.example.org/mydata/${id}.${until}` }

/** What is said, and the state afterwards, when somebody asks what is kept of them. */
function asked(c: Conversation, at: number, withRules = linked) {
  const origin = {
    conversation: c.id,
    channel: c.channel,
    address: c.address,
    pastKeptBy: c.pastKeptBy,
    clientLanguage: null,
  }
  const event = { id: 'e', at, type: 'personChose', origin, act: { kind: 'mydata' }, label: null } as const
  const decided = decide(c, event, withRules)
  const said = decided?.effects.flatMap((effect) => (effect.do === 'say' ? [effect] : [])) ?? []
  return { said, keys: said.map(({ key }) => key), state: decided?.conversation ?? c }
}
const opened = (c: Conversation, until: number, at: number) =>
  decide(c, { id: 'o', at, type: 'dataOpened', until }, linked)

describe('"what do you know of me?"', () => {
  it('is answered in every state, also while a consultant has the talk; the words themselves never stand in the answer', () => {
    const states = [
      talk().writes(wishes.address),
      talk().waiting(),
      talk().waiting().claimed(anna),
      talk().waiting().claimed(anna).closed(anna),
    ]
    expect(states.map((t) => asked(t.now, t.at).keys)).toEqual([
      ['mydata.none'],
      ['mydata.link', 'mydata.open'],
      ['mydata.link', 'mydata.open'],
      ['mydata.link', 'mydata.kept'],
    ])
    for (const t of states) expect(JSON.stringify(asked(t.now, t.at).said)).not.toContain('some words')
  })
  it('tells since when, in what language, how much and how long', () => {
    const t = talk().waiting()
    const { said } = asked(t.now, t.at)
    expect(said.at(-1)?.params).toMatchObject({ language: 'en', number: t.now.lines, days: 30, date: '2026-11-23' })
    expect(said.at(-1)?.buttons.map(({ act }) => act.kind)).toEqual(['erase', 'privacy'])
  })
  it('leads to a consultant where no link can be reached', () => {
    const t = talk().waiting()
    expect(asked(t.now, t.at, { ...linked, dataLink: null as never }).keys).toEqual(['mydata.ask', 'mydata.open'])
  })
})

describe('the link to what is kept', () => {
  it('opens once, only the newest, and only for a quarter of an hour', () => {
    const t = talk().waiting()
    const first = asked(t.now, t.at).state
    const until = t.at + dataLinkMs
    const newer = asked(first, t.at + 1).state
    expect(opened(newer, until, t.at + 2)?.refused).toEqual({ why: 'no-link' })
    expect(opened(newer, until + 1, until + 2)?.refused).toEqual({ why: 'no-link' })
    const once = opened(newer, until + 1, until)
    expect(once?.refused).toBeUndefined()
    expect(opened(once?.conversation ?? newer, until + 1, until)?.refused).toEqual({ why: 'no-link' })
  })
  it('leads nowhere once everything is erased, also when the person comes back', () => {
    const t = talk().waiting()
    const { state } = asked(t.now, t.at)
    t.state = state
    t.taps({ kind: 'erase-yes' })
    expect(opened(t.now, t.at + dataLinkMs, t.at)?.refused).toEqual({ why: 'no-link' })
    expect(t.now).not.toHaveProperty('dataUntil')
  })
})
