import type { LanguageTag } from '../../../core/language.ts'
import { sharesOf } from '../score.ts'
import type { Table } from '../table.ts'
import { runsOf } from '../words.ts'
import type { Row } from './corpus.ts'

/** How often the letters alone name the right language, in percent. */
export interface Measured {
  readonly bucket: string
  readonly texts: number
  /** The mean over languages, so that none counts more because it has more texts. */
  readonly macro: number
  readonly byLanguage: ReadonlyMap<LanguageTag, number>
}

/** Nobody tells Dari and Farsi apart by three words: here they are one. */
const oneOf = (tag: LanguageTag): LanguageTag => (tag === 'prs' ? 'fa' : tag)

/** The accuracy of a table on held-out rows, one result a bucket. */
export function measure(table: Table, rows: readonly Row[]): Measured[] {
  return [...Map.groupBy(rows, (row) => row.bucket)].map(([bucket, texts]) => {
    const byLanguage = new Map<LanguageTag, number>()
    for (const [lang, own] of Map.groupBy(texts, (row) => row.lang)) {
      const right = own.filter((row) => best(table, row.text) === oneOf(lang)).length
      byLanguage.set(lang, (100 * right) / own.length)
    }
    const macro = [...byLanguage.values()].reduce((sum, share) => sum + share, 0) / byLanguage.size
    return { bucket, texts: texts.length, macro, byLanguage }
  })
}

function best(table: Table, text: string): LanguageTag | undefined {
  const joined = new Map<LanguageTag, number>()
  for (const [tag, p] of sharesOf(runsOf(text), table)) joined.set(oneOf(tag), (joined.get(oneOf(tag)) ?? 0) + p)
  return [...joined].sort((a, b) => b[1] - a[1])[0]?.[0]
}
