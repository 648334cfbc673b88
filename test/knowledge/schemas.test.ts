import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { schemas } from '../../src/knowledge/schemas.ts'
import { shipped } from './editing.ts'

const folder = join(shipped, '_schema')
const written = schemas()
const topic = JSON.parse(written.get('topic.json') ?? '')

describe('the JSON Schemas, with which an editor is helped while typing', () => {
  it('are those of the shapes that the checker uses; else: npm run check:knowledge -- --schemas', () => {
    expect(readdirSync(folder).sort()).toEqual([...written.keys()].sort())
    for (const [name, text] of written) expect(readFileSync(join(folder, name), 'utf8'), name).toBe(text)
  })

  it('explain every field in Latvian, then in English', () => {
    const bare: string[] = []
    const look = (node: unknown, path: string): void => {
      if (typeof node !== 'object' || node === null) return
      for (const [key, value] of Object.entries(node)) {
        if (key === 'properties')
          for (const [name, field] of Object.entries<{ description?: string }>(value))
            if (!/^[^\n]+\n\n[^\n]+$/.test(field.description ?? '')) bare.push(`${path}.${name}`)
        look(value, `${path}.${key}`)
      }
    }
    for (const [name, text] of written) look(JSON.parse(text), name)
    expect(bare).toEqual([])
    expect(topic.properties.button.description).toBe(
      'Tas pats uz pogas: ne vairāk par 24 zīmēm.\n\nThe same for a button: at most 24 characters.',
    )
  })

  it('list what may be written, refuse other keys, and know what must be there', () => {
    expect(topic.properties.status.enum).toEqual(['draft', 'live', 'paused'])
    expect(topic.additionalProperties).toBe(false)
    expect(topic.required).toContain('review_by')
    expect(topic.required).not.toContain('audience')
    expect(topic.properties.review_by.format).toBe('date')
    const menu = JSON.parse(written.get('menu.json') ?? '')
    expect(menu.properties.areas.items.properties.title.required).toEqual(['lv', 'ru', 'en'])
  })

  it('have no explanation that no field needs', () => {
    const text = [...written.values()].join('\n')
    for (const tag of ['lv', 'en']) {
      const fields: Record<string, string> = JSON.parse(
        readFileSync(join(shipped, '../locales', tag, 'fields.json'), 'utf8'),
      )
      const unused = Object.entries(fields).filter(
        ([name, words]) => name !== '$status' && !text.includes(JSON.stringify(words).slice(1, -1)),
      )
      expect(unused).toEqual([])
    }
  })
})
