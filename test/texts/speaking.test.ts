import { describe, expect, it } from 'vitest'
import type { Choice, Params } from '../../src/core/effects.ts'
import { createTexts } from '../../src/texts/texts.ts'
import {
  counted,
  keysOf,
  knowledge,
  locales,
  ours,
  placeholders,
  rare,
  rightToLeft,
  sentencesOf,
  withoutForm,
} from './shipped.ts'

const today = '2026-11-22'
const phone = '+371 25565098'
const filled: Params = {
  ...{ days: 30, minutes: 15, phone, name: 'Anna', language: 'fa', day: '2026-11-23', time: '9:00', area: 'Darbs' },
  ...{ tongue: 'dari', when: '2026-12-03 14:00', where: 'Gaiļezers' },
  ...{
    city: 'Rīga',
    address: 'Lāčplēša iela 75',
    hours: '9:00-17:00',
    url: 'https://example.org',
    date: today,
    number: 12,
  },
}

const texts = createTexts(locales, knowledge, () => today)
const says = (key: string, language: string | null, buttons: readonly Choice[] = []) =>
  texts.words({ do: 'say', key, params: filled, buttons }, language)
const drafts = rare.filter((tag) => locales.status.get(tag) === 'needs-review')
const ownKeys = (tag: string): string[] => keysOf(tag).filter((key) => !counted.includes(key))

describe('a sentence in the language of the person', () => {
  it.each(ours)('comes alone where the language is ours: %s', (tag) => {
    for (const key of ownKeys(tag)) expect(says(key, tag).text, key).not.toContain('\n')
    expect(says('ask', tag)).toEqual({ text: sentencesOf(tag).get('ask'), language: tag, buttons: [] })
  })

  it.each(drafts)('comes together with the English line while it is a draft: %s', (tag) => {
    for (const key of ownKeys(tag)) {
      const own = sentencesOf(tag).get(key) ?? ''
      const english = says(key, 'en').text
      const { text, language } = says(key, tag)
      expect(language, key).toBe(tag)
      if (placeholders(own).length > 0) expect(text.split('\n\n')[1], key).toBe(english)
      else expect(text, key).toBe(own === english ? own : `${own}\n\n${english}`)
    }
  })

  it.each([...ours, ...rare])('has every gap filled: %s', (tag) => {
    for (const key of keysOf('en').filter((key) => !counted.includes(key)))
      expect(says(key, tag).text, key).not.toMatch(/\{\{|\}\}|undefined|NaN|Invalid/)
  })

  it.each([...ours, ...rare])('counts in its own words, whatever the number: %s', (tag) => {
    for (const key of counted) {
      const own = new Set([...sentencesOf(tag)].filter(([form]) => withoutForm(form) === key).map(([, form]) => form))
      for (let count = 0; count <= 120; count++) {
        const shown: string = locales.i18n.t(key, { lng: tag, count })
        expect([...own].map((form) => form.replace('{{count}}', String(count)))).toContain(shown)
      }
    }
  })

  it('says 30 days and 15 minutes as Latvian, Russian and Arabic do', () => {
    expect(says('consent', 'lv').text).toContain('30 dienas')
    expect(says('consent', 'ru').text).toContain('30 дней')
    expect(says('consent', 'ar').text).toContain('30 يومًا')
    expect(says('wait.open', 'ru').text).toContain('15 минут.')
  })

  const ranged = (language: string, minutes: string): string =>
    texts.words({ do: 'say', key: 'wait.open', params: { minutes }, buttons: [] }, language).text

  it('says a range of minutes with one unit, in the form that its end asks for', () => {
    expect(ranged('en', '15–30')).toContain('15–30 minutes')
    expect(ranged('lv', '5–15')).toContain('5–15 minūtēs')
    // Russian and Arabic have four and six forms: 5 and 15 sound otherwise than 2 and 22.
    expect(ranged('ru', '5–22')).toContain('5–22 минуты')
    expect(ranged('ru', '5–15')).toContain('5–15 минут.')
    for (const [minutes, unit] of [
      ['5–15', 'دقيقة'],
      ['2–5', 'دقائق'],
    ] as const)
      expect(ranged('ar', minutes)).toContain(`\u2066${minutes}\u2069 ${unit}`)
  })

  it.each(rightToLeft)('keeps a range of minutes in order inside right-to-left words: %s', (tag) => {
    expect(ranged(tag, '15–30').split('\n\n')[0]).toContain('\u206615–30\u2069')
  })

  it.each([...ours, ...rare])('never drops a range, whatever number ends it: %s', (tag) => {
    for (const minutes of ['5–15', '15–30', '30–60', '60–120', '60–180'])
      expect(ranged(tag, minutes).replace(/[\u2066\u2069]/g, ''), minutes).toContain(minutes)
  })

  it.each(rare)('comes in English where the language lacks it: %s', (tag) => {
    const missing = keysOf('en').find((key) => !keysOf(tag).includes(key)) ?? ''
    expect(says(missing, tag)).toEqual(says(missing, 'en'))
  })

  it('comes in English and Russian where the language has no sentences at all', () => {
    const recognised = [...knowledge.languages.values()].filter((language) => language.served === 'none')
    expect(recognised.length).toBeGreaterThan(0)
    for (const { tag } of recognised)
      expect(says('ask', tag).text).toBe(`${says('ask', 'en').text}\n\n${says('ask', 'ru').text}`)
  })

  it('comes in Latvian, Russian and English where nobody knows the language yet', () => {
    const inOurs = ours.map((tag) => says('ask', tag).text)
    expect(says('ask', null).text).toBe(inOurs.join('\n\n'))
  })

  it.each(rightToLeft)('keeps a phone number in order inside right-to-left words: %s', (tag) => {
    for (const key of ownKeys(tag).filter((key) => sentencesOf(tag).get(key)?.includes('{{phone}}')))
      expect(says(key, tag).text.split('\n\n')[0], key).toContain(`\u2066${phone}\u2069`)
    for (const key of ['consent', 'privacy']) expect(sentencesOf(tag).get(key), key).toContain('\u2066/delete\u2069')
  })

  it.each(rare)('has its buttons in the same language: %s', (tag) => {
    const [button] = says('ask', tag, [{ act: { kind: 'human' }, label: { key: 'btn.human' } }]).buttons
    expect(button).toEqual({ act: 'human', label: sentencesOf(tag).get('btn.human') })
  })
})

describe('in danger', () => {
  const categories = [...knowledge.danger.categories.values()]
  const danger = (category: string, language: string | null) =>
    texts.words({ do: 'danger', category, buttons: [] }, language)

  it.each(rare)('nobody depends on a draft: Latvian, Russian and English stand beside it: %s', (tag) => {
    for (const { id, reply } of categories) {
      const { text, language } = danger(id, tag)
      expect(language).toBe(tag)
      expect(text, id).toBe([tag, ...ours].map((each) => reply[each]).join('\n\n'))
    }
  })

  it('an unknown language gets all three, and so does one we only recognise', () => {
    for (const { id, reply } of categories)
      for (const language of [null, 'uk'])
        for (const tag of ours) expect(danger(id, language).text, id).toContain(reply[tag])
  })

  it('a kind of danger without words of its own still says 112 in three languages', () => {
    for (const language of [null, 'uk', ...rare])
      for (const tag of ours) expect(danger('new-kind', language).text).toContain(sentencesOf(tag).get('crisis'))
  })
})

describe('an answer', () => {
  const live = [...knowledge.topics.values()].filter((topic) => topic.status === 'live')
  const given = (topic: string, language: string, day: string) =>
    createTexts(locales, knowledge, () => day).words({ do: 'answer', topic, language, buttons: [] }, language).text

  it.each(ours)('says where it is from and of which day: %s', (tag) => {
    for (const { id, sources, answer } of live) {
      const text = given(id, tag, today)
      const [source] = sources
      expect(text, id).toContain(answer[tag]?.trimEnd())
      expect(text, id).toContain(source?.url)
      expect(text.split('\n').at(-1), id).toContain(source?.seen.slice(0, 4))
    }
  })

  it.each(ours)('warns only after the day until which it was to be reviewed: %s', (tag) => {
    const warning = (sentencesOf(tag).get('answer.old') ?? '').split('{{date}}')[0] ?? ''
    for (const { id, reviewBy } of live) {
      expect(given(id, tag, reviewBy), id).not.toContain(warning)
      const late = given(id, tag, '2999-01-01').split('\n').at(-1)
      expect(late?.startsWith(warning), id).toBe(true)
      expect(late, id).toContain(reviewBy.slice(0, 4))
    }
  })
})
