import { describe, expect, it } from 'vitest'
import { conflicts, scores } from '../../src/cli/tried-questions.ts'
import type { Understanding } from '../../src/core/ports.ts'
import { nothingUnderstood, type Wish } from '../../src/core/understood.ts'
import { printFault } from '../../src/knowledge/fault.ts'
import { loadToCheck } from '../../src/knowledge/load.ts'
import { anEditor, workPermit } from './editing.ts'

const topics = (...ids: string[]) => ids.map((topic) => ({ topic, p: 0.9 }))
/** Understands every question as its place in this list says; all others as they should be. */
const understanding = (wishes: Readonly<Record<string, { wish: Wish; why?: string }>>): Understanding => ({
  understand: (text) => ({
    ...nothingUnderstood,
    why: '',
    ...wishes[text],
    wish: wishes[text]?.wish ?? asWished(text),
  }),
})
const owners = new Map<string, string>()
const asWished = (text: string): Wish => ({ kind: 'unsure', topics: topics(owners.get(text) ?? ''), p: 0.5 })

function questions(gold = '') {
  const editor = anEditor()
  const { dir } = gold === '' ? editor : editor.write('gold.yaml', gold)
  const { loaded, questions } = loadToCheck(dir)
  expect(loaded.ok).toBe(true)
  for (const { question, topic } of questions.phrasings) owners.set(question, topic ?? '')
  return questions
}

describe('every phrasing finds its own topic', () => {
  it('and is no fault then', () => {
    expect(conflicts(understanding({}), questions())).toEqual([])
  })

  it('or is one fault at its line, which names both topics and the nearest phrasing of the other', () => {
    const astray = { kind: 'answer', topic: 'language-exam', topics: topics('language-exam'), p: 0.9 } as const
    const all = questions()
    const other = all.phrasings.find(({ topic }) => topic === 'language-exam')
    const faults = conflicts(
      understanding({ 'Can I have a second job?': { wish: astray, why: `nearest: ${other?.question}` } }),
      all,
    )
    expect(faults.map((fault) => printFault(fault))).toEqual([
      expect.stringMatching(
        /^knowledge\/topics\/work\/work-permit\.yaml:\d+:\d+ {2}"Can I have a second job\?" of the topic `work-permit` leads to `language-exam` \(knowledge\/topics\/learning\/language-exam\.yaml:\d+\)/,
      ),
    ])
    expect(faults[0]?.source).toContain('- Can I have a second job?')
  })

  it('or is taken for something that is no question', () => {
    const wish = { kind: 'human', p: 1 } as const
    const faults = conflicts(understanding({ 'Can I have a second job?': { wish, why: 'phrase: job' } }), questions())
    expect(faults.map((fault) => printFault(fault))).toEqual([
      expect.stringContaining('is not taken for a question, but for: human (phrase: job)'),
    ])
  })
})

describe('gold questions', () => {
  const gold = `topics:
  work-permit: { en: [first one, second one, third one, fourth one] }
  interpreter-service: { en: [an interpreter please] }
none: { en: [pizza, weather] }
`
  const wishes = {
    'first one': { wish: { kind: 'answer', topic: 'work-permit', topics: topics('work-permit'), p: 0.9 } },
    'second one': { wish: { kind: 'unsure', topics: topics('school', 'asylum', 'work-permit'), p: 0.5 } },
    'third one': { wish: { kind: 'miss', topics: topics('school', 'asylum'), p: 0.1 } },
    'fourth one': { wish: { kind: 'human', p: 1 } },
    'an interpreter please': { wish: { kind: 'interpreter', language: null, p: 1 } },
    pizza: { wish: { kind: 'answer', topic: 'school', topics: topics('school'), p: 0.9 } },
    weather: { wish: { kind: 'miss', topics: topics('school'), p: 0.1 } },
  } as const

  it('are counted by language: found first, among three, and answered although none of ours', () => {
    const [score, ...others] = scores(understanding(wishes), questions(gold))
    expect(others).toEqual([])
    expect(score).toMatchObject({ language: 'en', asked: 5, first: 2, three: 3, strange: 2, answered: 1 })
    expect(score?.misses.map(({ asked }) => asked.question)).toEqual(['second one', 'third one', 'fourth one'])
  })

  it('that are phrasings, too, are a warning: they prove nothing', () => {
    const warnings = anEditor()
      .write('gold.yaml', 'topics:\n  school: { en: ["can i have a second job"] }\n')
      .warnings()
    expect(warnings).toEqual([
      expect.stringMatching(
        /gold\.yaml:2:\d+ {2}"can i have a second job" is also a phrasing \(.*work-permit\.yaml:\d+\)/,
      ),
    ])
  })
})

describe('nearly the same question in two topics', () => {
  const exam = 'topics/learning/language-exam.yaml'
  const add = (question: string) => anEditor().replace(exam, '  en:\n    - ', `  en:\n    - ${question}\n    - `)

  it('is a warning that names both places', () => {
    expect(add('Can I start working before my card was ready?').warnings()).toEqual([
      expect.stringMatching(
        /"Can I start working before my card (is|was) ready\?" is nearly the same as .* \(knowledge\/topics\/\w+\/[\w-]+\.yaml:\d+\)/,
      ),
    ])
  })

  it('is none when only a few words are shared, and none inside one topic', () => {
    expect(add('Can I start learning before my card arrives?').warnings()).toEqual([])
    const twice = anEditor().replace(
      workPermit,
      'Can I have a second job?',
      'Can I start working before my card is here?',
    )
    expect(twice.warnings()).toEqual([])
  })
})
