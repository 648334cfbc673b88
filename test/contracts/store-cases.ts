import { expect, it } from 'vitest'
import type { Handling } from '../../src/core/conversation.ts'
import { asked, caseOf, conversation, day, hour, minute, morning, said, toSay, turn } from '../store/builders.ts'
import type { Bench } from './store-bench.ts'

const anna = { id: 's1', name: 'Anna' }
const boris = { id: 's2', name: 'Boris' }

const queued: Handling = {
  at: 'queued',
  case: {
    id: 'case1',
    desk: 'consultant',
    office: null,
    openedAt: morning,
    pickedUpAt: null,
    replies: 0,
    unanswered: 0,
    reason: 'asked',
    urgency: 'normal',
    question: null,
    follows: null,
    offer: null,
  },
  remindAt: morning,
  alertAt: morning,
}

export function casesContract(bench: () => Promise<Bench>): void {
  it('a case is written with its turn, and replaced by the next', async () => {
    const { store } = await bench()
    const c = conversation('c1')
    await store.commit(turn(c, 0, { case: caseOf('c1', 'case1') }))
    expect(await store.case('case1')).toEqual(caseOf('c1', 'case1'))
    const claimed = caseOf('c1', 'case1', { state: 'claimed', by: anna })
    await store.commit(turn(c, 1, { case: claimed }))
    expect(await store.cases({ max: 10 })).toEqual([claimed])
    await store.commit(turn(c, 2))
    expect(await store.case('case1')).toEqual(claimed)
  })

  it('danger stands first, then what is urgent, then who waits longest; closed cases newest first', async () => {
    const { store } = await bench()
    const rows = [
      caseOf('c1', 'late', { openedAt: morning + 2 }),
      caseOf('c2', 'early', { openedAt: morning + 1, state: 'claimed', by: anna }),
      caseOf('c3', 'urgent', { openedAt: morning + 3, urgency: 'urgent' }),
      caseOf('c4', 'danger', { openedAt: morning + 4, urgency: 'danger' }),
      caseOf('c5', 'done-first', { state: 'closed', closedAt: morning + 5, how: 'done', by: anna }),
      caseOf('c6', 'done-last', { state: 'closed', closedAt: morning + 6, how: 'idle', by: boris, urgency: 'danger' }),
    ]
    for (const row of rows) await store.commit(turn(conversation(row.conversation), 0, { case: row }))
    const ids = async (filter: Parameters<typeof store.cases>[0]) => (await store.cases(filter)).map((row) => row.id)
    expect(await ids({ open: true, max: 10 })).toEqual(['danger', 'urgent', 'early', 'late'])
    expect(await ids({ open: false, max: 10 })).toEqual(['done-last', 'done-first'])
    expect(await ids({ max: 5 })).toEqual(['danger', 'urgent', 'early', 'late', 'done-last'])
    expect(await ids({ open: true, max: 2 })).toEqual(['danger', 'urgent'])
    expect(await ids({ consultant: 's1', max: 10 })).toEqual(['early', 'done-first'])
    expect(await ids({ open: false, consultant: 's2', max: 10 })).toEqual(['done-last'])
  })

  it('due times are replaced by the next turn, all of them, and come earliest first', async () => {
    const { store } = await bench()
    const first = [
      { name: 'waiting', at: morning + 30 },
      { name: 'alert', at: morning + 10 },
    ] as const
    await store.commit(turn(conversation('c1'), 0, { due: first }))
    await store.commit(turn(conversation('c2'), 0, { due: [{ name: 'quiet', at: morning + 20 }] }))
    expect(await store.nextWork()).toBe(morning + 10)
    expect(await store.claimDue(morning + 9, 10)).toEqual([])
    expect((await store.claimDue(morning + 25, 10)).map((due) => due.name)).toEqual(['alert', 'quiet'])
    expect((await store.claimDue(morning + 30, 2)).map((due) => due.name)).toEqual(['alert', 'quiet'])
    expect((await store.claimDue(morning + 30, 10)).map((due) => due.name)).toEqual(['alert', 'quiet', 'waiting'])
    await store.commit(turn(conversation('c1'), 1, { due: [{ name: 'silent', at: morning + 5 }] }))
    expect(await store.claimDue(morning + 30, 10)).toEqual([
      { name: 'silent', at: morning + 5, conversation: 'c1' },
      { name: 'quiet', at: morning + 20, conversation: 'c2' },
    ])
    await store.commit(turn(conversation('c1'), 2))
    await store.commit(turn(conversation('c2'), 1))
    expect(await store.nextWork()).toBeNull()
  })

  it('forgetting leaves only the turn that forgot: no earlier line, case, due time or message on its way', async () => {
    const { store } = await bench()
    const c = conversation('c1', { question: asked('a secret') })
    const lines = [said(1, 'a secret'), toSay(2, 'an answer')]
    const due = [{ name: 'waiting', at: morning }] as const
    await store.commit(turn(c, 0, { event: 'telegram:old', lines, due, case: caseOf('c1', 'case1') }))
    await store.commit(turn({ ...c, lines: 2 }, 1, { lines: [said(3, 'more')], case: caseOf('c1', 'case2') }))
    const blank = conversation('c1', { lines: 4 })
    const answer = await store.commit(turn(blank, 2, { forget: true, lines: [toSay(4, 'everything is gone')] }))
    expect(answer).toMatchObject({ at: 'done', version: 3 })
    expect(await store.load('c1')).toEqual({ conversation: blank, version: 3 })
    expect((await store.transcript('c1', 0, 10)).map((line) => line.text)).toEqual(['everything is gone'])
    expect(await store.cases({ max: 10 })).toEqual([])
    expect(await store.claimDue(morning + day, 10)).toEqual([])
    const work = await store.workOf('c1', answer.at === 'done' ? (answer.fence ?? -1) : -1)
    expect(work?.lines.map((line) => line.number)).toEqual([4])
    expect(await store.commit(turn(blank, 3, { event: 'telegram:old' }))).toEqual({ at: 'alreadySeen' })
    expect((await store.commit(turn(blank, 3, { lines: [said(5, 'hello again')] }))).at).toBe('done')
  })

  it('forgetting takes what is on its way from whoever is sending it', async () => {
    const { store } = await bench()
    const answer = await store.commit(turn(conversation('c1'), 0, { lines: [toSay(1, 'a secret')] }))
    const fence = answer.at === 'done' ? (answer.fence ?? -1) : -1
    await store.commit(turn(conversation('c1', { lines: 1 }), 1, { forget: true }))
    expect(await store.workOf('c1', fence)).toBeNull()
    const state = { at: 'sent', receipt: null } as const
    expect(await store.settle({ conversation: 'c1', fence, line: 1, outcome: { at: 'settled', state } })).toBe(false)
  })

  it('keeping a case keeps the lines that were to be forgotten', async () => {
    const { store } = await bench()
    const until = morning + minute
    const lines = [said(1, 'my question', { until }), toSay(2, 'the answer', { until })]
    const answer = await store.commit(turn(conversation('c1'), 0, { lines }))
    await store.commit(turn(conversation('c1', { lines: 2 }), 1, { keep: true }))
    const fence = answer.at === 'done' ? (answer.fence ?? -1) : -1
    const state = { at: 'sent', receipt: null } as const
    await store.settle({ conversation: 'c1', fence, line: 2, outcome: { at: 'settled', state } })
    expect(await store.sweep(until + day, 30 * day)).toEqual({ lines: 0, conversations: 0 })
    const kept = await store.transcript('c1', 0, 10)
    expect(kept.map((line) => [line.text, line.until])).toEqual([
      ['my question', null],
      ['the answer', null],
    ])
  })

  it('a line past its time hides neither those before it nor those behind it', async () => {
    const { store } = await bench()
    await store.commit(turn(conversation('c1'), 0, { lines: [said(1, 'first')] }))
    await store.commit(turn(conversation('c2'), 0, { lines: [said(1, 'of somebody else')] }))
    const lines = [said(2, 'short', { until: morning + minute }), said(3, 'shorter', { until: morning + minute })]
    await store.commit(turn(conversation('c1'), 1, { lines }))
    await store.commit(turn(conversation('c1'), 2, { lines: [said(4, 'last')] }))
    expect(await store.sweep(morning + minute, 30 * day)).toEqual({ lines: 2, conversations: 0 })
    const texts = async (after: number, max: number) =>
      (await store.transcript('c1', after, max)).map((line) => line.text)
    expect(await texts(0, 10)).toEqual(['first', 'last'])
    expect(await texts(0, 1)).toEqual(['first'])
    expect(await texts(1, 10)).toEqual(['last'])
    await store.commit(turn(conversation('c1'), 3, { lines: [said(5, 'goes on')] }))
    expect(await texts(3, 10)).toEqual(['last', 'goes on'])
  })

  it('lines past their time lose their words; what still waits for its person waits a day longer', async () => {
    const { store, clock } = await bench()
    const lines = [
      said(1, 'short', { until: morning + minute }),
      said(2, 'for ever'),
      toSay(3, 'on its way', { until: morning + minute }),
    ]
    await store.commit(turn(conversation('c1'), 0, { lines }))
    expect(await store.sweep(morning + minute, 30 * day)).toEqual({ lines: 1, conversations: 0 })
    expect((await store.transcript('c1', 0, 10)).map((line) => line.text)).toEqual(['for ever', 'on its way'])
    expect(await store.sweep(morning + minute + day, 30 * day)).toEqual({ lines: 1, conversations: 0 })
    expect(await store.nextWork()).toBeNull()
    expect(await store.claimWork(clock.now + day, 1000, 10)).toEqual([])
  })

  it('an erased conversation stays until its last word is delivered', async () => {
    const { store } = await bench()
    const answer = await store.commit(turn(conversation('c1', { touchedAt: 0 }), 0, { lines: [toSay(1, 'deleted')] }))
    const fence = answer.at === 'done' ? answer.fence : null
    expect(await store.sweep(morning, 30 * day)).toEqual({ lines: 0, conversations: 0 })
    await store.settle({
      conversation: 'c1',
      fence: fence ?? 0,
      line: 1,
      outcome: { at: 'settled', state: { at: 'sent', receipt: null } },
    })
    expect(await store.sweep(morning, 30 * day)).toEqual({ lines: 0, conversations: 1 })
  })

  it('an event is remembered for 48 hours', async () => {
    const { store } = await bench()
    const event = 'telegram:long-ago'
    await store.commit(turn(conversation('c1'), 0, { event }))
    await store.sweep(morning + 47 * hour, 30 * day)
    expect(await store.commit(turn(conversation('c1'), 1, { event }))).toEqual({ at: 'alreadySeen' })
    await store.sweep(morning + 48 * hour, 30 * day)
    expect((await store.commit(turn(conversation('c1'), 1, { event }))).at).toBe('done')
  })

  it('a conversation quiet for too long is erased whole; one in which somebody waits never is', async () => {
    const { store } = await bench()
    const lines = [said(1, 'old words'), toSay(2, 'never fetched')]
    await store.commit(
      turn(conversation('c1'), 0, { lines, case: caseOf('c1', 'case1', { state: 'closed', closedAt: morning }) }),
    )
    await store.commit(turn(conversation('c2', { handling: queued }), 0, { lines: [said(1, 'still waiting')] }))
    await store.commit(turn(conversation('c3', { touchedAt: morning + day }), 0, { lines: [said(1, 'recent')] }))
    expect(await store.sweep(morning + 30 * day, 30 * day)).toEqual({ lines: 0, conversations: 1 })
    expect(await store.load('c1')).toEqual({ conversation: null, version: 0 })
    expect(await store.transcript('c1', 0, 10)).toEqual([])
    expect(await store.case('case1')).toBeNull()
    expect(await store.nextWork()).toBeNull()
    expect((await store.load('c2')).version).toBe(1)
    expect((await store.load('c3')).version).toBe(1)
    expect((await store.commit(turn(conversation('c1'), 0, { lines: [said(1, 'back again')] }))).at).toBe('done')
  })

  it('erases many in one go', async () => {
    const { store } = await bench()
    const old = Array.from({ length: 450 }, (_, i) => turn(conversation(`c${i}`), 0, { lines: [said(1, 'old')] }))
    await Promise.all(old.map((one) => store.commit(one)))
    expect(await store.sweep(morning + 31 * day, 30 * day)).toEqual({ lines: 0, conversations: 450 })
  })
}
