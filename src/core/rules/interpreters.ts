import type { Conversation } from '../conversation.ts'
import type { Needed } from '../interpretation.ts'
import type { Colleague, Roster } from '../roster.ts'

/**
 * Who may interpret here: by language and variety (Dari is not Farsi), by the person's wish for a woman or a man, never
 * a barred one, and nobody who has the case themselves. A wish is kept strictly: the person may take it back, we may not.
 */
export function fitting(c: Conversation, needed: Needed, roster: Roster): readonly Colleague[] {
  const owner = c.handling.at === 'claimed' ? c.handling.by.id : null
  const { prefers, never } = c.interpreters
  return roster.colleagues.filter(
    (one) =>
      one.roles.includes('interpreter') &&
      one.ref.id !== owner &&
      !never.includes(one.ref.id) &&
      needed.language !== null &&
      one.languages.includes(needed.language) &&
      (needed.variety === null || one.varieties.some((variety) => same(variety, needed.variety ?? ''))) &&
      (prefers === null || one.gender === prefers),
  )
}

const same = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase()

/** The consultant needs nobody between: they speak it themselves. */
export const speaks = (roster: Roster, id: string, language: string): boolean =>
  roster.colleagues.some((one) => one.ref.id === id && one.languages.includes(language))
