import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What the checker has to say: the sentences stand in `locales/<language>/check.json`. */
export interface Message {
  readonly key: string
  readonly params: Readonly<Record<string, Param>>
}
/** A part of a sentence may be a sentence of its own ("Did you mean …"), or a list of them. */
export type Param = string | number | Message | readonly Message[]

export const checkerLanguages = ['en', 'lv', 'ru'] as const
export type CheckerLanguage = (typeof checkerLanguages)[number]

export const say = (key: string, params: Message['params'] = {}): Message => ({ key, params })

/** The sentence with its gaps filled. A key without words shows itself: a fault must be seen, however badly told. */
export function inWords({ key, params }: Message, language: CheckerLanguage = 'en'): string {
  const sentence = wordsOf(language)[key] ?? key
  return sentence
    .replace(/\{\{(\w+)\}\}/g, (gap, name: string) => {
      const value = Object.hasOwn(params, name) ? params[name] : gap
      return value === undefined ? '' : shown(value, language)
    })
    .trimEnd()
}

const longest = 300

function shown(value: Param, language: CheckerLanguage): string {
  if (typeof value === 'number') return String(value)
  // What an editor wrote may be a page long, or hold line ends: one fault stays one line.
  if (typeof value === 'string') {
    const line = value.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    return line.length > longest ? `${line.slice(0, longest)}…` : line
  }
  return 'key' in value ? inWords(value, language) : value.map((one) => inWords(one, language)).join(', ')
}

/** Whether there are words for it: the shapes name their sentences by keys. */
export const isKey = (key: string): boolean => Object.hasOwn(wordsOf('en'), key)

const known = new Map<CheckerLanguage, Readonly<Record<string, string>>>()

function wordsOf(language: CheckerLanguage): Readonly<Record<string, string>> {
  const before = known.get(language)
  if (before) return before
  const path = join(import.meta.dirname, '../../locales', language, 'check.json')
  const words: Readonly<Record<string, string>> = JSON.parse(readFileSync(path, 'utf8'))
  known.set(language, words)
  return words
}

/** Of a list of names: the nearest one, or else what to do. */
export const guessOr = (guess: string | undefined, otherwise: Message | ''): Message | '' =>
  guess === undefined ? otherwise : say('guess', { guess })
