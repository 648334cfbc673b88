import { type CheckerLanguage, checkerLanguages, inWords, type Message } from './words.ts'

/** Something in the files that an editor has to look at. Lines and columns count from 1. */
export interface Fault {
  /** Begins with the folder's own name, so that it reads the same on every machine: `knowledge/menu.yaml`. */
  readonly file: string
  readonly line: number
  readonly column: number
  readonly message: Message
  /** The line itself; absent: the fault is the file's, not a line's. */
  readonly source?: string
}

/** One fault, one line. */
export function printFault(fault: Fault, language: CheckerLanguage = 'en'): string {
  return `${fault.file}:${fault.line}:${fault.column}  ${inWords(fault.message, language)}`
}

/** The same as plain data, for a page that chooses its language. */
export function told({ file, line, column, message }: Fault) {
  const words = Object.fromEntries(checkerLanguages.map((tag) => [tag, inWords(message, tag)]))
  return { file, line, column, message: words }
}

const widest = 100

/** The line of the file with a caret under the place, so that nobody has to count columns. */
export function showPlace({ line, column, source }: Fault): string[] {
  if (source === undefined || source.trim() === '') return []
  // A long line is cut around the place; a tab is one column wide, as editors count.
  const from = column > widest - 20 ? column - Math.floor(widest / 2) : 0
  const text = source.slice(from, from + widest).replaceAll('\t', ' ')
  const before = `${from > 0 ? '…' : ''}`
  const head = `  ${line} | ${before}`
  const caret = `${' '.repeat(`  ${line} `.length)}| ${' '.repeat(before.length + Math.max(column - 1 - from, 0))}^`
  return [`${head}${text}${from + widest < source.length ? '…' : ''}`, caret]
}

/** Sorted as an editor works: file by file, from top to bottom. */
export function inReadingOrder(faults: readonly Fault[]): Fault[] {
  const compare = (a: Fault, b: Fault) =>
    a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line || a.column - b.column
  return [...faults].sort(compare)
}
