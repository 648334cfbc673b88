import { readFileSync, statSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Hint } from '../../src/core/understood.ts'
import { type Guess, languageGuesser } from '../../src/understanding/language/guess.ts'
import { readTable, tableFile } from '../../src/understanding/language/table.ts'
import { normalise } from '../../src/understanding/text/normalise.ts'
import { mind } from '../conversations/stage.ts'

const { knowledge } = mind.rules
const guess = languageGuesser(knowledge)
const nothingKnown: Hint = { client: null, spoken: null, chosen: false }
const read = (text: string, hint: Partial<Hint> = {}): Guess[] =>
  guess(text, normalise(text), { ...nothingKnown, ...hint })
const best = (text: string, hint: Partial<Hint> = {}): string | undefined => read(text, hint)[0]?.tag
const p = (text: string, tag: string, hint: Partial<Hint> = {}): number =>
  read(text, hint).find((one) => one.tag === tag)?.p ?? 0

describe('the shipped table', () => {
  it('is small enough to live in the repository and loads in less than a blink', () => {
    expect(statSync(tableFile).size).toBeLessThan(12_000_000)
    const packed = readFileSync(tableFile)
    // The best of twenty: other processes share this core.
    const times = Array.from({ length: 20 }, () => {
      const start = performance.now()
      readTable(packed)
      return performance.now() - start
    })
    expect(Math.min(...times)).toBeLessThan(50)
  })
  it('knows every language of the knowledge', () => {
    const certain = ['pa', 'ta', 'bn', 'si', 'hy', 'ka', 'ko', 'zh']
    const learned = [...readTable(readFileSync(tableFile)).values()].flatMap((model) => model.names)
    const strangers = [...knowledge.languages.keys()].filter((tag) => ![...certain, ...learned].includes(tag))
    expect(strangers).toEqual([])
  })
})

describe('a guess', () => {
  it('is a short list, best first, and never more than certain', () => {
    for (const text of ['salam', 'no', 'Maria', 'سلام', 'kā iet?', 'visa information please']) {
      const list = read(text)
      expect(list.length).toBeLessThanOrEqual(5)
      expect(list.map((one) => one.p)).toEqual(list.map((one) => one.p).sort((a, b) => b - a))
      expect(list.reduce((sum, one) => sum + one.p, 0)).toBeLessThanOrEqual(1.003)
    }
  })
  it('is the same every time', () => expect(read('man vajag palidzibu')).toEqual(read('man vajag palidzibu')))
  it('is not made where there are no letters', () => {
    for (const text of ['', '   ', '123', '🙏🙏', '?!', '+371 2000 0000', "'''"]) expect(read(text)).toEqual([])
  })
  it('names only languages that the editors list', () => {
    const few = new Map([...knowledge.languages].filter(([tag]) => ['lv', 'ru', 'en'].includes(tag)))
    const guessFew = languageGuesser({ ...knowledge, languages: few })
    for (const text of ['tôi cần giúp đỡ', 'ਮੈਨੂੰ ਮਦਦ ਚਾਹੀਦੀ ਹੈ', 'ich brauche Hilfe'])
      expect(guessFew(text, normalise(text), nothingKnown).filter((one) => one.p > 0.1)).toEqual([])
  })
  it('is sure where a script belongs to one language', () => {
    const texts = {
      pa: 'ਮਦਦ',
      ta: 'உதவி',
      bn: 'সাহায্য',
      si: 'උදව්',
      hy: 'օգնություն',
      ka: 'დახმარება',
      ko: '도움',
      zh: '帮助',
    }
    for (const [tag, text] of Object.entries(texts)) expect(p(text, tag), tag).toBeGreaterThan(0.98)
  })
  it('is not sure where two languages share a script and a word', () => {
    expect(p('ሰላም', 'am')).toBeLessThan(0.95)
    expect(p('नमस्ते', 'hi')).toBeLessThan(0.95)
  })
  it('takes Japanese for nobody’s language, though half of its signs are Chinese', () =>
    expect(p('助けてください日本語', 'zh')).toBeLessThan(0.5))
})

describe('what people type with the keyboard they have', () => {
  const texts: readonly (readonly [string, string])[] = [
    ['ka sanemt uzturesanas atlauju', 'lv'],
    ['kak poluchit vid na zhitelstvo', 'ru'],
    ['menya uvolili, 4to delat', 'ru'],
    ['менга ёрдам керак', 'uz'],
    ['menga yordam kerak', 'uz'],
    ['مینوں مدد چاہیدی اے', 'pa'],
    ['nasil calisma izni alabilirim', 'tr'],
    ['ana biddi musa3ada', 'ar'],
    ['ＨＥＬＬＯ, where is the office?', 'en'],
  ]
  for (const [text, tag] of texts) it(`${tag}: ${text}`, () => expect(best(text)).toBe(tag))
  it('a Latin letter inside a Cyrillic word changes nothing', () => expect(best('Пoмогите пoжaлуйста')).toBe('ru'))
})

describe('what nobody can tell stays open, so that the person is asked', () => {
  it('Dari or Farsi in Latin letters', () => {
    expect(p('salam man komak mikhaham', 'prs')).toBeCloseTo(p('salam man komak mikhaham', 'fa'), 1)
  })
  it('Urdu or Hindi in Latin letters', () => {
    for (const tag of ['ur', 'hi']) expect(p('mujhe kaam chahiye', tag), tag).toBeGreaterThan(0.05)
  })
  it('a greeting that half the world uses', () => expect(read('salam')[0]?.p).toBeLessThan(0.95))
})

describe('what is known of the person', () => {
  it('the app’s language decides where the words leave it open', () => {
    expect(best('salam', { client: 'fa' })).toBe('fa')
    expect(best('salam', { client: 'ur' })).toBe('ur')
    expect(p('visa', 'es', { client: 'es' })).toBeGreaterThan(p('visa', 'es'))
  })
  it('the app’s language does not outweigh clear words: many phones speak English', () => {
    expect(best('Kā saņemt uzturēšanās atļauju?', { client: 'en' })).toBe('lv')
    expect(best('Мне нужна помощь с документами', { client: 'lv' })).toBe('ru')
  })
  it('what was written before weighs more than the app', () =>
    expect(best('salam', { client: 'ur', spoken: 'ky' })).toBe('ky'))
  it('the person’s own choice weighs most', () => {
    expect(p('salam', 'ky', { spoken: 'ky', chosen: true })).toBeGreaterThan(p('salam', 'ky', { spoken: 'ky' }))
    expect(best('ok', { client: 'en', spoken: 'ru', chosen: true })).toBe(best('ok', { spoken: 'ru', chosen: true }))
  })
  it('nothing makes a language of letters it is not written in', () =>
    expect(best('ਮਦਦ', { client: 'ru', spoken: 'ru', chosen: true })).toBe('pa'))
})

describe('the editors’ words', () => {
  const cues = (tag: string, words: readonly string[]) => {
    const language = knowledge.languages.get(tag)
    if (!language) throw new Error(tag)
    return languageGuesser({
      ...knowledge,
      languages: new Map([...knowledge.languages, [tag, { ...language, cues: words }]]),
    })
  }
  it('a greeting added to the YAML makes its language likelier', () => {
    const before = cues('de', [])('moin', 'moin', nothingKnown).find((one) => one.tag === 'de')?.p ?? 0
    const after = cues('de', ['moin'])('moin', 'moin', nothingKnown).find((one) => one.tag === 'de')?.p ?? 0
    expect(after).toBeGreaterThan(2 * before)
  })
  it('a word of a long text says little: its letters say more', () =>
    expect(best('How do I say paldies to my neighbours in Riga?')).toBe('en'))
})

describe('several scripts in one message', () => {
  it('a name or an abbreviation in other letters does not change the language', () => {
    expect(best('Как подать документы в PMLP Riga?')).toBe('ru')
    expect(best('我需要visa帮助')).toBe('zh')
    expect(best('How to get ВНЖ in Latvia?')).toBe('en')
  })
  it('two halves in two languages leave both open', () => {
    const list = read('Здравствуйте, помогите. Hello, please help me').map((one) => one.tag)
    expect(list).toEqual(expect.arrayContaining(['ru', 'en']))
  })
})

describe('no language at all', () => {
  it('hands on the keyboard are not confidently taken for anything', () => {
    for (const text of ['qwrt zxcv plmk', 'vvvv wwww xxxx', 'asdfgh', 'kjhgf', 'фывапр', 'ааааа'])
      expect(read(text)[0]?.p ?? 0, text).toBeLessThan(0.5)
  })
})

describe('languages outside our list', () => {
  const texts = {
    Finnish: ['tarvitsen apua asunnon kanssa', 'missä on lähin toimisto'],
    Polish: ['szukam pracy w Rydze', 'jak mogę przedłużyć pobyt'],
    Lithuanian: ['man reikia leidimo gyventi', 'kur galiu gauti pagalbą'],
    Estonian: ['kuidas ma saan elamisloa', 'ma otsin tööd ja korterit'],
    Bulgarian: ['как мога да получа разрешение', 'търся работа и жилище'],
    Serbian: ['како могу да добијем дозволу', 'треба ми помоћ око посла'],
    Italian: ['ho bisogno di un permesso', 'dove posso trovare lavoro'],
    Swedish: ['jag behöver hjälp med mitt visum', 'var kan jag hitta ett jobb'],
    Greek: ['χρειάζομαι βοήθεια'],
    Hebrew: ['אני צריך עזרה'],
    Thai: ['ฉันต้องการความช่วยเหลือ'],
  }
  for (const [name, list] of Object.entries(texts))
    it(`${name} is not confidently called one of ours`, () => {
      for (const text of list) expect(read(text)[0]?.p ?? 0, text).toBeLessThan(0.5)
    })
})

describe('hostile texts', () => {
  const texts: readonly string[] = [
    'a'.repeat(100_000),
    'palīdziet '.repeat(10_000),
    '\ud800'.repeat(100_000),
    `help${'\u0301'.repeat(100_000)}`,
    '\u202e\u200b\u200f'.repeat(30_000),
    'ﷺ'.repeat(100_000),
    '我'.repeat(100_000),
    "'".repeat(100_000),
    Array.from({ length: 20_000 }, (_, i) => String.fromCodePoint(0x100 + i)).join(''),
  ]
  it('never take longer than 20 ms', () => {
    for (const text of texts) {
      const times = [1, 2, 3].map(() => {
        const start = performance.now()
        guess(text, normalise(text), nothingKnown)
        return performance.now() - start
      })
      expect(Math.min(...times)).toBeLessThan(20)
    }
  })
  it('marks that nobody sees change nothing', () => {
    expect(p('\u200fhe\u200bl\u2060p me\u202e please', 'en')).toBeGreaterThan(0.8)
    expect(best('p̴̢a̷͜l̸͔ī̶d̷z̴i̸e̴t̷ m̸a̴n̷ l̶ū̷d̴z̷u̸')).toBe('lv')
  })
})
