import { describe, expect, it } from 'vitest'
import { loadKnowledge } from '../../src/knowledge/load.ts'
import { anEditor, small } from './editing.ts'

const gold = (text: string) => anEditor().write('gold.yaml', text)

describe('gold.yaml, the questions by which understanding is judged', () => {
  it('may be missing', () => {
    expect(anEditor().write('gold.yaml', 'none: {}').remove('gold.yaml').faults()).toEqual([])
  })

  it('holds questions of topics, and questions that are none of ours', () => {
    const text =
      'topics:\n  work-permit: { lv: [Kur strādāt], ru: [Где работать], en: [jobs] }\nnone: { en: [pizza] }\n'
    expect(gold(text).faults()).toEqual([])
  })

  it('names topics that exist', () => {
    expect(gold('topics:\n  work-permits: { en: [jobs] }\n').faults()).toEqual([
      'knowledge/gold.yaml:2:3  `work-permits` is not in topics/. Did you mean `work-permit`?',
    ])
  })

  it('holds texts of at most 300 characters', () => {
    expect(gold(`none: { en: ["${'x '.repeat(160)}"] }\n`).faults()).toEqual([
      expect.stringContaining('knowledge/gold.yaml:1:14  `none.en[1]` is too long'),
    ])
  })

  it('is no part of what answers: the revision stays', () => {
    const revision = (dir: string) => {
      const loaded = loadKnowledge(dir)
      return loaded.ok ? loaded.knowledge.revision : loaded.faults
    }
    expect(revision(gold('none: { en: [pizza] }\n').dir)).toBe(revision(small))
  })
})
