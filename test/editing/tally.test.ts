import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { coverageOf, historyOf } from '../../src/app/figures-of-use.ts'
import { createTally } from '../../src/app/tally.ts'
import { rehearse } from '../../src/engine/rehearse.ts'
import { mind } from '../conversations/stage.ts'
import { freshDir } from '../store/places.ts'

const hint = { client: null, spoken: 'en', chosen: true } as const
const question = 'Is there a fee for declaring my address?'

describe('questions are counted', () => {
  it('by revision, language and topic, without their words, and a restart forgets nothing', () => {
    const file = join(freshDir(), 'questions.json')
    const tally = createTally(file, () => 5)
    const counted = tally.counted(mind.understanding)
    counted.understand(question, hint)
    counted.understand(question, hint)
    counted.understand('hello', hint)
    counted.understand('zzkw qqpf vvxj', hint)
    tally.save()
    expect(readFileSync(file, 'utf8')).not.toMatch(/fee|zzkw/)
    const [again] = createTally(file, () => 9).all()
    expect(again).toMatchObject({
      revision: mind.rules.knowledge.revision,
      since: 5,
      byTopic: { 'declared-address': { given: 2, offered: 0 } },
    })
    expect(again?.byLanguage.en?.answered).toBe(2)
  })

  it('a torn file begins the count anew, and a folder that cannot be written stops nobody', () => {
    const file = join(freshDir(), 'questions.json')
    writeFileSync(file, '[{"revision":')
    expect(createTally(file, () => 0).all()).toEqual([])
    const nowhere = createTally(join(file, 'questions.json'), () => 0)
    nowhere.counted(mind.understanding).understand(question, hint)
    expect(() => nowhere.save()).not.toThrow()
  })

  it('editors see which topics were never asked for, which are to be reviewed, and how each revision did', () => {
    const { knowledge } = mind.rules
    const tally = createTally(join(freshDir(), 'q.json'), () => 1)
    tally.counted(mind.understanding).understand(question, hint)
    const { topics, asked } = coverageOf(knowledge, tally.all(), '2099-01-01')
    expect(topics).toHaveLength(knowledge.topics.size)
    expect(topics.find(({ id }) => id === 'declared-address')).toMatchObject({ given: 1, stale: true })
    expect(topics.find(({ id }) => id === 'school')).toMatchObject({ given: 0 })
    expect(asked.en).toEqual({ answered: 1, offered: 0, missed: 0 })
    const history = historyOf(tally.all(), { revision: 'new', since: 7, refused: null })
    expect(history.map(({ revision }) => revision)).toEqual(['new', knowledge.revision])
  })
})

describe('an editor tries a question', () => {
  it('sees what a person would be told, in the language they chose, and nothing is kept', () => {
    const tried = rehearse(mind, { text: question, language: 'lv', audience: 'person', at: 0 })
    expect(tried.understood.wish).toMatchObject({ kind: 'answer', topic: 'declared-address' })
    expect(tried.lines.at(-1)?.text).toContain(mind.rules.knowledge.contacts.get('pmlp')?.phones[0])
  })

  it('danger is met as danger, and a foreign language with an interpreter', () => {
    const danger = rehearse(mind, { text: 'I want to kill myself', language: 'en', audience: 'person', at: 0 })
    expect(danger.lines.map(({ text }) => text).join()).toContain('112')
    const dari = rehearse(mind, { text: 'سلام من به ترجمان ضرورت دارم', language: null, audience: 'person', at: 0 })
    expect(dari.lines.length).toBeGreaterThan(0)
  })
})
