import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadLocales } from '../../src/texts/locales.ts'
import { knowledge, localesDir, ours, placeholders } from './shipped.ts'

const { i18n } = loadLocales(localesDir, 'staff')
const wordsOf = (tag: string): ReadonlyMap<string, string> =>
  new Map(Object.entries(i18n.getResourceBundle(tag, 'words') ?? {}).map(([key, words]) => [key, String(words)]))
const english = wordsOf('en')
const folder = join(import.meta.dirname, '../../src/ui/console')
const source = readdirSync(folder)
  .map((file) => readFileSync(join(folder, file), 'utf8'))
  .join('\n')

describe('the words of the console', () => {
  it.each(ours)('are all there, with the same gaps to fill: %s', (tag) => {
    const words = wordsOf(tag)
    expect([...words.keys()].sort()).toEqual([...english.keys()].sort())
    for (const [key, sentence] of words)
      expect(placeholders(sentence), key).toEqual(placeholders(english.get(key) ?? ''))
  })

  it.each(ours)('are plain, and say neither "error" nor "session": %s', (tag) => {
    for (const [key, sentence] of wordsOf(tag)) {
      expect(sentence.trim(), key).not.toBe('')
      expect(sentence, key).not.toMatch(/<[a-z/!]|\berror\b|\bsession|\binvalid\b|kļūda\b|ошибка/i)
    }
  })

  it('exist for everything the console says', () => {
    const said = [...source.matchAll(/\bsay\(\s*'([^']+)'/g)].map(([, key]) => key ?? '')
    expect(said.length).toBeGreaterThan(60)
    expect(said.filter((key) => !english.has(key))).toEqual([])
  })

  it('exist for every desk, and for every reason why a case can stand there', () => {
    const core = readFileSync(join(import.meta.dirname, '../../src/core/conversation.ts'), 'utf8')
    const union = /CaseReason =((?:\s*\|\s*'[^']+'|\s*\/\*\*.*)+)/.exec(core)?.[1] ?? ''
    const reasons = [...union.matchAll(/'([^']+)'/g)].map(([, reason]) => `reason.${reason}`)
    expect(reasons.length).toBeGreaterThan(7)
    const desks = [...knowledge.desks.keys()].map((id) => `desk.${id}`)
    expect([...desks, ...reasons].filter((key) => !english.has(key))).toEqual([])
  })

  it('exist for everything that a form can be refused for', () => {
    const staff = join(import.meta.dirname, '../../src/staff')
    const types = ['accounts', 'passwords', 'names', 'factors']
      .map((file) => readFileSync(join(staff, `${file}.ts`), 'utf8'))
      .flatMap((text) => [...text.matchAll(/(?:Fault|Refusal) =((?:\s*\|?\s*(?:'[^']+'|\w+))+)|fault: ('.*')/g)])
      .flatMap(([, union = '', list = '']) => [...`${union}${list}`.matchAll(/'([^']+)'/g)])
      .map(([, code]) => `fault.${code}`)
    expect(types.length).toBeGreaterThan(15)
    expect(types.filter((key) => !english.has(key))).toEqual([])
  })
})
