/**
 * A long text in pieces of at most `max` UTF-16 units. Cut at a line end or a space where one is near, else between two graphemes:
 * a family emoji or a letter with its vowel sign is never torn.
 */
export function split(text: string, max: number): string[] {
  if (text.length <= max) return [text]
  const pieces: string[] = []
  let rest = text
  while (rest.length > max) {
    const end = breakBefore(rest, max)
    pieces.push(rest.slice(0, end).trimEnd())
    rest = rest.slice(end).trimStart()
  }
  if (rest) pieces.push(rest)
  // An all-blank piece is refused by the platform, and says nothing.
  return pieces.filter((piece) => piece !== '')
}

/** The beginning of a text, at most `max` UTF-16 units with the sign that says more followed; never half a grapheme. */
export const cut = (text: string, max: number): string =>
  text.length <= max ? text : `${text.slice(0, wholeGraphemes(text, max - 1)).trimEnd()}…`

function breakBefore(text: string, max: number): number {
  const window = text.slice(0, max)
  for (const sign of ['\n', ' ']) {
    const at = window.lastIndexOf(sign)
    if (at > max / 2) return at + 1
  }
  return wholeGraphemes(text, max)
}

/** Where the last grapheme ends that fits. */
function wholeGraphemes(text: string, max: number): number {
  let end = 0
  // A little more than fits, so that the grapheme across the edge is seen whole.
  for (const { segment, index } of graphemes.segment(text.slice(0, max + 64))) {
    if (index + segment.length > max) break
    end = index + segment.length
  }
  // A single grapheme longer than a message (a thousand combining marks): torn between code points, at least.
  return end > 0 ? end : text.slice(0, max).isWellFormed() ? max : max - 1
}

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })
