import type { Option } from './conversation.ts'

/**
 * The choice somebody meant by typing: its number, in any script's digits ("2", "۲", "२"), or the words on the button.
 */
export function meantOption(options: readonly Option[], text: string): Option | null {
  const typed = plain(text)
  if (typed === '' || typed.length > 64) return null
  const number = asNumber(typed)
  if (number !== null) return options[number - 1] ?? null
  // Folding only shortens: a question longer than every label is no label, and most questions are.
  return options.find(({ label }) => label.length >= typed.length && plain(label) === typed) ?? null
}

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    // Signs before the words (👤, ✅) are pictures for those who do not read: nobody types them.
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()

/** One or two decimal digits of any script: each script's ten stand together, zero first. */
function asNumber(text: string): number | null {
  if (!/^\p{Nd}{1,2}$/u.test(text)) return null
  let value = 0
  for (const sign of text) {
    const code = sign.codePointAt(0) ?? 0
    let digit = 0
    while (digit < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - digit - 1))) digit++
    value = value * 10 + digit
  }
  return value
}
