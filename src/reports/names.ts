import type { Knowledge } from '../core/knowledge.ts'
import type { LanguageTag, Localised } from '../core/language.ts'
import type { StaffMember } from '../core/staff.ts'
import type { Dimension } from './totals.ts'

/** A sentence by its key, in the language of the report; the key itself where there are no words. */
export type Say = (key: string, params?: Readonly<Record<string, string>>) => string

export interface NameParts {
  readonly language: LanguageTag
  readonly say: Say
  readonly knowledge: Knowledge
  readonly languageName: (language: LanguageTag, shownIn: LanguageTag, knowledge: Knowledge) => string
  readonly staff: readonly StaffMember[]
}

/** What the ids of the ledger are called; an id that nobody knows any more stands for itself. */
export interface Names {
  of(dimension: Dimension, key: string | null): string
  /** By the name that people see: a report goes out of the house. */
  staff(id: string | null): string
}

export function createNames({ language, say, knowledge, languageName, staff }: NameParts): Names {
  const own = (name: Localised | undefined): string | undefined => name?.[language] ?? name?.en
  const members = new Map(staff.map((member) => [member.id, member.displayName]))

  function known(dimension: Dimension, key: string): string | undefined {
    switch (dimension) {
      case 'language':
        return languageName(key, language, knowledge)
      case 'office':
        return own(knowledge.offices.find((office) => office.id === key)?.name)
      case 'desk':
        return own(knowledge.desks.get(key)?.name)
      case 'topic':
        return own(knowledge.topics.get(key)?.title ?? knowledge.menu.find((area) => area.id === key)?.title)
      case 'service': {
        const words = say(`service.${key}`)
        return words === `service.${key}` ? undefined : words
      }
      default:
        return undefined
    }
  }

  return {
    of: (dimension, key) => (key === null ? say(`report.no-${dimension}`) : (known(dimension, key) ?? key)),
    // Nobody who interpreted had no name yet: an empty one is an account that was made anew.
    staff: (id) => (id === null ? say('report.nobody') : members.get(id) || say('report.former')),
  }
}
