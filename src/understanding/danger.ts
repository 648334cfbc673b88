import type { Danger } from '../core/knowledge.ts'
import type { Wish } from '../core/understood.ts'
import { phraseList } from './phrases.ts'

export type Crisis = Extract<Wish, { kind: 'crisis' }>

/**
 * The editors' danger phrases, looked for before anything else. Clear ones before weak ones, whatever the category;
 * everyday idioms ("dying of laughter") are cut out first.
 */
export function dangerFinder(danger: Danger): (normalised: string) => { crisis: Crisis; phrase: string } | null {
  const traps = phraseList(danger.traps)
  const categories = [...danger.categories.values()].map((c) => ({
    id: c.id,
    A: phraseList(c.phrases.A),
    B: phraseList(c.phrases.B),
  }))
  return (normalised) => {
    const text = traps.without(normalised)
    for (const level of ['A', 'B'] as const) {
      for (const category of categories) {
        const phrase = category[level].begun(text)
        if (phrase === null) continue
        return { crisis: { kind: 'crisis', category: category.id, level, p: level === 'A' ? 0.9 : 0.6 }, phrase }
      }
    }
    return null
  }
}
