import { describe, expect, it } from 'vitest'
import { auroc } from '../../src/cli/figures.ts'
import { sureOf } from '../../src/understanding/matching/confidence.ts'
import { learn } from '../../src/understanding/matching/learn.ts'
import { matchIn } from '../../src/understanding/matching/match.ts'
import { train } from '../../src/understanding/matching/train.ts'
import { normalise } from '../../src/understanding/text/normalise.ts'
import { missing, questionsIn } from '../bench/data.ts'
import { typo } from './typing.ts'

const absent = missing('matching')

interface Question {
  readonly text: string
  readonly intent: string
}
const inScope = (rows: readonly Question[]) => rows.filter(({ intent }) => intent !== 'oos')
const lessons = (rows: readonly Question[]) =>
  inScope(rows).map(({ text, intent }) => ({ text: normalise(text), written: text, label: intent }))

/** Share of questions whose topic comes first, in per cent. */
function rightFirst(name: string, written: (text: string) => string = (text) => text): number {
  const model = train(lessons(questionsIn(`${name}.train`)))
  const asked = inScope(questionsIn(`${name}.test`))
  const hits = asked.filter(({ text, intent }) => matchIn(model, normalise(written(text))).ranked[0]?.label === intent)
  return (100 * hits.length) / asked.length
}

/** How well p tells questions about something else from the rest. */
function apart(name: string): number {
  const { model, confidence } = learn(lessons(questionsIn(`${name}.train`)))
  const sure = (rows: readonly Question[]) =>
    rows.map(({ text }) => sureOf(confidence, matchIn(model, normalise(text))))
  const asked = questionsIn(`${name}.test`)
  return auroc(sure(inScope(asked)), sure(asked.filter(({ intent }) => intent === 'oos')))
}

const bare = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '')

// The figures were reached without looking at these files (docs/decisions/0008); a change that loses one is a step back.
describe.skipIf(absent)(`matching on published questions${absent ? ` (${absent})` : ''}`, () => {
  it.each([
    ['tilde-lv', 93.5],
    ['tilde-ru', 93],
    ['tilde-en', 93.5],
    ['curekart', 87],
    ['sib-lv', 76],
    ['sib-ru', 72],
    ['sib-en', 75],
    ['clinc-10', 82],
  ] as const)('%s finds the right topic first in at least %d of 100', (name, goal) => {
    expect(rightFirst(name)).toBeGreaterThanOrEqual(goal)
  })
  it('Latvian without diacritics is understood as well as with them', () => {
    expect(rightFirst('tilde-lv', bare)).toBeGreaterThanOrEqual(rightFirst('tilde-lv') - 0.5)
  })
  it('Russian in Latin letters is understood nearly as well as in its own', () => {
    expect(rightFirst('tilde-ru', inLatin)).toBeGreaterThanOrEqual(rightFirst('tilde-ru') - 1)
  })
  it('a typo in every few words costs little', () => {
    expect(rightFirst('tilde-lv', typo)).toBeGreaterThanOrEqual(rightFirst('tilde-lv') - 1)
    expect(rightFirst('tilde-ru', typo)).toBeGreaterThanOrEqual(rightFirst('tilde-ru') - 3)
  })
  it.each([
    ['clinc-10', 0.935],
    ['curekart', 0.83],
  ] as const)('%s: a question about something else looks less sure (AUROC at least %d)', (name, goal) => {
    expect(apart(name)).toBeGreaterThanOrEqual(goal)
  })
})

/** As people type Russian on a phone without Cyrillic; not the spelling that the normaliser uses. */
function inLatin(text: string): string {
  const from = 'абвгдезийклмнопрстуфхцыэ'
  const to = 'abvgdezijklmnoprstufhcye'
  const more: Readonly<Record<string, string>> = {
    ...{ ж: 'zh', ч: 'ch', ш: 'sh', щ: 'sch', ю: 'ju', я: 'ja', ё: 'e', ъ: '', ь: '' },
  }
  return [...text.toLowerCase()]
    .map((sign) => more[sign] ?? (from.includes(sign) ? to[from.indexOf(sign)] : sign))
    .join('')
}
