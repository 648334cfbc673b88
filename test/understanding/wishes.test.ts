import { describe, expect, it } from 'vitest'
import type { Wish } from '../../src/core/understood.ts'
import { mind } from '../conversations/stage.ts'
import { setOf } from './sets.ts'

const read = (text: string): Wish =>
  mind.understanding.understand(text, { client: null, spoken: null, chosen: false }).wish
const kindOf = (wish: Wish): string => {
  if (wish.kind === 'smalltalk') return wish.what
  return 'topics' in wish ? 'faq' : wish.kind
}
const languageOf = (wish: Wish): string | null => ('language' in wish ? wish.language : null)
const officeOf = (wish: Wish): string | null => (wish.kind === 'office' ? wish.office : null)

const messages = setOf('wishes', (row) => ({
  id: String(row.id),
  text: String(row.text),
  half: String(row.half),
  wish: String(row.wish),
  language: typeof row.language === 'string' ? row.language : null,
  office: typeof row.office === 'string' ? row.office : null,
}))

describe('messages written before the rules', () => {
  const halves = ['a', 'b']
  const kinds = [...new Set(messages.map(({ wish }) => wish))].filter((kind) => kind !== 'faq')
  for (const half of halves) {
    for (const kind of kinds) {
      it(`85 of 100 wishes are found: ${kind} (half ${half})`, () => {
        const own = messages.filter((m) => m.half === half && m.wish === kind)
        const missed = own.filter(({ text }) => kindOf(read(text)) !== kind).map(({ id }) => id)
        expect(missed.length, `missed: ${missed.join(' ')}`).toBeLessThanOrEqual(Math.ceil(own.length * 0.15))
      })
    }
    it(`at most 3 of 100 questions are taken for a wish (half ${half})`, () => {
      const own = messages.filter((m) => m.half === half && m.wish === 'faq')
      const taken = own.filter(({ text }) => kindOf(read(text)) !== 'faq').map(({ id }) => id)
      expect(taken.length, `taken: ${taken.join(' ')}`).toBeLessThanOrEqual(Math.ceil(own.length * 0.03))
    })
    it(`the language and the city named go with the wish (half ${half})`, () => {
      const own = messages.filter((m) => m.half === half && (m.language ?? m.office) !== null)
      const lost = own.filter(({ text, wish, language, office }) => {
        const found = read(text)
        if (kindOf(found) !== wish || wish === 'psychologist') return false
        return (language !== null && languageOf(found) !== language) || (office !== null && officeOf(found) !== office)
      })
      expect(lost.length, `lost: ${lost.map(({ id }) => id).join(' ')}`).toBeLessThanOrEqual(own.length * 0.15)
    })
  }
})

// Half c was never read: what is to be expected in the field. Questions that name an office or an interpreter are its weak side.
describe('messages nobody used to write the rules', () => {
  const first = messages.filter(({ half }) => half === 'c')
  it('three of four wishes are found', () => {
    const wishes = first.filter(({ wish }) => wish !== 'faq')
    const found = wishes.filter(({ text, wish }) => kindOf(read(text)) === wish)
    expect(found.length / wishes.length).toBeGreaterThanOrEqual(0.75)
  })
  it('three of five questions that only look like a wish stay questions', () => {
    const questions = first.filter(({ wish }) => wish === 'faq')
    const kept = questions.filter(({ text }) => kindOf(read(text)) === 'faq')
    expect(kept.length / questions.length).toBeGreaterThanOrEqual(0.6)
  })
})

describe('an interpreter', () => {
  const named: readonly (readonly [string, string])[] = [
    ['man vajag dari tulku', 'prs'],
    ['нужен переводчик с фарси', 'fa'],
    ['nuzhen arabskij perevodchik', 'ar'],
    ['interpreter for Turkish please', 'tr'],
    ['pie ārsta vajag tulku, ukraiņu valoda', 'uk'],
  ]
  for (const [text, tag] of named)
    it(`for the language named: ${text}`, () => {
      expect(kindOf(read(text))).toBe('interpreter')
      expect(languageOf(read(text))).toBe(tag)
    })
  it('is not wished for by somebody who works as one, asks the price, or wants a paper translated', () => {
    for (const text of ['работаю переводчиком, как платить налоги', 'cik maksā diploma zvērināts tulkojums'])
      expect(kindOf(read(text)), text).toBe('faq')
  })
})

describe('naming is not asking', () => {
  it('a language', () => {
    expect(kindOf(read('my child speaks Urdu at school'))).toBe('faq')
    expect(kindOf(read('gribu iemācīties krieviski, vai ir kursi'))).toBe('faq')
  })
  it('a city', () => expect(kindOf(read('kad Jelgavā sākas latviešu valodas kursi'))).toBe('faq'))
  it('a profession', () => expect(kindOf(read('my husband is a psychologist, can he work here'))).toBe('faq'))
})

describe('another language', () => {
  const wishes: readonly (readonly [string, string])[] = [
    ['speak russian please', 'ru'],
    ['можно по-русски', 'ru'],
    ['mozhno na russkom', 'ru'],
    ['english?', 'en'],
    ['lūdzu rakstiet latviski', 'lv'],
  ]
  for (const [text, tag] of wishes)
    it(`is spoken when asked for: ${text}`, () => {
      expect(kindOf(read(text))).toBe('language')
      expect(languageOf(read(text))).toBe(tag)
    })
})

describe('an office', () => {
  const cities: readonly (readonly [string, string])[] = [
    ['kur ir jūsu birojs Liepājā', 'liepaja'],
    ['где ваш офис в Даугавпилсе', 'daugavpils'],
    ['gde vash ofis v elgave', 'jelgava'],
    ['your office in cesis', 'cesis'],
    ['Jelgawa', 'jelgava'],
  ]
  for (const [text, office] of cities) it(`in the city named: ${text}`, () => expect(officeOf(read(text))).toBe(office))
  const homes: readonly (readonly [string, string])[] = [
    ['I live in Jēkabpils', 'jelgava'],
    ['es dzīvoju Talsos', 'liepaja'],
    ['живу в Резекне', 'daugavpils'],
    ['мы живём в Екабпилсе', 'jelgava'],
    ['mēs dzīvojam Līvānu novadā', 'daugavpils'],
    ['живу в Талсинском крае', 'liepaja'],
    ['Varakļāni', 'cesis'],
    ['Jūrmala', 'riga'],
    ['vai jums ir birojs Valmierā', 'cesis'],
  ]
  for (const [text, office] of homes)
    it(`that serves the place named: ${text}`, () => expect(officeOf(read(text))).toBe(office))
  it('is not shown to somebody who asks something else and tells where they live on the way', () => {
    for (const text of [
      'dzīvoju Talsos, kur varu iemācīties latviešu valodu',
      'I live in Ogre and my employer does not pay me for two months',
      'я живу в Резекне, как продлить вид на жительство',
    ])
      expect(kindOf(read(text)), text).not.toBe('office')
  })
  it('is not read out of words that only look like a town', () => {
    for (const text of ['kur ir jūsu birojs, lūdzu', 'где ваш офис, я из Ливана'])
      expect(officeOf(read(text)), text).toBe(null)
    for (const text of ['lūdzu', 'taksi', 'Ливан']) expect(kindOf(read(text)), text).not.toBe('office')
  })
  it('of somebody else is a question', () => {
    expect(kindOf(read('vai PMLP birojs Jelgavā strādā sestdien'))).toBe('faq')
  })
})

describe('a greeting or thanks', () => {
  it('in front of a question is the question', () => {
    for (const text of [
      'hello, how do I extend my permit',
      'спасибо, а где платить пошлину',
      'labdien, kur var deklarēties',
    ])
      expect(kindOf(read(text)), text).toBe('faq')
  })
  it('alone is one, also drawn out or with a smile', () => {
    for (const text of ['hiiii 👋', 'labrīt visiem ☀️', 'privetik']) expect(kindOf(read(text)), text).toBe('greeting')
    for (const text of ['thank you so much 🙏', 'спс)', 'liels paldies'])
      expect(kindOf(read(text)), text).toBe('thanks')
  })
})

describe('a human', () => {
  it('is asked for shyly, angrily, by role, by an earlier talk or by voice', () => {
    const asked = [
      'sorry, maybe some person can answer me',
      'без кнопок, дайте человека',
      'I need a social worker who can come with me',
      'можно с той девушкой, которая отвечала вчера',
      'negribu vairs rakstīt, labāk balsī',
    ]
    for (const text of asked) expect(kindOf(read(text)), text).toBe('human')
  })
  it('of another office is a question', () => {
    for (const text of ['оператор связи не даёт симку', 'do they have an operator at the bank who speaks Russian'])
      expect(kindOf(read(text)), text).not.toBe('human')
  })
})
