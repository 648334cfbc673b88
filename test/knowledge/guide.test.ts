import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { printFault, showPlace } from '../../src/knowledge/fault.ts'
import { anEditor, shipped, workPermit } from './editing.ts'

const root = join(shipped, '..')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const topic = read('docs/for-editors-topic.yaml')
const place = 'topics/living/library-card.yaml'

describe('the topic to copy', () => {
  it('passes the checker without a warning, as a draft and live', () => {
    for (const text of [topic, topic.replace('status: draft', 'status: live')]) {
      const result = anEditor(shipped).write(place, text).load()
      expect(result.ok ? [] : result.faults).toEqual([])
      expect(result.warnings).toEqual([])
    }
  })

  it('shows its dates as they are written, also the one that is only a remark', () => {
    const editor = anEditor(shipped).write(place, topic.replace('# expires:', 'expires:'))
    expect(editor.faults()).toEqual([])
  })

  it('in knowledge/README.md passes, too', () => {
    const short = /```yaml\n(id: library-card\n[\s\S]*?)```/.exec(read('knowledge/README.md'))?.[1] ?? ''
    expect(short).toContain('id: library-card')
    expect(anEditor(shipped).write(place, short).faults()).toEqual([])
  })
})

const slipped = anEditor(shipped).replace(workPermit, 'en: Right to work', 'en: Your right: to work').load()
const [fault] = slipped.ok ? [] : slipped.faults

describe.each([
  ['en', 'docs/for-editors.md'],
  ['lv', 'docs/for-editors.lv.md'],
  ['ru', 'docs/for-editors.ru.md'],
] as const)('the guide in %s', (tag, file) => {
  const guide = read(file)

  it('quotes the checker in its own words', () => {
    const words = Object.values<string>(JSON.parse(read(`locales/${tag}/check.json`)))
    const quoted = [...guide.matchAll(/^\| "(.+?)" \|/gm)].map(([, words]) => words ?? '')
    expect(quoted.length).toBe(10)
    for (const quote of quoted)
      expect(words.filter((sentence) => sentence.includes(quote)).length, quote).toBeGreaterThan(0)
  })

  it('shows a fault as the checker shows it', () => {
    if (!fault) throw new Error('no fault')
    expect(guide).toContain([printFault(fault, tag), ...showPlace(fault)].join('\n'))
  })

  it('names files, links and values that are there', () => {
    for (const [, name = ''] of guide.matchAll(/`([a-z-]+\.yaml)`/g)) {
      const isThere = name === 'gold.yaml' || read(`knowledge/${name}`).length > 0
      expect(isThere, name).toBe(true)
    }
    const placeholders = [...guide.matchAll(/\{\{(\w+)\.([a-z-]+)/g)].map(([, kind, id]) => `${kind} ${id}`)
    expect(new Set(placeholders)).toEqual(new Set(['value minimum-wage', 'contact pmlp', 'link employers']))
    for (const placeholder of placeholders) {
      const [kind = '', id] = placeholder.split(' ')
      expect(read(`knowledge/${kind}s.yaml`), placeholder).toMatch(new RegExp(`^${id}:`, 'm'))
    }
  })
})
