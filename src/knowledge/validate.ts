import { z } from 'zod'
import type { Fault } from './fault.ts'
import { hasCyrillic, mixedWord, nearest } from './letters.ts'
import { faultAt, type Page, type Path, spell } from './page.ts'
import { guessOr, isKey, type Message, say } from './words.ts'

/** The file's values in the shape we expect, or every place where they differ, in plain words. */
export function validate<Shape extends z.ZodType>(
  page: Page,
  shape: Shape,
): { value?: z.infer<Shape>; faults: Fault[] } {
  const result = shape.safeParse(page.data)
  if (result.success) return { value: result.data, faults: [] }
  const issues = withoutMisspelt(page, shape, result.error.issues.slice(0, most))
  return { faults: issues.flatMap((issue) => explain(page, shape, issue)) }
}

/** More faults in one file have one cause. */
const most = 50

/** A key with a slip in it is unknown, and the right one missing: one mistake, told once. */
function withoutMisspelt(page: Page, shape: unknown, issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue[] {
  const meant = new Set(
    issues.flatMap((issue) => {
      if (issue.code !== 'unrecognized_keys') return []
      const known = knownKeys(shape, issue.path)
      return issue.keys.slice(0, most).map((key) => spell([...issue.path, nearest(key, known) ?? key]))
    }),
  )
  const isMissing = ({ path }: z.core.$ZodIssue) => valueAt(page.data, path) === undefined
  return issues.filter((issue) => !(meant.has(spell(issue.path)) && isMissing(issue)))
}

function explain(page: Page, shape: unknown, issue: z.core.$ZodIssue): Fault[] {
  const { path } = issue
  const where = path.length === 0 ? (page.file.split('/').at(-1) ?? page.file) : spell(path)
  const at = (key: string, params: Message['params'] = {}) => [faultAt(page, path, say(key, { where, ...params }))]
  const value = valueAt(page.data, path)
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys
        .slice(0, most)
        .map((key) => faultAt(page, [...path, key], unknownKey(key, knownKeys(shape, path))))
    case 'invalid_type':
      return [faultAt(page, path, wrongKind(where, value, issue.expected))]
    case 'invalid_value': {
      const known = issue.values.map(String)
      const guess = typeof value === 'string' ? nearest(value, known) : undefined
      if (value === undefined) return at('shape.missing-one-of', { known: known.join(', ') })
      const advice = guessOr(guess, say('shape.one-of', { known: known.join(', ') }))
      return at('shape.cannot-be', { value: show(value), advice })
    }
    case 'too_small':
      return issue.origin === 'string' ? at('shape.empty-text') : at('shape.too-few', { least: String(issue.minimum) })
    case 'too_big':
      if (issue.origin !== 'string') return at('shape.too-many', { most: String(issue.maximum) })
      return at('shape.too-long', { most: String(issue.maximum), count: String(value).length })
    case 'invalid_key':
      return issue.issues.flatMap((inner) => at(...wrongKey(String(path.at(-1)), inner.message)))
    case 'custom': {
      const missing: unknown = issue.params?.missing
      if (!Array.isArray(missing)) return at(...sentenceOf(issue.message))
      return at(issue.message, { languages: missing.map((tag) => say(`language.${tag}`)) })
    }
    default:
      return at(...sentenceOf(issue.message))
  }
}

// Our shapes name their sentences; what zod says by itself is better than nothing.
const sentenceOf = (message: string): [string, Message['params']?] =>
  isKey(message) ? [message] : ['shape.other', { what: message }]

function wrongKey(key: string, message: string): [string, Message['params']?] {
  const mixed = mixedWord(key)
  if (!mixed) return sentenceOf(message)
  return ['shape.id-mixed', { letter: mixed.letter, script: say(`script.${mixed.script}`) }]
}

function unknownKey(key: string, known: readonly string[]): Message {
  const mixed = mixedWord(key)
  if (mixed) return say('shape.unknown-mixed', { key, letter: mixed.letter, script: say(`script.${mixed.script}`) })
  if (hasCyrillic(key)) return say('shape.unknown-cyrillic', { key })
  const guess = nearest(key, known)
  if (guess) return say('shape.unknown-key', { key, advice: say('guess', { guess }) })
  return say('shape.unknown-here', { key, known: known.join(', ') })
}

const kinds: Readonly<Record<string, string>> = {
  array: 'shape.not-list',
  boolean: 'shape.not-boolean',
  number: 'shape.not-number',
}

function wrongKind(where: string, value: unknown, expected: string): Message {
  if (value === undefined) return say('shape.missing', { where })
  if (value === null) return say('shape.empty', { where })
  if (expected === 'string' && (typeof value === 'number' || typeof value === 'boolean'))
    return say('shape.number-as-text', { where, kind: say(`kind.${typeof value}`), value: String(value) })
  if (expected === 'string' && typeof value === 'object') return say('shape.not-text', { where })
  return say(kinds[expected] ?? 'shape.not-lines', { where })
}

function show(value: unknown): string {
  return typeof value === 'object' ? 'this' : String(value)
}

function valueAt(data: unknown, path: Path): unknown {
  let value = data
  for (const part of path) {
    if (typeof value !== 'object' || value === null) return undefined
    value = Object.getOwnPropertyDescriptor(value, part)?.value
  }
  return value
}

// zod names what it did not expect, not what it would have taken: the shape is asked for that.
function knownKeys(shape: unknown, path: Path): string[] {
  let type = unwrap(shape)
  for (const part of path) {
    if (type instanceof z.ZodObject) type = unwrap(type.shape[String(part)])
    else if (type instanceof z.ZodArray) type = unwrap(type.element)
    else if (type instanceof z.ZodRecord) type = unwrap(type.valueType)
  }
  return type instanceof z.ZodObject ? Object.keys(type.shape) : []
}

function unwrap(shape: unknown): unknown {
  return shape instanceof z.ZodOptional || shape instanceof z.ZodDefault ? unwrap(shape.unwrap()) : shape
}
