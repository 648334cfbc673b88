import { z } from 'zod'
import type { Fault } from './fault.ts'
import { hasCyrillic, mixedWord, nearest } from './letters.ts'
import { faultAt, type Page, type Path, spell } from './page.ts'

/** The file's values in the shape we expect, or every place where they differ, in plain words. */
export function validate<Shape extends z.ZodType>(
  page: Page,
  shape: Shape,
): { value?: z.infer<Shape>; faults: Fault[] } {
  const result = shape.safeParse(page.data)
  if (result.success) return { value: result.data, faults: [] }
  return { faults: result.error.issues.flatMap((issue) => explain(page, shape, issue)) }
}

function explain(page: Page, shape: unknown, issue: z.core.$ZodIssue): Fault[] {
  const { path } = issue
  const where = path.length === 0 ? 'The file' : `\`${spell(path)}\``
  const at = (message: string) => [faultAt(page, path, message)]
  const value = valueAt(page.data, path)
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => faultAt(page, [...path, key], unknownKey(key, knownKeys(shape, path))))
    case 'invalid_type':
      return at(wrongKind(where, value, issue.expected))
    case 'invalid_value': {
      const known = issue.values.map(String)
      const guess = typeof value === 'string' ? nearest(value, known) : undefined
      if (value === undefined) return at(`${where} is missing. Write one of: ${known.join(', ')}.`)
      return at(
        `${where} cannot be \`${show(value)}\`. ${guess ? `Did you mean \`${guess}\`?` : `Write one of: ${known.join(', ')}.`}`,
      )
    }
    case 'too_small':
      if (issue.origin === 'string') return at(`${where} is empty. Write the text, or remove the line.`)
      return at(`${where} needs at least ${issue.minimum}.`)
    case 'too_big':
      if (issue.origin === 'string')
        return at(`${where} is too long: at most ${issue.maximum} characters, this has ${String(value).length}.`)
      return at(`${where} has too many: at most ${issue.maximum}.`)
    case 'invalid_key':
      return issue.issues.flatMap((inner) => at(`${where} ${inner.message}`))
    default:
      return at(`${where} ${issue.message}`)
  }
}

function unknownKey(key: string, known: readonly string[]): string {
  const mixed = mixedWord(key)
  if (mixed)
    return `\`${key}\` is unknown: the letter \`${mixed.letter}\` in it is ${mixed.script}. Type the word again.`
  if (hasCyrillic(key))
    return `\`${key}\` is unknown: it is written in Cyrillic letters. Keys are written in Latin letters.`
  const guess = nearest(key, known)
  if (guess) return `\`${key}\` is unknown. Did you mean \`${guess}\`?`
  return `\`${key}\` is unknown here. Remove it, or use one of: ${known.join(', ')}.`
}

function wrongKind(where: string, value: unknown, expected: string): string {
  if (value === undefined) return `${where} is missing. Add it; knowledge/README.md has an example.`
  if (value === null)
    return `${where} is empty. Write it, or remove the line. If a comma cut the text in two, put quotes around the whole text.`
  if (expected === 'string' && (typeof value === 'number' || typeof value === 'boolean'))
    return `${where} is read as a ${typeof value}, not as text. Put quotes around it: "${String(value)}". Leading zeros and + are lost otherwise.`
  if (expected === 'string' && typeof value === 'object')
    return `${where} must be text. If it begins with \`{\` or \`[\`, put quotes around it.`
  if (expected === 'array') return `${where} must be a list: a new line with \`- \` before each entry.`
  if (expected === 'boolean') return `${where} must be \`true\` or \`false\`.`
  if (expected === 'number') return `${where} must be a number without quotes.`
  return `${where} must have lines of \`key: value\` under it, each with two more spaces of indent.`
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
