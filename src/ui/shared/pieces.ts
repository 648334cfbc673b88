/** A line of text, cut into what a page may make of it. Only ever text nodes and links: never markup. */
export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'phone'; readonly text: string; readonly href: string }
  | { readonly kind: 'link'; readonly text: string; readonly href: string }
  /** A sign that turns the order of letters round: shown, not obeyed. */
  | { readonly kind: 'turn'; readonly code: string }

// Isolates hugging a number are the bot's own care for right-to-left text; on a page <bdi> takes their place.
const phone = String.raw`[\u2066-\u2069\u200e\u200f]{0,4}\+\d(?:[ \u00a0()-]{0,2}\d){6,14}[\u2066-\u2069\u200e\u200f]{0,4}`
const emergency = String.raw`(?<![\p{L}\d.,/+-])112(?![\p{L}\d/-]|[.,]\d|\s{0,3}(?:€|eur))`
const link = String.raw`https:\/\/[^\s<>"'\u2066-\u2069\u202a-\u202e]+`
const turn = String.raw`[\u202a-\u202e\u2066-\u2069]`
const isolates = /[\u2066-\u2069\u200e\u200f]/g

/** Numbers to call, links to follow and the text between. 112 counts only where our own side wrote it. */
export function pieces(line: string, ours: boolean): readonly Piece[] {
  const found = new RegExp([phone, link, ours ? emergency : turn].join('|'), 'giu')
  const out: Piece[] = []
  let from = 0
  for (const match of line.matchAll(found)) {
    const piece = pieceOf(match[0])
    if (match.index > from) out.push({ kind: 'text', text: line.slice(from, match.index) })
    out.push(piece)
    from = match.index + ('taken' in piece ? piece.taken : match[0].length)
  }
  if (from < line.length) out.push({ kind: 'text', text: line.slice(from) })
  return out
}

function pieceOf(match: string): Piece & { readonly taken?: number } {
  if (match.startsWith('http') || match.startsWith('HTTP')) {
    const href = withoutEnd(match)
    return { kind: 'link', text: href, href, taken: href.length }
  }
  const bare = match.replace(isolates, '')
  if (/\d/.test(bare)) return { kind: 'phone', text: bare, href: `tel:${bare.replace(/[^+\d]/g, '')}` }
  return { kind: 'turn', code: `U+${(match.codePointAt(0) ?? 0).toString(16).toUpperCase()}` }
}

const ends = /[.,;:!?…،؛؟。！？]$/

/** A full stop or a closing bracket after an address belongs to the sentence. */
function withoutEnd(address: string): string {
  let end = address
  while (ends.test(end)) end = end.slice(0, -1)
  while (end.endsWith(')') && end.split('(').length < end.split(')').length) end = end.slice(0, -1)
  return end
}
