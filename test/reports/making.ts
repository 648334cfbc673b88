import type { LedgerRow } from '../../src/core/ledger.ts'
import { createNames } from '../../src/reports/names.ts'
import { type Report, reportOf } from '../../src/reports/report.ts'
import { loadLocales } from '../../src/texts/locales.ts'
import { reportWords } from '../../src/texts/report-words.ts'
import { anna } from '../contracts/records.ts'
import { ledgerRow } from '../store/builders.ts'
import { knowledge, localesDir } from '../texts/shipped.ts'

export const zone = 'Europe/Riga'
export const words = reportWords(loadLocales(localesDir, 'staff'))
/** A moment by the clock in Greenwich, as `2026-03-29T00:59`. */
export const at = (text: string): number => Date.parse(`${text}:00Z`)

/** A service of so many minutes that ended at the moment given. */
export const served = (ended: string, minutes: number, change: Partial<LedgerRow> = {}): LedgerRow =>
  ledgerRow({ startedAt: at(ended) - minutes * 60_000, endedAt: at(ended), ...change })

/** The report on these rows, with the words and the names that are shipped. */
export function made(rows: readonly LedgerRow[], language = 'en', staffName = anna.displayName): Report {
  const say = (key: string, params = {}) => words.say(language, key, params)
  const staff = [{ ...anna, displayName: staffName }]
  const names = createNames({ language, say, knowledge, languageName: words.languageName, staff })
  const period = { from: '2026-03-01', to: '2026-03-31' }
  return reportOf(rows, { period, language, zone, now: at('2026-04-02T06:05'), say, names })
}

/** One table, without its head. */
export const tableIn = (report: Report, id: string) => report.tables.find((table) => table.id === id)
export const cellsIn = (report: Report, id: string) => tableIn(report, id)?.rows.map((row) => row.cells) ?? []
