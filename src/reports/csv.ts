import type { Report } from './report.ts'

type Cell = string | number

/** Told to spreadsheet programs by the first three bytes: without them Excel reads "ē" as two letters. */
const utf8 = '\uFEFF'

/**
 * RFC 4180. One table below the other, as on paper, with an empty line between; all lines have as many cells as the
 * widest, because readers take the number of columns from the first.
 */
export function csvOf({ title, about, empty, tables, notes }: Report): string {
  const lines: (readonly Cell[])[] = [[title], ...about.map((line) => [line])]
  if (empty) lines.push([empty])
  for (const { caption, columns, rows, notes: below } of tables) {
    lines.push(
      [],
      [caption],
      columns.map(({ name }) => name),
      ...rows.map(({ cells }) => cells),
    )
    lines.push(...below.map((note) => [note]))
  }
  if (notes.length > 0) lines.push([], ...notes.map((note) => [note]))
  const width = Math.max(...lines.map((line) => line.length))
  return utf8 + lines.map((line) => `${padded(line, width).map(field).join(',')}\r\n`).join('')
}

const padded = (line: readonly Cell[], width: number): readonly Cell[] => [
  ...line,
  ...Array.from({ length: width - line.length }, () => ''),
]

/** A name may be anything: what a spreadsheet would take for a formula, wide letters included, becomes text by the sign before it. */
function field(cell: Cell): string {
  if (typeof cell === 'number') return String(cell)
  const text = /^(?:[\t\r\n]|\s*[=+\-@＝＋－＠])/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
