import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Act, readAct, writeAct } from '../../src/core/acts.ts'
import { knowledge } from './shipped.ts'

const topics = [...knowledge.topics.keys()]
const plain = [
  ...([
    'human',
    'interpreter',
    'psychologist',
    'menu',
    'language',
    'offices',
    'privacy',
    'help',
    'erase',
    'mydata',
    'hide',
  ] as const),
  ...(['erase-yes', 'erase-no', 'consent-yes', 'consent-no', 'none', 'safe'] as const),
]

/** Everything that can stand on a button with the knowledge as it is shipped. */
const acts: Act[] = [
  ...plain.map((kind): Act => ({ kind })),
  ...[...knowledge.languages.keys()].map((language): Act => ({ kind: 'speak', language })),
  ...knowledge.menu.map(({ id }): Act => ({ kind: 'area', area: id })),
  ...[...knowledge.contacts.keys()].map((contact): Act => ({ kind: 'contact', contact })),
  ...[...knowledge.desks.keys()].map((desk): Act => ({ kind: 'desk', desk })),
  ...knowledge.offices.map(({ id }): Act => ({ kind: 'office', office: id })),
  ...topics.flatMap((topic): Act[] => [
    { kind: 'topic', topic },
    { kind: 'good', topic },
    { kind: 'bad', topic },
    ...(['wrong', 'unclear', 'old'] as const).map((reason): Act => ({ kind: 'why', reason, topic })),
  ]),
  ...(['good', 'bad'] as const).map((value): Act => ({ kind: 'rate', value })),
  ...(['yes', 'no'] as const).map((answer): Act => ({ kind: 'danger', answer })),
]

describe('what stands behind a button', () => {
  it('is plain letters, 64 at most, for everything the knowledge holds: longer ones Telegram refuses', () => {
    expect(topics.length).toBeGreaterThan(10)
    for (const act of acts) expect(writeAct(act)).toMatch(/^[\x21-\x7e]{1,64}$/)
  })

  it('means the same when it comes back', () => {
    for (const act of acts) expect(readAct(writeAct(act))).toEqual(act)
  })

  it('is different for every act', () => {
    expect(new Set(acts.map(writeAct)).size).toBe(acts.length)
  })

  it('may be anything a stranger sends: it is read or it is nothing, and nothing breaks', () => {
    const words = fc.constantFrom('topic', 'why', 'speak', 'rate', 'danger', 'wrong', 'yes', 'human', '__proto__', '')
    const nearly = fc.array(fc.oneof(words, fc.string({ unit: 'binary' })), { maxLength: 5 }).map((w) => w.join(':'))
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), nearly), (text) => {
        const act = readAct(text)
        if (act) expect(readAct(writeAct(act))).toEqual(act)
      }),
      { numRuns: 2000 },
    )
  })
})
