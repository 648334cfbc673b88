import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { giveAnswer } from '../../src/core/rules/answering.ts'
import { localTime } from '../../src/core/rules/wall-clock.ts'
import { printFault } from '../../src/knowledge/fault.ts'
import { loadLocales } from '../../src/texts/locales.ts'
import { createTexts } from '../../src/texts/texts.ts'
import { talk } from '../core/given.ts'
import { rules } from '../core/small-world.ts'
import { anEditor, workPermit } from './editing.ts'

const locales = loadLocales(join(import.meta.dirname, '../../locales'), 'person')
const sentence = 'There is a lowest salary.'
const anEditorWithAWage = () => anEditor().replace(workPermit, sentence, 'The lowest salary is {{value.minimum-wage}}.')

function answerAt(moment: string, editor = anEditorWithAWage(), language = 'en'): string {
  const loaded = editor.load()
  if (!loaded.ok) throw new Error(loaded.faults.map((fault) => printFault(fault)).join('\n'))
  const { knowledge } = loaded
  const today = () => localTime('Europe/Riga', Date.parse(moment)).day
  const texts = createTexts(locales, knowledge, today)
  return texts.words({ do: 'answer', topic: 'work-permit', language, buttons: [] }, language).text
}

describe('an amount that changes', () => {
  it('is said until the last minute of its last day in Riga, and not a minute longer', () => {
    expect(answerAt('2026-12-31T21:59:00Z')).toContain('The lowest salary is €780.')
    const after = answerAt('2026-12-31T22:00:00Z')
    expect(after).not.toContain('780')
    expect(after).toContain('The lowest salary is ….')
  })

  it('is said from its first day, not before', () => {
    expect(answerAt('2025-12-31T21:59:00Z')).not.toContain('780')
    expect(answerAt('2025-12-31T22:00:00Z')).toContain('€780')
  })

  it('is missing in the running bot, too, once its day has passed', () => {
    const loaded = anEditorWithAWage().load()
    if (!loaded.ok) throw new Error('faults')
    let day = '2026-12-31'
    const texts = createTexts(locales, loaded.knowledge, () => day)
    const said = () => texts.words({ do: 'answer', topic: 'work-permit', language: 'en', buttons: [] }, 'en').text
    expect(said()).toContain('€780')
    day = '2027-01-01'
    expect(said()).not.toContain('780')
  })

  it.each([
    ['lv', 'Summa vai termiņš, kas ir spēkā tagad: https://'],
    ['ru', 'Сумма или срок, которые действуют сейчас: https://'],
    ['en', 'The sum or deadline in force now: https://'],
  ])('leaves the sentence and a link in the language of the answer: %s', (tag, words) => {
    const [lv, ru] = ['Algai ir zemākā robeža.', 'У зарплаты есть нижний предел.']
    const editor = anEditorWithAWage()
      .replace(workPermit, lv, 'Zemākā alga: {{value.minimum-wage}}.')
      .replace(workPermit, ru, 'Самая низкая зарплата: {{value.minimum-wage}}.')
    const lines = answerAt('2027-01-01T12:00:00Z', editor, tag).split('\n')
    const at = lines.findIndex((line) => line.includes('…'))
    expect(lines[at + 1]).toMatch(new RegExp(`^${words}`))
    expect(answerAt('2026-06-01T12:00:00Z', editor, tag)).not.toContain(words)
  })

  it('names the link once, however often the amount stands in the answer', () => {
    const editor = anEditorWithAWage().replace(workPermit, 'Look there first.', 'Not below {{value.minimum-wage}}.')
    const text = answerAt('2027-01-01T12:00:00Z', editor)
    expect(text.split('in force now').length - 1).toBe(1)
    expect(text.split('…').length - 1).toBe(2)
  })

  it('may be words, where a number is not enough', () => {
    const days = 'amount: { lv: 30 dienas, ru: 30 дней, en: 30 days }'
    const editor = anEditorWithAWage().replace('values.yaml', 'amount: 780\n  unit: EUR', days)
    expect(answerAt('2026-06-01T12:00:00Z', editor)).toContain('The lowest salary is 30 days.')
  })
})

describe('values.yaml', () => {
  it.each([
    ['a number without a unit', '  unit: EUR\n', '', /`minimum-wage\.unit` belongs to a number/],
    ['an unknown unit', 'unit: EUR', 'unit: EURO', /Did you mean `EUR`\?/],
    ['an end before the beginning', '2026-12-31', '2025-12-31', /`minimum-wage\.valid_to` is before `valid_from`/],
    [
      'a link that is not there',
      'link: employers',
      'link: employer',
      /`employer` is not in links\.yaml\. Did you mean/,
    ],
    [
      'an amount in one language',
      'amount: 780',
      'amount: { lv: 780 eiro }',
      /`minimum-wage\.amount` has no text in Russian/,
    ],
  ])('is refused with %s', (_, from, to, message) => {
    expect(anEditor().replace('values.yaml', from, to).faults()).toContainEqual(expect.stringMatching(message))
  })

  it('is asked "did you mean" for a value that is not there', () => {
    const faults = anEditor().replace(workPermit, sentence, 'It is {{value.minimum-wages}}.').faults()
    expect(faults).toEqual([expect.stringContaining('`minimum-wages` is not in values.yaml. Did you mean')])
  })

  it('is put into answers only: elsewhere nobody would look at the day', () => {
    const faults = anEditor().replace('desks.yaml', '{{office.riga.phone}}', '{{value.minimum-wage}}').faults()
    expect(faults.length).toBeGreaterThan(0)
    const editor = anEditor().replace('crisis.yaml', '112', '112 {{value.minimum-wage}}')
    expect(editor.faults()).toEqual([expect.stringContaining('values are put into answers of topics only')])
  })

  it('warns the editor on the day after the last one', () => {
    const day = (today: string) =>
      anEditor()
        .warnings(today)
        .filter((warning) => warning.includes('values.yaml'))
    expect(day('2026-12-31')).toEqual([])
    expect(day('2027-01-01')).toEqual([expect.stringMatching(/values\.yaml:\d+:\d+ {2}Valid to 2026-12-31/)])
    expect(day('2025-12-31')).toEqual([expect.stringMatching(/values\.yaml:\d+:\d+ {2}Valid from 2026-01-01/)])
  })

  it('may be missing where no text needs it', () => {
    expect(anEditor().remove('values.yaml').faults()).toEqual([])
  })
})

describe('an answer that expires', () => {
  it('is given until midnight in Riga; from then on a person takes the question', () => {
    const loaded = anEditor().replace(workPermit, 'review_by:', 'expires: 2026-11-30\nreview_by:').load()
    if (!loaded.ok) throw new Error('faults')
    const { state } = talk().comes('en')
    if (!state) throw new Error('nobody came')
    const kinds = (at: string) =>
      giveAnswer(state, 'work-permit', 'en', Date.parse(at), { ...rules, knowledge: loaded.knowledge }).effects.map(
        (effect) => (effect.do === 'say' ? effect.key : effect.do),
      )
    expect(kinds('2026-11-30T21:59:00Z')).toEqual(['answer'])
    expect(kinds('2026-11-30T22:00:00Z')).toContain('answer.expired')
    expect(kinds('2026-11-30T22:00:00Z')).not.toContain('answer')
  })
})
