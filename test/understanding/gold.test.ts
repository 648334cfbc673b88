import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sharesOf, together } from '../../src/cli/check-report.ts'
import { scores } from '../../src/cli/tried-questions.ts'
import { loadToCheck } from '../../src/knowledge/load.ts'
import { mind } from '../conversations/stage.ts'

const { questions } = loadToCheck(join(import.meta.dirname, '../../knowledge'))
/** Topic null: none of ours answers it. */
const gold = questions.gold.map(({ question, language, topic }) => ({ text: question, lang: language, topic }))
const read = gold.map((question) => {
  const { wish } = mind.understanding.understand(question.text, { client: null, spoken: null, chosen: false })
  return { ...question, wish, shown: 'topics' in wish ? wish.topics.map(({ topic }) => topic) : [] }
})
type Read = (typeof read)[number]
const ours = read.filter(({ topic }) => topic !== null)
const others = read.filter(({ topic }) => topic === null)
const percent = (part: readonly Read[], whole: readonly Read[]): number => (100 * part.length) / whole.length

/**
 * "Find me an interpreter for an hour" is led to the interpreter herself: better than the answer about her. A teacher who
 * asks whether we help teachers, too, is met as one.
 */
const leadTo: Readonly<Record<string, string>> = {
  ...{ interpreter: 'interpreter-service', office: 'ici-contacts', psychologist: 'psychologist' },
  specialist: 'ici-services',
}
const isHelped = ({ wish, shown, topic }: Read): boolean =>
  leadTo[wish.kind] === topic ||
  (topic !== null && (wish.kind === 'answer' ? wish.topic === topic : wish.kind === 'unsure' && shown.includes(topic)))
const isMisled = ({ wish, topic }: Read): boolean => wish.kind === 'answer' && wish.topic !== topic

// Written by somebody who had not seen the phrasings, and not used for them: what people will meet.
describe('questions nobody wrote into the knowledge', () => {
  it('there are at least five for every topic and language; specialists have theirs in specialists.test.ts', () => {
    const topics = [...mind.rules.knowledge.topics.values()].filter(({ audience }) => audience === 'person')
    const few = topics.flatMap(({ id: topic }) =>
      ['lv', 'ru', 'en'].filter((lang) => gold.filter((g) => g.topic === topic && g.lang === lang).length < 5),
    )
    expect(few).toEqual([])
  })
  it('none of them is a phrasing', () => {
    const phrasings = new Set(
      [...mind.rules.knowledge.topics.values()].flatMap(({ questions }) => Object.values(questions).flat()),
    )
    expect(gold.filter(({ text }) => phrasings.has(text)).map(({ text }) => text)).toEqual([])
  })
  it('85 of 100 lead to their topic first, and 95 have it among three', () => {
    const [first, three] = sharesOf(together(scores(mind.understanding, questions)))
    expect(first).toBeGreaterThanOrEqual(85)
    expect(three).toBeGreaterThanOrEqual(95)
  })
  it('five of six are answered rightly, or see the right topic among three', () => {
    expect(percent(ours.filter(isHelped), ours)).toBeGreaterThanOrEqual(83)
  })
  it('at most one in forty gets an answer to another question', () => {
    expect(percent(ours.filter(isMisled), ours)).toBeLessThanOrEqual(2.5)
  })
  it('at most one in forty that no topic answers is answered', () => {
    expect(percent(others.filter(isMisled), others)).toBeLessThanOrEqual(2.5)
  })
  it.each(['lv', 'ru', 'en'])('%s is understood no worse than the others', (lang) => {
    const own = ours.filter((g) => g.lang === lang)
    expect(percent(own.filter(isHelped), own)).toBeGreaterThanOrEqual(percent(ours.filter(isHelped), ours) - 6)
  })
})
