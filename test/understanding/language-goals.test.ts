import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { LanguageTag } from '../../src/core/language.ts'
import { type Guess, languageGuesser } from '../../src/understanding/language/guess.ts'
import { type Row, readRows } from '../../src/understanding/language/training/corpus.ts'
import { normalise, wordsOf } from '../../src/understanding/text/normalise.ts'
import { mind } from '../conversations/stage.ts'

const { knowledge } = mind.rules
const guess = languageGuesser(knowledge)
const read = (text: string): Guess[] => guess(text, normalise(text), { client: null, spoken: null, chosen: false })

const served = (tag: LanguageTag): boolean => knowledge.languages.get(tag)?.served === 'answers'

/** Dari and Farsi are one here: three words seldom tell which. */
const oneOf = (tag: LanguageTag): LanguageTag => (tag === 'prs' ? 'fa' : tag)

function best(text: string): LanguageTag | undefined {
  const joined = new Map<LanguageTag, number>()
  for (const { tag, p } of read(text)) joined.set(oneOf(tag), (joined.get(oneOf(tag)) ?? 0) + p)
  return [...joined].sort((a, b) => b[1] - a[1])[0]?.[0]
}

/** What the bot would do with a first message; the thresholds of core/rules/language.ts. */
function taken(text: string): 'served' | 'foreign' | 'asked' {
  const list = read(text)
  const [first] = list
  if (!first) return 'asked'
  if (served(first.tag)) return first.p >= 0.5 ? 'served' : 'asked'
  const together = list.reduce((sum, { tag, p }) => (served(tag) ? sum : sum + p), 0)
  return together >= (wordsOf(normalise(text)).length >= 4 ? 0.9 : 0.95) ? 'foreign' : 'asked'
}

const share = (rows: readonly Row[], what: (row: Row) => boolean): number =>
  (100 * rows.filter(what).length) / rows.length

const data = join(process.env.TILTS_DATA ?? join(import.meta.dirname, '../../../shared/data'), 'language/dev.jsonl.gz')
const here = existsSync(data)

describe.skipIf(!here)('held-out windows of sentences (skipped where TILTS_DATA has no language/dev.jsonl.gz)', () => {
  const rows = here ? readRows(data, 'dev.jsonl.gz') : []
  const goals = [
    { bucket: '1-3', right: 93, lost: 5, taken: 1.5 },
    { bucket: '4-8', right: 99, lost: 1, taken: 0.3 },
    { bucket: '9-20', right: 99.5, lost: 1, taken: 0.3 },
  ]
  for (const goal of goals) {
    const own = rows.filter((row) => row.bucket === goal.bucket)
    const ours = own.filter((row) => served(row.lang))
    const others = own.filter((row) => !served(row.lang))
    it(`of texts of ${goal.bucket} words at least ${goal.right} % are named right, as the mean over languages`, () => {
      const shares = [...Map.groupBy(own, (row) => row.lang).entries()].map(([lang, texts]) =>
        share(texts, (row) => best(row.text) === oneOf(lang)),
      )
      expect(shares.reduce((sum, one) => sum + one, 0) / shares.length).toBeGreaterThanOrEqual(goal.right)
    })
    it(`at most ${goal.lost} % of Latvian, Russian and English ones are taken for a language without answers`, () =>
      expect(share(ours, (row) => taken(row.text) === 'foreign')).toBeLessThanOrEqual(goal.lost))
    it(`at most ${goal.taken} % of all others are answered in Latvian, Russian or English`, () =>
      expect(share(others, (row) => taken(row.text) === 'served')).toBeLessThanOrEqual(goal.taken))
  }
  it('a probability means what it says: of the guesses at .9 and more at least nine in ten are right', () => {
    const sure = rows.filter((row) => (read(row.text)[0]?.p ?? 0) >= 0.9)
    expect(share(sure, (row) => best(row.text) === oneOf(row.lang))).toBeGreaterThan(98)
    const open = rows.filter((row) => Math.abs((read(row.text)[0]?.p ?? 0) - 0.5) < 0.2)
    expect(share(open, (row) => read(row.text)[0]?.tag === row.lang)).toBeGreaterThan(35)
    expect(share(open, (row) => read(row.text)[0]?.tag === row.lang)).toBeLessThan(75)
  })
  it('a message takes some dozen microseconds, the slowest of a hundred under half a millisecond', () => {
    const times = rows.map((row) => {
      const normalised = normalise(row.text)
      const start = performance.now()
      guess(row.text, normalised, { client: null, spoken: null, chosen: false })
      return performance.now() - start
    })
    const at = (part: number): number => times.toSorted((a, b) => a - b)[Math.floor(times.length * part)] ?? 0
    expect(at(0.5)).toBeLessThan(0.05)
    expect(at(0.99)).toBeLessThan(0.5)
  })
})

describe('short messages of newcomers', () => {
  const messages = readFileSync(join(import.meta.dirname, 'language-messages.txt'), 'utf8')
    .split('\n')
    .flatMap((line) => {
      const [, tags, text] = /^([a-z|]+): (.+)$/.exec(line) ?? []
      return tags && text ? [{ tags: tags.split('|'), text }] : []
    })
  const tell = ({ tags, text }: { tags: readonly string[]; text: string }): string => `${tags.join('|')}: ${text}`

  it('nineteen of twenty are named right', () => {
    const wrong = messages.filter(({ tags, text }) => !tags.includes(read(text)[0]?.tag ?? ''))
    expect(wrong.length / messages.length, wrong.map(tell).join('\n')).toBeLessThanOrEqual(0.05)
  })
  it('none in Latvian, Russian or English is refused its answer', () => {
    const lost = messages.filter(({ tags, text }) => tags.some(served) && taken(text) === 'foreign')
    expect(lost.map(tell)).toEqual([])
  })
  it('at most one in a hundred others is answered in Latvian, Russian or English', () => {
    const others = messages.filter(({ tags }) => !tags.some(served))
    const answered = others.filter(({ text }) => taken(text) === 'served')
    expect(answered.length / others.length, answered.map(tell).join('\n')).toBeLessThanOrEqual(0.01)
  })
})

describe('the FAQ’s own phrasings', () => {
  it('are taken in their own language', () => {
    const all = [...knowledge.topics.values()].flatMap((topic) =>
      Object.entries(topic.questions).flatMap(([tag, questions]) => questions.map((text) => ({ tag, text }))),
    )
    const astray = all.filter(({ tag, text }) => read(text)[0]?.tag !== tag)
    expect(astray.length / all.length, astray.map(({ text }) => text).join('\n')).toBeLessThan(0.03)
  })
})
