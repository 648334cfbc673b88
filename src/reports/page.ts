import { createHash } from 'node:crypto'
import type { Report, Row, Table } from './report.ts'

/** Black on white, for paper; on a phone the tables move sideways, not the page. */
const style = `
:root { color-scheme: light; }
body { margin: 0 auto; padding: 1rem; max-inline-size: 62rem; background: #fff; color: #000;
  font: 1rem/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
h1 { margin: 0 0 .5rem; font-size: 1.5rem; }
p { margin: .25rem 0; }
.table { margin-block: 1.75rem; overflow-x: auto; }
table { inline-size: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
caption { padding-block-end: .35rem; font-size: 1.125rem; font-weight: 600; text-align: start; }
th, td { padding: .25rem .5rem; border-block-end: 1px solid #bbb; text-align: start; vertical-align: top; }
thead th { border-block-end: 2px solid #000; }
.number { text-align: end; white-space: nowrap; }
.part th, .part td { color: #444; }
.part th { padding-inline-start: 1.5rem; font-weight: 400; }
tbody th { font-weight: 600; }
.total th, .total td { border-block: 2px solid #000; font-weight: 600; }
.note { font-size: .875rem; }
@media screen and (max-width: 48rem) { th, td { white-space: nowrap; } }
@page { size: landscape; margin: 12mm; }
@media print {
  body { padding: 0; max-inline-size: none; font-size: 9pt; }
  .table { overflow: visible; }
  caption { break-after: avoid; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
  .note { break-before: avoid; }
}
`

/** For a content policy that lets this style in and nothing else. */
export const styleHash = `sha256-${createHash('sha256').update(style).digest('base64')}`

/** One page for printing: no script, nothing from elsewhere. */
export function pageOf({ title, language, about, empty, tables, notes }: Report): string {
  const lines = [...about, ...(empty ? [empty] : [])].map((line) => `<p>${safe(line)}</p>`)
  const below = notes.map((note) => `<p class="note">${safe(note)}</p>`)
  return [
    `<!doctype html>`,
    `<html lang="${safe(language)}">`,
    `<meta charset="utf-8">`,
    `<meta name="viewport" content="width=device-width, initial-scale=1">`,
    `<meta name="referrer" content="no-referrer">`,
    `<title>${safe(title)}</title>`,
    `<style>${style}</style>`,
    `<body>`,
    `<main>`,
    `<h1>${safe(title)}</h1>`,
    ...lines,
    ...tables.map(tableOf),
    ...below,
    `</main>`,
    ``,
  ].join('\n')
}

function tableOf({ caption, columns, rows, notes }: Table): string {
  const kind = (i: number): string => (columns[i]?.number ? ' class="number"' : '')
  const head = columns.map(({ name }, i) => `<th scope="col"${kind(i)}>${safe(name)}</th>`)
  const line = ({ kind: of, cells }: Row): string => {
    const [name = '', ...rest] = cells
    const tds = rest.map((cell, i) => `<td${kind(i + 1)}>${safe(cell)}</td>`)
    return `<tr class="${of}"><th scope="row">${safe(name)}</th>${tds.join('')}</tr>`
  }
  return [
    `<div class="table"><table>`,
    `<caption>${safe(caption)}</caption>`,
    `<thead><tr>${head.join('')}</tr></thead>`,
    `<tbody>`,
    ...rows.map(line),
    `</tbody></table>`,
    ...notes.map((note) => `<p class="note">${safe(note)}</p>`),
    `</div>`,
  ].join('\n')
}

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const safe = (text: string | number): string => String(text).replace(/[&<>"']/g, (sign) => signs[sign] ?? sign)
