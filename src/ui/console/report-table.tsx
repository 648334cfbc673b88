import type { Table } from './report-wire.ts'

/** One table of the report. Wider than a phone it moves sideways by itself, with the keys as well. */
export function ReportTable({ id, caption, columns, rows, notes }: Table) {
  const kind = (i: number) => (columns[i]?.number ? 'number' : undefined)
  return (
    <section
      class="report"
      aria-labelledby={`report-${id}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      data-testid={`table-${id}`}
    >
      <table>
        <caption id={`report-${id}`}>{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ name }, i) => (
              <th key={i} scope="col" class={kind(i)}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={at} class={row.kind}>
              {row.cells.map((cell, i) =>
                i === 0 ? (
                  <th key={i} scope="row">
                    {cell}
                  </th>
                ) : (
                  <td key={i} class={kind(i)}>
                    {cell}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {notes.map((note) => (
        <p key={note} class="small quiet">
          {note}
        </p>
      ))}
    </section>
  )
}
