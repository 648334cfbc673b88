import { writeKept } from '../../src/core/kept-file.ts'
import type { Files, Records, Store } from '../../src/core/ports.ts'
import { anna } from '../contracts/records.ts'
import { caseOf, conversation, day, interpretation, morning, said, toSay, turn } from './builders.ts'
import { alike } from './ledgers.ts'

/** Everything a store is asked for, once; gives all its answers, without what is drawn by chance. */
export async function life(store: Store & Records & Files): Promise<unknown> {
  const told: unknown[] = []
  const tell = <T>(answer: T): T => {
    told.push(answer)
    return answer
  }
  const file = 'f'.repeat(22)
  const media = { kind: 'picture', file: writeKept({ id: file, key: 'k'.repeat(43) }) } as const
  tell(await store.keepFile({ id: file, conversation: 'c1', sealed: Buffer.alloc(300_000, 1), until: morning + day }))
  const lines = [said(1, 'a question', { media, until: morning + day }), toSay(2, 'one'), toSay(3, 'two')]
  const due = [{ name: 'waiting', at: morning }] as const
  const first = turn(conversation('c1'), 0, { lines, due, case: caseOf('c1', 'case1'), services: [interpretation()] })
  const { fence } = tell(await store.commit(first)) as { fence: number }
  tell(await store.commit(first))
  tell(await store.claimDue(morning, 10))
  tell((await store.workOf('c1', fence))?.lines.length)
  const sent = { at: 'settled', state: { at: 'sent', receipt: 'r1' } } as const
  tell(await store.settle({ conversation: 'c1', fence, line: 2, outcome: sent }))
  const later = { at: 'later', when: Date.now(), tried: true } as const
  tell(await store.settle({ conversation: 'c1', fence, line: 3, outcome: later }))
  await store.release('c1', fence)
  const [work] = await store.claimWork(Date.now() + 1000, 60_000, 10)
  tell({ tries: work?.tries, doubtful: work?.doubtful, lines: work?.lines.map((line) => line.text) })
  const last = { conversation: 'c1', fence: work?.fence ?? -1, line: 3, outcome: sent }
  tell(await store.settle(last))
  tell(await store.nextWork())
  tell(await store.cases({ max: 10 }))
  tell(await store.case('case1'))
  tell((await store.file(file))?.length)
  tell(await store.load('c1'))
  tell(await store.transcript('c1', 0, 10))
  tell(await store.commit(turn(conversation('c2', { touchedAt: 0 }), 0, { lines: [said(1, 'short', { until: 1 })] })))
  tell(await store.sweep(morning, 30 * day))
  tell(await store.commit(turn(conversation('c1', { lines: 4 }), 1, { forget: true, lines: [said(4, 'gone')] })))
  tell(alike(await store.ledger(0, Number.MAX_SAFE_INTEGER)))
  tell(await store.transcript('c1', 0, 10))
  tell(await store.saveStaff(anna))
  tell((await store.changeStaff('s1', (m) => ({ ...m, languages: [...m.languages, 'lv'] })))?.languages)
  tell((await store.staff()).map((member) => member.languages))
  await store.saveSession({ id: 'x1', staff: 's1', createdAt: 1, usedAt: 2, half: false })
  await store.touchSession('x1', 3)
  tell(await store.session('x1'))
  await store.saveLink({ id: 'l1', staff: 's1', what: 'reset', dropFactors: true, until: 9 })
  tell(await store.takeLink('l1'))
  tell(await store.takeLink('l1'))
  await store.endSession({ id: 'x1' })
  tell(await store.lastSeen())
  await store.removeStaff('s1')
  tell(await store.staff())
  return told
}
