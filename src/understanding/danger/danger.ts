import type { Danger } from '../../core/knowledge.ts'
import type { Wish } from '../../core/understood.ts'
import { phraseList } from '../text/phrases.ts'

export type Crisis = Extract<Wish, { kind: 'crisis' }>

/**
 * The editors' danger phrases, looked for before anything else. Clear ones before weak ones, whatever the category;
 * everyday idioms ("dying of laughter") are cut out first.
 */
export function dangerFinder(danger: Danger): (normalised: string) => { crisis: Crisis; phrase: string } | null {
  const traps = phraseList(danger.traps)
  const levels = [level(danger, 'A', 0.9), level(danger, 'B', 0.6)]
  return (normalised) => {
    const text = traps.without(normalised)
    for (const { kind, p, phrases, categoryOf } of levels) {
      const phrase = phrases.begun(text)
      if (phrase === null) continue
      return { crisis: { kind: 'crisis', category: categoryOf.get(phrase) ?? '', level: kind, p }, phrase }
    }
    return null
  }
}

/** All categories' phrases of a level in one list: one look at the text, not one per category. */
function level(danger: Danger, kind: 'A' | 'B', p: number) {
  const categoryOf = new Map<string, string>()
  for (const { id, phrases } of danger.categories.values()) {
    for (const phrase of phrases[kind]) if (!categoryOf.has(phrase)) categoryOf.set(phrase, id)
  }
  return { kind, p, phrases: phraseList([...categoryOf.keys()]), categoryOf }
}
