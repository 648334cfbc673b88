import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { printFault } from '../../src/knowledge/fault.ts'
import { checkerLanguages, inWords, say } from '../../src/knowledge/words.ts'
import { anEditor, workPermit } from './editing.ts'

const root = join(import.meta.dirname, '../..')
const wordsOf = (tag: string): Record<string, string> =>
  JSON.parse(readFileSync(join(root, 'locales', tag, 'check.json'), 'utf8'))
const english = wordsOf('en')
const gaps = (sentence = ''): string[] => [...new Set(sentence.match(/\{\{\w+\}\}/g))].sort()

const folders = ['src/knowledge', 'src/cli']
const source = folders
  .flatMap((folder) => readdirSync(join(root, folder)).map((file) => join(root, folder, file)))
  .filter((file) => file.endsWith('.ts'))
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n')

/** What the source says by a name it puts together: `language.${tag}`. */
const composed = ['language.', 'script.', 'kind.']
const names = Object.keys(english).filter((key) => key !== '$status')
const areas = [...new Set(names.map((key) => key.split('.')[0]))]

describe('what the checker says', () => {
  it.each(checkerLanguages)('has the same sentences with the same gaps in every language: %s', (tag) => {
    const own = wordsOf(tag)
    expect(Object.keys(own).sort()).toEqual(Object.keys(english).sort())
    for (const [key, sentence] of Object.entries(own)) {
      expect(sentence.trim(), key).not.toBe('')
      expect(gaps(sentence), key).toEqual(gaps(english[key]))
    }
  })

  it('is written in the language it says it is', () => {
    const isRussian = (text: string) => /\p{Script=Cyrillic}/u.test(text)
    expect(Object.entries(wordsOf('ru')).filter(([key, text]) => key !== '$status' && !isRussian(text))).toEqual([])
    expect(Object.entries(wordsOf('lv')).filter(([, text]) => isRussian(text))).toEqual([])
    const same = names.filter((key) => wordsOf('lv')[key] === english[key] || wordsOf('ru')[key] === english[key])
    expect(same).toEqual([])
  })

  it('has words for every key the source names, and no words that nobody says', () => {
    const named = [...source.matchAll(/'([a-z]+(?:\.[a-z0-9-]+)?)'/g)].map(([, key]) => key ?? '')
    const said = named.filter((key) => key === 'guess' || (key.includes('.') && areas.includes(key.split('.')[0])))
    const files = /\.(ts|yaml|json|lv|test|trim)$/
    expect(said.filter((key) => !files.test(key) && !names.includes(key))).toEqual([])
    expect(said.length).toBeGreaterThan(100)
    const isComposed = (key: string) => composed.some((start) => key.startsWith(start))
    expect(names.filter((key) => !isComposed(key) && !said.includes(key))).toEqual([])
  })

  it.each([
    ['lv', /status` nevar būt `life`\. Vai domājāt `live`\?/],
    ['ru', /status` не может быть `life`\. Может быть, `live`\?/],
    ['en', /status` cannot be `life`\. Did you mean `live`\?/],
  ] as const)('says a fault and its advice in one language: %s', (tag, words) => {
    const result = anEditor().replace(workPermit, 'status: live', 'status: life').load()
    expect(result.ok ? [] : result.faults.map((fault) => printFault(fault, tag))).toEqual([
      expect.stringMatching(words),
    ])
  })

  it('leaves no gap open and fills in nothing an editor wrote as a gap', () => {
    expect(inWords(say('placeholder.nothing', { placeholder: '{{what}}', what: say('placeholder.values') }))).toBe(
      '`{{what}}` means nothing: values are put into answers of topics only.',
    )
    expect(inWords(say('guess', { guess: '$&' }))).toBe('Did you mean `$&`?')
  })
})
