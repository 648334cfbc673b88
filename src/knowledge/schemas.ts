import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { record } from '../core/door.ts'
import { setShapes } from './set-shapes.ts'
import { topicShape } from './topic-shape.ts'

/** The languages in which an editor's program explains a field when the mouse stands on it. */
const explainedIn = ['lv', 'en'] as const

/** JSON Schemas by file name, written from the shapes the checker itself uses: hints and lists while typing. */
export function schemas(): Map<string, string> {
  const fields = explainedIn.map(fieldsIn)
  const all: [name: string, shape: z.ZodType][] = [
    ['topic', topicShape],
    ...Object.entries(setShapes).map(([file, shape]): [string, z.ZodType] => [file.replace('.yaml', ''), shape]),
  ]
  return new Map(
    all.map(([name, shape]) => {
      const schema: unknown = z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' })
      return [`${name}.json`, `${JSON.stringify(explained(schema, [name], fields), null, 2)}\n`]
    }),
  )
}

type Fields = Readonly<Record<string, string>>

function explained(schema: unknown, path: readonly string[], fields: readonly Fields[]): unknown {
  if (Array.isArray(schema)) return schema.map((one) => explained(one, path, fields))
  const node = record(schema)
  if (!node) return schema
  const inner = Object.entries(node).map(([key, value]): [string, unknown] => {
    if (key !== 'properties') return [key, explained(value, path, fields)]
    const properties = Object.entries(record(value) ?? {}).map(([name, property]): [string, unknown] => {
      const field = [...path, name]
      const description = fields.map((words) => nameOf(field, words)).join('\n\n')
      return [name, { description, ...record(explained(property, field, fields)) }]
    })
    return [key, Object.fromEntries(properties)]
  })
  return Object.fromEntries(inner)
}

/** By its whole path, or by as much of its end as is written down: `seen` is the same everywhere. */
function nameOf(path: readonly string[], words: Fields): string {
  for (let from = 0; from < path.length; from++) {
    const found = words[path.slice(from).join('.')]
    if (found !== undefined) return found
  }
  throw new Error(`locales/*/fields.json does not explain \`${path.join('.')}\`.`)
}

function fieldsIn(language: string): Fields {
  return JSON.parse(readFileSync(join(import.meta.dirname, '../../locales', language, 'fields.json'), 'utf8'))
}
