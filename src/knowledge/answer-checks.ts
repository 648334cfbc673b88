import { withoutPlaceholders } from './placeholders.ts'

const maxCharacters = 700
const maxLines = 8
const maxWords = 20

const currency = '(?:€|EUR\\b|euro\\b|eiro\\b|евро)'
const sum = new RegExp(`${currency} ?\\d|\\d ?${currency}`, 'iu')
const web = /(?:https?:\/\/|www\.)\S|\w@\w|[a-z0-9]\.(?:lv|com|org|eu|net|gov|info)\b/iu
const phone = /\+?\d(?:[ -]?\d){6,}/u
const day = /\b\d{4}-\d\d-\d\d\b/gu

export interface TextProblem {
  readonly message: string
  /** Letters of the text at which to point. */
  readonly inside?: string
  readonly isWarning: boolean
}

/** What is written into the text although it changes elsewhere: numbers to dial, sums, addresses, HTML. */
export function bareFacts(written: string): TextProblem[] {
  const text = withoutPlaceholders(written).replace(day, '')
  const found = (pattern: RegExp, advice: string): TextProblem[] => {
    const match = wholeWords(text, pattern.exec(text))
    return match
      ? [{ message: `\`${match}\` stands in the text itself. ${advice}`, inside: match, isWarning: false }]
      : []
  }
  return [
    ...found(
      web,
      'Put the address into links.yaml or contacts.yaml and write `{{link.<id>}}` or `{{contact.<id>.email}}`.',
    ),
    ...found(phone, 'Put the number into contacts.yaml and write `{{contact.<id>.phone}}`.'),
    ...found(sum, 'Sums change: leave it out and say where to ask for the amount.'),
    ...found(/<\/?[a-z]/iu, 'HTML is not shown: remove it.'),
  ]
}

/** What was found with the words it begins and ends in. Short patterns cannot be made to run for ever. */
function wholeWords(text: string, match: RegExpExecArray | null): string | null {
  if (!match) return null
  const from = Math.max(text.lastIndexOf(' ', match.index), text.lastIndexOf('\n', match.index)) + 1
  const to = match.index + match[0].length
  const more = text.slice(to).search(/\s/u)
  return text.slice(from, more < 0 ? text.length : to + more).replace(/[.,;:!?]$/u, '')
}

/** How long the text is on the person's screen, links and numbers put in. */
export function lengthProblems(shown: string): TextProblem[] {
  const problems: TextProblem[] = []
  const lines = shown.split('\n').length
  if (shown.length > maxCharacters) {
    const message = `has ${shown.length} characters with its links and numbers; ${maxCharacters} fit into one message. Shorten it.`
    problems.push({ message, isWarning: false })
  }
  if (lines > maxLines)
    problems.push({
      message: `has ${lines} lines; at most ${maxLines} are read on a phone. Shorten it.`,
      isWarning: false,
    })
  for (const sentence of shown.split(/(?<=[.!?…])\s+|\n/u)) {
    const words = sentence.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word))
    if (words.length <= maxWords) continue
    const start = words.slice(0, 4).join(' ')
    const message = `has a sentence of ${words.length} words ("${start} …"). More than ${maxWords} are hard to read: make two of it.`
    problems.push({ message, isWarning: true })
  }
  return problems
}
