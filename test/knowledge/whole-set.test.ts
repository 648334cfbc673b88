import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { printFault } from '../../src/knowledge/fault.ts'
import { loadKnowledge } from '../../src/knowledge/load.ts'
import { revisionOf } from '../../src/knowledge/revision.ts'
import { anEditor, small, workPermit } from './editing.ts'

describe('the set is taken as a whole or not at all', () => {
  it('one broken file refuses the whole set', () => {
    const result = anEditor().replace(workPermit, 'status: live', 'status: life').load()
    expect(result.ok).toBe(false)
    expect(result).not.toHaveProperty('knowledge')
  })

  it('all faults of all files are listed at once, in reading order', () => {
    const faults = anEditor()
      .replace(workPermit, 'status: live', 'status: life')
      .replace('menu.yaml', 'id: work', 'id: Work')
      .replace('topics/health/emergency.yaml', 'en: Emergency numbers', 'en: Emergency: numbers')
      .replace('contacts.yaml', 'verified', 'note')
      .replace('desks.yaml', 'zone: Europe/Riga', 'zone: Europe/Ryga')
      .faults()
    const files = faults.map((fault) => fault.split(':')[0])
    expect(new Set(files)).toEqual(
      new Set(
        ['desks.yaml', 'menu.yaml', 'topics/health/emergency.yaml', workPermit].map((name) => `knowledge/${name}`),
      ),
    )
    expect(files).toEqual([...files].sort())
  })

  it('a topic with a fault of its own still counts as existing for those who point to it', () => {
    const faults = anEditor()
      .replace('topics/permits/residence-permit-first.yaml', 'status: live', 'status: life')
      .faults()
    expect(faults).toHaveLength(1)
  })

  it('a folder that does not exist is one clear fault', () => {
    const result = loadKnowledge(join(small, '../no-such-folder'))
    expect(result.ok ? [] : result.faults.map((fault) => printFault(fault))).toEqual([
      expect.stringMatching(/^no-such-folder:1:1 {2}This folder does not exist/),
    ])
  })

  it('a topic in the wrong place or with the wrong ending is not silently left out', () => {
    const editor = anEditor().write('topics/stray.yaml', 'id: stray').write('topics/work/other.yml', 'id: other')
    expect(editor.faults()).toEqual([
      expect.stringContaining('A topic lies in the folder of its area'),
      expect.stringContaining('The name must end in `.yaml`'),
    ])
  })
})

describe('the revision', () => {
  const revision = (result: ReturnType<typeof loadKnowledge>) => (result.ok ? result.knowledge.revision : undefined)

  it('is the same for the same files, wherever they lie', () => {
    expect(revision(anEditor().load())).toMatch(/^[0-9a-f]{12}$/)
    expect(revision(anEditor().load())).toBe(revision(loadKnowledge(small)))
  })

  it('changes with any change of any file, and does not depend on the day', () => {
    const before = revision(loadKnowledge(small))
    expect(revision(anEditor().replace('synonyms.yaml', '# Each line', '# Every line').load())).not.toBe(before)
    expect(revision(anEditor().load('2030-01-01'))).toBe(before)
  })

  it('changes with the name of a file, and not with the order in which files are read', () => {
    const bytes = new TextEncoder().encode('days: []')
    const [a, b] = [
      { name: 'a.yaml', bytes },
      { name: 'b.yaml', bytes },
    ]
    expect(revisionOf([a, b])).toBe(revisionOf([b, a]))
    expect(revisionOf([a])).not.toBe(revisionOf([b]))
  })
})
