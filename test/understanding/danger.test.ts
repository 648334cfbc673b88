import { describe, expect, it } from 'vitest'
import { dangerFinder } from '../../src/understanding/danger/danger.ts'
import { normalise } from '../../src/understanding/text/normalise.ts'
import { mind } from '../conversations/stage.ts'
import { setOf } from './sets.ts'

const { knowledge } = mind.rules
const find = dangerFinder(knowledge.danger)
const category = (text: string): string | null => find(normalise(text))?.crisis.category ?? null
const level = (text: string): string | null => find(normalise(text))?.crisis.level ?? null

const messages = setOf('danger', (row) => ({
  id: String(row.id),
  text: String(row.text),
  isDanger: row.danger === true,
}))

/** As the bot understands it: rules and examples together. */
const wishOf = (text: string) => mind.understanding.understand(text, { client: null, spoken: null, chosen: false }).wish

describe('messages nobody used to write the rules, or to teach from', () => {
  const dangers = messages.filter(({ isDanger }) => isDanger)
  const harmless = messages.filter(({ isDanger }) => !isDanger)
  it('nine of ten dangers are seen', () => {
    const missed = dangers.filter(({ text }) => wishOf(text).kind !== 'crisis').map(({ id }) => id)
    expect(missed.length, `missed: ${missed.join(' ')}`).toBeLessThanOrEqual(dangers.length / 10)
  })
  it('at most one harmless message in 100 is taken for danger, idioms and grief included', () => {
    const alarms = harmless.filter(({ text }) => wishOf(text).kind === 'crisis').map(({ id }) => id)
    expect(alarms.length, `false alarms: ${alarms.join(' ')}`).toBeLessThanOrEqual(harmless.length / 100)
  })
  it('no danger gets an answer of the FAQ, seen or not', () => {
    const { examples } = knowledge.danger
    const all = [...dangers.map(({ text }) => text), ...examples.danger.map(({ text }) => text)]
    expect(all.filter((text) => wishOf(text).kind === 'answer')).toEqual([])
  })
})

describe('messages that taught the bot', () => {
  const { danger, everyday } = knowledge.danger.examples
  it('nearly all dangers among them are seen', () => {
    const missed = danger.filter(({ text }) => wishOf(text).kind !== 'crisis')
    expect(missed.length).toBeLessThanOrEqual(danger.length / 50)
  })
  it('at most one everyday message in 300 is taken for danger', () => {
    const alarms = everyday.filter((text) => wishOf(text).kind === 'crisis')
    expect(alarms.length, alarms.join('\n')).toBeLessThanOrEqual(everyday.length / 300)
  })
})

describe('what editors write', () => {
  it('every phrase of danger finds its own category', () => {
    const astray = [...knowledge.danger.categories.values()].flatMap(({ id, phrases }) =>
      [...phrases.A, ...phrases.B].filter((phrase) => category(phrase) !== id),
    )
    expect(astray).toEqual([])
  })
  it('a phrase of a language we do not answer in finds its own category', () => {
    const own: readonly (readonly [string, string])[] = [
      ['أريد أن أموت', 'suicide-self-harm'],
      ['ölmek istiyorum', 'suicide-self-harm'],
      ['我不想活了', 'suicide-self-harm'],
      ['il me bat', 'domestic-violence'],
      ['me quitaron el pasaporte', 'trafficking'],
      ['سانس نہیں', 'medical-emergency'],
      ['trục xuất', 'detention-deportation'],
    ]
    for (const [text, id] of own) expect(category(text), text).toBe(id)
  })
  it('no phrasing of a topic is taken for danger', () => {
    const questions = [...knowledge.topics.values()].flatMap((t) => Object.values(t.questions).flat())
    expect(questions.filter((question) => category(question) !== null)).toEqual([])
  })
  it('no trap is taken for danger', () => {
    expect(knowledge.danger.traps.filter((trap) => category(trap) !== null)).toEqual([])
  })
})

describe('danger is seen', () => {
  it('however Russian is typed in Latin letters', () => {
    for (const text of ['муж меня бьёт', 'muzh menya byot', 'muz menja bjet', 'mush menia biet kazhdyj den'])
      expect(category(text), text).toBe('domestic-violence')
  })
  it('without diacritics and with words in another order', () => {
    expect(category('mani virs atkal sit')).toBe('domestic-violence')
    expect(category('again my husband, he was drunk, hit me')).toBe('domestic-violence')
  })
  it('when it happens to somebody else', () => {
    expect(category('my friend swallowed 30 pills')).toBe('medical-emergency')
    expect(category('kaimiņiene kliedz, viņas vīrs to sit')).toBe('domestic-violence')
  })
  it('behind an idiom: only the idiom is cut out', () => {
    expect(category('I am dying of laughter')).toBeNull()
    expect(category('I am dying of laughter. But my husband beats me every day')).toBe('domestic-violence')
  })
  it('at once when it is said plainly, with one gentle question when the sign is weak', () => {
    expect(level('my husband beats me')).toBe('A')
    expect(level('I am scared of my husband')).toBe('B')
  })
  it('when it is asked whom to call or who can defend', () => {
    expect(category('ребёнок проглотил таблетки, кому звонить')).not.toBeNull()
    expect(category('grandmother has pain in her chest, which number')).toBe('medical-emergency')
    expect(category('my brother is detained, he needs a lawyer')).toBe('detention-deportation')
    expect(category('пожар в подъезде, куда звонить')).toBe('immediate-danger')
  })
  it('and says by which of the editors’ words', () => {
    expect(find(normalise('my husband beats me'))?.phrase).toMatch(/domestic-violence A: .*beats/)
  })
})

describe('danger is not seen', () => {
  it('where a word means something else in the language of the text', () => {
    // "sit" is a blow in Latvian, "bet" sounds like one in Russian.
    expect(category('may I sit with my husband at the exam')).toBeNull()
    expect(category('gribu pagarināt atļauju, bet man nav termiņa')).toBeNull()
  })
  it('where it is over, far away, in the news, or the sender is safe', () => {
    const harmless = [
      'my father had a heart attack a year ago, is his disability recognised',
      'в нашем городе был взрыв, мы уехали, тут спокойно. как записать сына в школу',
      'redzēju ziņās par ugunsgrēku, vai mums vajag dūmu detektoru',
    ]
    for (const text of harmless) expect(category(text), text).toBeNull()
  })
  it('where the word is about work, health papers, a thing or an office', () => {
    const harmless = [
      'can I work as a security guard with my permit',
      'where to make a blood test, I am pregnant 12 weeks',
      'the boss locked the shop early, do they pay for the hour',
      'выслали карту по почте, сколько ждать',
      'someone broke into my instagram account',
      'если пожар, какой номер набирать',
    ]
    for (const text of harmless) expect(category(text), text).toBeNull()
  })
  it('where nobody does it', () => {
    expect(category('nobody beats me, I only ask about divorce')).toBeNull()
    expect(category('меня никто не бьёт, просто хочу развестись')).toBeNull()
  })
})

describe('whatever is written', () => {
  it('is read in less than 20 ms', () => {
    const groups = Object.values(knowledge.danger.rules.groups).flatMap((byLanguage) =>
      Object.values(byLanguage).flat(),
    )
    const some = groups.filter((_, i) => i % 40 === 0).join(' ')
    const texts = [
      'kill '.repeat(20_000),
      'he beats '.repeat(12_000),
      'не не не бьёт '.repeat(8_000),
      some,
      some.repeat(50),
    ]
    for (const text of texts) {
      const times = [1, 2, 3].map(() => {
        const start = performance.now()
        find(normalise(text.slice(0, 100_000)))
        return performance.now() - start
      })
      expect(Math.min(...times), text.slice(0, 40)).toBeLessThan(20)
    }
  })
})
