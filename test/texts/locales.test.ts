import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  counted,
  keysOf,
  knowledge,
  locales,
  localesDir,
  ours,
  placeholders,
  rare,
  sentencesOf,
  withoutForm,
} from './shipped.ts'

/** What a person must be able to read in their own language from the first word until an interpreter is there. */
const required = [
  ...['hello', 'consent', 'consent.no', 'ask', 'rare.choose', 'picker', 'language.set', 'privacy', 'help', 'back'],
  ...[
    'wait.open',
    'wait.today',
    'wait.closed',
    'wait.interpreter',
    'wait.still',
    'wait.added',
    'unqueue.done',

    'btn.unqueue',
    'wait.back',
  ],
  ...['wait.moved', 'interpreter.joined', 'interpreter.left', 'interpreter.booked', 'interpreter.noted'],
  ...['human.joined', 'human.here', 'human.closed', 'still.there', 'missed.phone', 'phone'],
  ...['offices.ask', 'offices.card', 'voice.got', 'picture.got', 'file.no', 'error', 'rate.ask', 'rate.thanks'],
  ...['crisis', 'danger.ask', 'danger.safe', 'danger.no', 'delete.ask', 'delete.done', 'delete.kept'],
  ...['btn.yes', 'btn.no', 'btn.human', 'btn.interpreter', 'btn.offices', 'btn.location', 'btn.language'],
  ...[
    'command.start',
    'command.language',
    'command.human',
    'command.offices',
    'command.privacy',
    'command.mydata',
    'command.hide',
    'command.delete',
  ],
  ...['command.help', 'bot.description', 'bot.short'],
  ...['btn.menu', 'btn.good', 'btn.bad', 'btn.safe', 'btn.woman', 'btn.man', 'btn.any', 'days', 'minutes'],
]

const english = sentencesOf('en')
const all = [...ours, ...rare]
const isButton = (key: string): boolean => key.startsWith('btn.') || key === 'maybe.none'
const categories = (tag: string): string[] => new Intl.PluralRules(tag).resolvedOptions().pluralCategories

/** Numbers that share one plural form: "two" in Arabic is 2 alone, "one" in Latvian is 1, 21, 31 … */
const numbersSaidBy = (tag: string, form: string): number[] =>
  Array.from({ length: 200 }, (_, n) => n).filter((n) => new Intl.PluralRules(tag).select(n) === form)

describe('the sentences that are shipped', () => {
  it('stand in three languages of ours and in every language we call an interpreter for', () => {
    expect(rare).toHaveLength(19)
    expect([...locales.status.keys()].sort()).toEqual([...all].sort())
  })

  it.each(ours)('are the same in Latvian, Russian and English: %s', (tag) => {
    expect(keysOf(tag)).toEqual(keysOf('en'))
    expect(locales.status.get(tag)).not.toBe('needs-review')
  })

  it.each(rare)('leave nobody without words until an interpreter is there: %s', (tag) => {
    expect(required.filter((key) => !keysOf(tag).includes(key))).toEqual([])
    expect(keysOf(tag).filter((key) => !keysOf('en').includes(key))).toEqual([])
  })

  it.each(rare)('are marked as drafts until a native speaker has approved them: %s', (tag) => {
    const source = readFileSync(join(localesDir, tag, 'person.json'), 'utf8')
    expect(source).toMatch(/^\{\s*"\$status": "(needs-review|approved)"/)
  })

  it.each(all)('have the same gaps to fill in every language: %s', (tag) => {
    for (const [key, sentence] of sentencesOf(tag)) {
      if (withoutForm(key) === key) expect(placeholders(sentence), key).toEqual(placeholders(english.get(key) ?? ''))
    }
  })

  it.each(all)('count days and minutes in every plural form of the language: %s', (tag) => {
    for (const name of counted)
      for (const form of categories(tag))
        expect(sentencesOf(tag).get(`${name}_${form}`), `${name}_${form}`).toBeTruthy()
  })

  it.each(all)('name the number, unless the form is said of one number only: %s', (tag) => {
    for (const name of counted)
      for (const form of categories(tag)) {
        const found = placeholders(sentencesOf(tag).get(`${name}_${form}`) ?? '')
        const mayBeWord = found.length === 0 && numbersSaidBy(tag, form).length === 1
        if (!mayBeWord) expect(found, `${name}_${form}`).toEqual(['count'])
      }
  })

  it.each(all)('fit: a message in 400 characters, a button in 24: %s', (tag) => {
    for (const [key, sentence] of sentencesOf(tag)) {
      expect(sentence.trim(), key).not.toBe('')
      expect(sentence.length, `${key}: ${sentence}`).toBeLessThanOrEqual(isButton(key) ? 24 : 400)
    }
  })

  it.each(all)(
    'fit where Telegram shows them: 120 on the profile, 512 in an empty chat with the English line: %s',
    (tag) => {
      const own = sentencesOf(tag)
      const english = sentencesOf('en').get('bot.description') ?? ''
      expect(own.get('bot.short')?.length).toBeLessThanOrEqual(120)
      expect(`${own.get('bot.description')}\n\n${english}`.length).toBeLessThanOrEqual(512)
      for (const [key, sentence] of own)
        if (key.startsWith('command.')) expect(sentence.length, key).toBeLessThanOrEqual(40)
    },
  )

  it.each(all)('are plain text: %s', (tag) => {
    for (const [key, sentence] of sentencesOf(tag)) expect(sentence, key).not.toMatch(/<[a-z/!]|&[a-z]+;|&#/i)
  })

  it.each(rare)('name 112 and the commands wherever the English sentence does: %s', (tag) => {
    const facts = (sentence = ''): string[] => sentence.match(/112|\/[a-z]+/g) ?? []
    for (const [key, sentence] of sentencesOf(tag))
      if (withoutForm(key) === key) expect(facts(sentence), key).toEqual(facts(english.get(key)))
  })
})

describe('what the bot decides to say', () => {
  const core = join(import.meta.dirname, '../../src/core')
  const source = readdirSync(core, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(core, file), 'utf8'))
    .join('\n')
  const found = (pattern: RegExp): string[] => [...source.matchAll(pattern)].map(([, key]) => key ?? '')
  const keys = keysOf('en')

  it('has words: every key that is said, noticed or put on a button', () => {
    const said = found(/\b(?:say|notice)\(\s*'([^']+)'/g)
    const buttons = found(/\bbutton\(\s*\{[^}]*\},\s*'([^']+)'/g)
    // Keys that reach `say` by another way: the dot gives them away.
    const passed = found(/'((?:[a-z]+\.)+[a-z]+)'/g)
    expect(said.length).toBeGreaterThan(30)
    expect(buttons.length).toBeGreaterThan(20)
    expect([...said, ...buttons, ...passed].filter((key) => !keys.includes(key))).toEqual([])
  })

  it('has words for the keys that are put together: one for every desk, one for every fault of an answer', () => {
    const composed = new Set(found(/`(btn\.[^`]*)`/g))
    // biome-ignore lint/suspicious/noTemplateCurlyInString: this is how the source writes them
    expect([...composed].sort()).toEqual(['btn.${reason}', 'btn.desk.${next.desk}'])
    const wanted = [...[...knowledge.desks.keys()].map((id) => `desk.${id}`), 'wrong', 'unclear', 'old']
    expect(wanted.filter((name) => !keys.includes(`btn.${name}`))).toEqual([])
  })
})
