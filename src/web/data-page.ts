/** What is kept of somebody, as they may see it. */
export interface Kept {
  readonly language: string
  readonly since: string
  readonly lines: readonly KeptLine[]
}

export interface KeptLine {
  readonly at: string
  readonly from: string
  readonly text: string
  /** The name of a file that hangs on it. */
  readonly file?: string
}

interface Page {
  readonly language: string
  readonly title: string
  /** Words on the button that shows what is kept. */
  readonly button?: string
  readonly kept?: Kept
}

/** Without scripts and styles: it reads well on any phone, prints, and nothing anybody wrote can run. */
export function dataPage({ language, title, button, kept }: Page): string {
  const body = [
    `<h1>${escaped(title)}</h1>`,
    ...(button ? [`<form method="post"><button>${escaped(button)}</button></form>`] : []),
    ...(kept
      ? [listOf(kept), `<details><summary>JSON</summary><pre>${escaped(JSON.stringify(kept, null, 1))}</pre></details>`]
      : []),
  ]
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title>`
  return `<!doctype html><html lang="${escaped(language)}" dir="auto"><head>${head}</head><body>${body.join('')}</body></html>`
}

const listOf = ({ since, lines }: Kept): string =>
  `<p>${escaped(since)}</p><ol>${lines.map((line) => `<li dir="auto">${lineOf(line)}</li>`).join('')}</ol>`

const lineOf = ({ at, from, text, file }: KeptLine): string =>
  `<small>${escaped(at)} · ${escaped(from)}</small><br>${escaped(file === undefined ? text : `${text} [${file}]`)}`

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => signs[sign] ?? sign)
