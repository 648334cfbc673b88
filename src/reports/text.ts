import type { Report, Row, Table } from './report.ts'

/** For reading in a terminal: columns side by side, parts set in, the total below a line. */
export function textOf({ title, about, empty, tables, notes }: Report): string {
  const parts = [[title, ...about].join('\n'), ...(empty ? [empty] : []), ...tables.map(tableOf)]
  return `${[...parts, ...(notes.length > 0 ? [notes.join('\n')] : [])].join('\n\n')}\n`
}

function tableOf({ caption, columns, rows, notes }: Table): string {
  const head = columns.map(({ name }) => name)
  const lines = rows.map(({ kind, cells }) => cells.map((cell, i) => (kind === 'part' && i === 0 ? `  ${cell}` : cell)))
  const shown = [head, ...lines].map((line) => line.map((cell) => plain(String(cell))))
  const widths = columns.map((_, i) => Math.max(...shown.map((line) => lettersOf(line[i] ?? ''))))
  const drawn = shown.map((line) =>
    line
      .map((cell, i) => {
        const space = ' '.repeat((widths[i] ?? 0) - lettersOf(cell))
        return columns[i]?.number ? space + cell : cell + space
      })
      .join('  ')
      .trimEnd(),
  )
  const rule = '-'.repeat(Math.max(...drawn.map(lettersOf)))
  const [first = '', ...rest] = drawn
  const body = rest.flatMap((line, i) => (isTotal(rows[i]) ? [rule, line] : [line]))
  return [caption, rule, first, rule, ...body, ...notes].join('\n')
}

const isTotal = (row: Row | undefined): boolean => row?.kind === 'total'
const lettersOf = (text: string): number => [...text].length
/** A name must not move the cursor. */
const plain = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ')
