import { caseNumber } from '../core/case-number.ts'
import type { CaseView } from '../core/case-view.ts'
import type { AlertWhy } from '../core/effects.ts'
import type { Knowledge } from '../core/knowledge.ts'
import type { Locales } from './locales.ts'
import { languageName } from './params.ts'

/** Which language a member's console speaks is known to their browser alone: everybody is called in these two. */
const spoken = ['lv', 'en'] as const

export interface CallWords {
  /** Why somebody is called, about which case; with a link to it where our address is known. */
  call(why: AlertWhy, c: CaseView): string
  readonly connected: string
  /** Where the first fault is: `knowledge/topics/work/work-permit.yaml:12`. */
  editRefused(place: string): string
  readonly codeOver: string
}

/** What members read on their telephones: of the talk itself not a word, for a lock screen shows it to everybody. */
export function createCallWords({ i18n }: Locales, knowledge: () => Knowledge, publicUrl: string | null): CallWords {
  const inAll = (line: (tag: string) => string): string => spoken.map(line).join('\n')
  const plain = (key: string): string => inAll((tag) => i18n.t(key, { lng: tag }))
  return {
    call(why, c) {
      const language = (why === 'interpret' || why === 'no-interpreter' ? c.interpreterLanguage : null) ?? c.language
      const lines = inAll((tag) => {
        const named = language ? languageName(language, tag, knowledge()) : i18n.t('page.no-language', { lng: tag })
        return i18n.t(`page.${why}`, { lng: tag, number: caseNumber(c.id), language: named })
      })
      // Our own ids would tell an interpreter which cases are of the same person: theirs is the list of who asks.
      const place = why === 'interpret' ? 'interpreting' : `case/${encodeURIComponent(c.id)}`
      return publicUrl ? `${lines}\n${publicUrl}/console#/${place}` : lines
    },
    editRefused: (place) => inAll((tag) => i18n.t('page.edit-refused', { lng: tag, place })),
    connected: plain('page.connected'),
    codeOver: plain('page.code-over'),
  }
}
