const letterOrMark = /[\p{L}\p{M}]+/gu
const latin = /\p{Script=Latin}/u
const cyrillic = /\p{Script=Cyrillic}/u

/** Case, diacritics and punctuation taken away: what is left equal, a person would call the same question. */
export function fold(text: string): string {
  return (
    text
      .normalize('NFKD')
      .toLowerCase()
      // Only Latin and Cyrillic: in Indic scripts the marks are vowels, without them words change.
      .replace(/([\p{Script=Latin}\p{Script=Cyrillic}])\p{M}+/gu, '$1')
      .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
      .trim()
  )
}

/** The first word that mixes Latin and Cyrillic letters, with the letter that does not belong. */
export function mixedWord(text: string): { word: string; letter: string; script: 'Cyrillic' | 'Latin' } | undefined {
  for (const word of text.match(letterOrMark) ?? []) {
    if (!latin.test(word) || !cyrillic.test(word)) continue
    const letters = [...word]
    const strangers = letters.filter((letter) => cyrillic.test(letter))
    const inLatinWord = strangers.length * 2 <= letters.length
    const letter = inLatinWord ? strangers[0] : letters.find((candidate) => latin.test(candidate))
    return { word, letter: letter ?? '', script: inLatinWord ? 'Cyrillic' : 'Latin' }
  }
  return undefined
}

export const hasCyrillic = (text: string): boolean => cyrillic.test(text)
export const hasLatvianLetter = (text: string): boolean => /[āčēģīķļņšūž]/iu.test(text)

/** The known name nearest to what was typed, if it is near enough to be a slip. */
export function nearest(typed: string, known: Iterable<string>): string | undefined {
  let best: { name: string; distance: number } | undefined
  for (const name of known) {
    const distance = editDistance(typed.toLowerCase(), name.toLowerCase())
    if (distance <= Math.max(1, Math.floor(name.length / 3)) && distance < (best?.distance ?? Number.POSITIVE_INFINITY))
      best = { name, distance }
  }
  return best?.name
}

function editDistance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 20) return Number.POSITIVE_INFINITY
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
