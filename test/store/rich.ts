import { writeKept } from '../../src/core/kept-file.ts'
import type { Committed, Files, Records, Store } from '../../src/core/ports.ts'
import { anna } from '../contracts/records.ts'
import { asked, caseOf, conversation, day, hour, interpretation, minute, said, toSay, turn } from './builders.ts'

/** The clock of a rich store: what is over in it is over now. */
export const now = Date.now()
export const farOff = now + 300 * day

/** Something of everything that a store keeps, as it comes about in one day of a helpline. */
export async function fillRichly(store: Store & Records & Files): Promise<void> {
  const file = { id: 'f'.repeat(22), key: 'k'.repeat(43) }
  await store.keepFile({ id: file.id, conversation: 'c1', sealed: Buffer.alloc(600_000, 7), until: now + day })
  await store.keepFile({ id: 'g'.repeat(22), conversation: 'nobody yet', sealed: Buffer.from('g'), until: now + hour })
  const media = { kind: 'picture', file: writeKept(file) } as const
  // An open case: claimed, a line on its way, due times.
  const open = conversation('c1', { question: asked('canary question'), consent: { at: 'given', on: now } as never })
  const due = [
    { name: 'waiting', at: now + hour },
    { name: 'gentle', at: now + 2 * hour },
  ] as never
  const lines = [said(1, 'canary question', { media }), toSay(2, 'one'), toSay(3, 'two', { until: now + day })]
  const queued = { ...caseOf('c1', 'case1', { urgency: 'danger', openedAt: now - hour }) }
  const by = { id: 's1', name: 'Anna B.' } as never
  await done(store, turn(open, 0, { lines, due, case: queued, event: 'telegram:rich-1', at: now }))
  await done(store, turn({ ...open, lines: 3 }, 1, { due, case: { ...queued, state: 'claimed', by }, at: now }))
  // The first arrived, the second is tried again later.
  const fence = (await store.claimWork(farOff, 50, 10)).find((one) => one.conversation === 'c1')?.fence ?? -1
  const sent = { at: 'settled', state: { at: 'sent', receipt: 'canary receipt', twice: true } } as const
  await store.settle({ conversation: 'c1', fence, line: 2, outcome: sent })
  const later = { at: 'later', when: now + 30 * minute, tried: true } as const
  await store.settle({ conversation: 'c1', fence, line: 3, outcome: later })
  await store.release('c1', fence)
  // A closed case, and its service in the ledger.
  const closed = conversation('c2', { handling: { at: 'closed' } as never, touchedAt: now - day })
  const view = caseOf('c2', 'case2', { state: 'closed', openedAt: now - 2 * day, closedAt: now - day })
  const services = [interpretation({ case: 'case2', endedAt: now - day, startedAt: now - day - hour })]
  await done(store, turn(closed, 0, { lines: [said(1, 'thank you')], case: view, services, at: now - day }))
  // Somebody who was erased, with services that stay.
  const gone = conversation('c3', { touchedAt: now })
  const two = [interpretation({ case: 'case3', endedAt: now - hour }), interpretation({ case: 'case4', endedAt: now })]
  const said3 = [said(1, 'forget me'), said(2, 'please')]
  await done(store, turn(gone, 0, { lines: said3, services: two, case: caseOf('c3', 'case3'), at: now }))
  await done(
    store,
    turn({ ...gone, lines: 3 }, 1, { forget: true, lines: [toSay(3, 'done', { until: now + hour })], at: now }),
  )
  // Somebody whose talk has passed its time; the ledger keeps them apart from all others.
  const quiet = conversation('c4', { touchedAt: now - 40 * day })
  const old = [interpretation({ case: 'case5', endedAt: now - 40 * day, startedAt: now - 41 * day })]
  await done(store, turn(quiet, 0, { lines: [said(1, 'long ago')], services: old, at: now - 40 * day }))
  await store.sweep(now, 30 * day)
  // A waiting line that was never tried, in a talk with nobody.
  await done(store, turn(conversation('c5', { touchedAt: now }), 0, { lines: [toSay(1, 'hello')], at: now }), true)
  await fillStaff(store)
}

async function fillStaff(store: Records): Promise<void> {
  await store.saveStaff(anna)
  await store.saveStaff({ ...anna, id: 's2', login: 'boris', displayName: 'Boris' })
  await store.saveSession({ id: 'x1', staff: 's1', createdAt: now - hour, usedAt: now - hour, half: false })
  await store.touchSession('x1', now)
  await store.saveSession({ id: 'x2', staff: 's2', createdAt: now, usedAt: now, half: true })
  await store.saveLink({ id: 'l1', staff: 's2', what: 'reset', dropFactors: true, until: now + hour })
}

/** Commits, and gives the lease back: whoever moves has stopped. */
async function done(store: Store, one: Parameters<Store['commit']>[0], giveBack = true): Promise<Committed> {
  const answer = await store.commit(one)
  if (answer.at !== 'done') throw new Error(`The turn was refused: ${answer.at}`)
  if (giveBack && answer.fence !== null) await store.release(one.conversation.id, answer.fence)
  return answer
}

/** All that can be asked of it. */
export async function everything(store: Store & Records & Files): Promise<unknown> {
  const ids = ['c1', 'c2', 'c3', 'c4', 'c5']
  return {
    states: await Promise.all(ids.map((id) => store.load(id))),
    lines: await Promise.all(ids.map((id) => store.transcript(id, 0, 100))),
    due: await store.claimDue(farOff, 100),
    open: await store.cases({ open: true, max: 100 }),
    closed: await store.cases({ open: false, max: 100 }),
    annas: await store.cases({ consultant: 's1', max: 100 }),
    ledger: await store.ledger(0, farOff),
    files: [await store.file('f'.repeat(22)), await store.file('g'.repeat(22))],
    staff: await store.staff(),
    byLogin: await store.staffByLogin('boris'),
    seen: [...(await store.lastSeen())].sort(),
    sessions: [await store.session('x1'), await store.session('x2')],
    link: await store.link('l1'),
  }
}
