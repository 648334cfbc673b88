import type { Time } from '../core/conversation.ts'
import type { Knowledge } from '../core/knowledge.ts'
import type { LanguageTag } from '../core/language.ts'
import { never } from '../core/never.ts'
import type { Records, Store } from '../core/ports.ts'
import { csvOf } from './csv.ts'
import { createNames, type NameParts } from './names.ts'
import { pageOf, styleHash } from './page.ts'
import { dayIn, type PeriodFault, periodOf, presetsOf, timesOf } from './period.ts'
import { type Report, reportOf } from './report.ts'
import { textOf } from './text.ts'

export const formats = ['table', 'csv', 'html', 'json'] as const
export type Format = (typeof formats)[number]

export interface ReportsParts {
  readonly store: Pick<Store, 'ledger'>
  readonly records: Pick<Records, 'staff'>
  readonly knowledge: () => Knowledge
  readonly now: () => Time
  /** Languages in which there are words for it. */
  readonly languages: readonly LanguageTag[]
  readonly say: (language: LanguageTag, key: string, params?: Readonly<Record<string, string>>) => string
  readonly languageName: NameParts['languageName']
}

/** Days as `2026-03-31`, the last one included; null = not said, see `periodOf`. */
export interface Wanted {
  readonly from: string | null
  readonly to: string | null
  /** One that has no words becomes Latvian. */
  readonly language: LanguageTag | null
  readonly format: Format
}

export type Made =
  /** `name`: what a file of it is called, without its ending. */
  | { readonly at: 'made'; readonly text: string; readonly name: string }
  | { readonly at: 'refused'; readonly why: PeriodFault }

export interface Reports {
  make(wanted: Wanted): Promise<Made>
  /** Of the style that the format `html` carries. */
  readonly styleHash: string
}

/** The funder's report: what was done in a period, from the ledger alone. */
export function createReports(parts: ReportsParts): Reports {
  const { store, records, languages, languageName } = parts
  return {
    styleHash,
    async make({ from, to, language: asked, format }) {
      const knowledge = parts.knowledge()
      const { zone } = knowledge.hours
      const now = parts.now()
      const today = dayIn(zone, now)
      const period = periodOf(from, to, today)
      if (typeof period === 'string') return { at: 'refused', why: period }
      const language = asked !== null && languages.includes(asked) ? asked : 'lv'
      const say: NameParts['say'] = (key, params) => parts.say(language, key, params)
      const [rows, staff] = await Promise.all([store.ledger(...timesOf(period, zone)), records.staff()])
      const names = createNames({ language, say, knowledge, languageName, staff })
      const report = reportOf(rows, { period, language, zone, now, say, names })
      const name = `services-${period.from}-${period.to}`
      return { at: 'made', text: drawn(report, format, today), name }
    },
  }
}

function drawn(report: Report, format: Format, today: string): string {
  switch (format) {
    case 'table':
      return textOf(report)
    case 'csv':
      return csvOf(report)
    case 'html':
      return pageOf(report)
    case 'json':
      return JSON.stringify({ ...report, presets: presetsOf(today) })
    default:
      return never(format)
  }
}
