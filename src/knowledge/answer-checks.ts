import { withoutPlaceholders } from './placeholders.ts'
import { sentencesOf } from './readability.ts'
import { type Message, say } from './words.ts'

const maxCharacters = 700
const maxLines = 8
const maxWords = 20

const currency = '(?:€|EUR\\b|euro\\b|eiro\\b|евро)'
const sum = new RegExp(`${currency} ?\\d|\\d ?${currency}`, 'iu')
const web = /(?:https?:\/\/|www\.)\S|\w@\w|[a-z0-9]\.(?:lv|com|org|eu|net|gov|info)\b/iu
const phone = /\+?\d(?:[ -]?\d){6,}/u
const day = /\b\d{4}-\d\d-\d\d\b/gu

export interface TextProblem {
  readonly message: Message
  /** Letters of the text at which to point. */
  readonly inside?: string
  readonly isWarning: boolean
}

/** What is written into the text although it changes elsewhere: numbers to dial, sums, addresses, HTML. */
export function bareFacts(written: string): TextProblem[] {
  const text = withoutPlaceholders(written).replace(day, '')
  const found = (pattern: RegExp, key: string): TextProblem[] => {
    const match = wholeWords(text, pattern.exec(text))
    return match ? [{ message: say(key, { found: match }), inside: match, isWarning: false }] : []
  }
  return [
    ...found(web, 'bare.web'),
    ...found(phone, 'bare.phone'),
    ...found(sum, 'bare.sum'),
    ...found(/<\/?[a-z]/iu, 'bare.html'),
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
export function lengthProblems(where: string, shown: string): TextProblem[] {
  const problems: TextProblem[] = []
  const lines = shown.split('\n').length
  if (shown.length > maxCharacters) {
    const message = say('length.characters', { where, count: shown.length, most: maxCharacters })
    problems.push({ message, isWarning: false })
  }
  if (lines > maxLines)
    problems.push({ message: say('length.lines', { where, count: lines, most: maxLines }), isWarning: false })
  for (const { words, start } of sentencesOf(shown)) {
    if (words <= maxWords) continue
    const message = say('length.sentence', { where, count: words, start, most: maxWords })
    problems.push({ message, isWarning: true })
  }
  return problems
}
