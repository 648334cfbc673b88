import { type Json, record } from '../../core/door.ts'

/** More links than anybody puts into one message. */
const most = 20
/** Of a longer address the host is what tells where it leads. */
const longest = 200

/**
 * Text with the addresses that hide behind its words: "click here" becomes "click here (https://…)". Whoever reads it in
 * the console must see where a link leads, above all when its words pretend another address: so it stands after the
 * words, never in their place, in the ASCII form in which letters that only look alike, and signs that turn the
 * direction of writing, can be told apart.
 */
export function withLinks(text: string, entities: unknown): string {
  if (!Array.isArray(entities)) return text
  const links = entities.slice(0, 200).flatMap(linkIn).slice(0, most)
  // From the end, so that the places of those before stay right.
  links.sort((a, b) => b.end - a.end)
  let shown = text
  for (const { start, end, address } of links) {
    if (end > text.length || text.slice(start, end).trim() === address) continue
    shown = `${shown.slice(0, end)} (${address})${shown.slice(end)}`
  }
  return shown
}

interface Link {
  readonly start: number
  readonly end: number
  readonly address: string
}

/** Offsets count UTF-16 units, as our strings do. */
function linkIn(entity: unknown): readonly Link[] {
  const { type, offset, length, url }: Json = record(entity) ?? {}
  if (type !== 'text_link' || typeof url !== 'string' || !isPlace(offset) || !isPlace(length)) return []
  const address = asciiOf(url)
  return address === null ? [] : [{ start: offset, end: offset + length, address }]
}

const isPlace = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0

function asciiOf(url: string): string | null {
  const parsed = url.length <= 4096 ? URL.parse(url) : null
  if (!parsed || !['http:', 'https:', 'tg:', 'mailto:', 'tel:'].includes(parsed.protocol)) return null
  // A name and password before the host are the oldest trick to make an address look like another.
  parsed.username = ''
  parsed.password = ''
  const { href, host, protocol } = parsed
  if (href.length <= longest) return href
  return host === '' ? `${href.slice(0, longest)}…` : `${protocol}//${host}/…`
}
