import type { Row } from './corpus.ts'

/** Shorter texts stand in many sentences by chance, and prove nothing. */
const longEnough = 6

/** The rows without those that hold a text of `dev`: nothing may be measured on what was learned. */
export function withoutOverlap(rows: readonly Row[], dev: readonly Row[]): Row[] {
  const byLanguage = Map.groupBy(rows, (row) => row.lang)
  const taken = new Set<Row>()
  for (const [lang, tests] of Map.groupBy(dev, (row) => row.lang)) {
    const own = byLanguage.get(lang) ?? []
    const all = own.map((row) => row.text).join('\n')
    for (const { text } of tests) {
      if (text.split(' ').length < longEnough || !all.includes(text)) continue
      for (const row of own) if (row.text.includes(text)) taken.add(row)
    }
  }
  return rows.filter((row) => !taken.has(row))
}
