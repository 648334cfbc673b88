import { appendFileSync, readFileSync } from 'node:fs'

/** What a drill has to tell: one row of the table that `npm run drills` ends with. */
export interface Row {
  readonly number: string
  readonly fault: string
  /** What was done, with how much of it. */
  readonly done: string
  /** What came of it: the figures that must be 0 first. */
  readonly counts: Readonly<Record<string, number | string>>
  /** In ms; null: nothing was waited for. */
  readonly longest: number | null
  /** Null: nothing was left to chance. */
  readonly seed: number | null
}

/** Where rows are collected, when somebody asks for the table. */
const file = process.env.DRILL_ROWS

export function report(row: Row): void {
  console.log(`drill ${cellsOf(row).join(' | ')}`)
  if (file) appendFileSync(file, `${JSON.stringify(row)}\n`)
}

const cellsOf = ({ number, fault, done, counts, longest, seed }: Row): readonly string[] => [
  number,
  fault,
  done,
  Object.entries(counts)
    .map(([what, count]) => `${count} ${what}`)
    .join(', '),
  longest === null ? '-' : `${Math.round(longest)} ms`,
  seed === null ? '-' : String(seed),
]

const heads = ['#', 'fault', 'done', 'counts', 'longest wait', 'seed']

/** Those that are to be there each time. */
const numbers = Array.from({ length: 30 }, (_, i) => String(i + 1)).filter((number) => !['22', '23'].includes(number))

/** Drills of which no row has come. */
export const missingIn = (path: string): readonly string[] =>
  numbers.filter((number) => !rowsOf(path).some((row) => row.number === number))

const rowsOf = (path: string): readonly Row[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((row): Row => JSON.parse(row))

/** The rows of a file, by their numbers. */
export function tableOf(path: string): string {
  const cells = rowsOf(path)
    .toSorted((a, b) => a.number.localeCompare(b.number, 'en', { numeric: true }))
    .map(cellsOf)
  const widths = heads.map((head, i) => Math.max(head.length, ...cells.map((row) => row[i]?.length ?? 0)))
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`
  return [line(heads), line(widths.map((width) => '-'.repeat(width))), ...cells.map(line)].join('\n')
}
