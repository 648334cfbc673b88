import type { Document, LineCounter, Node } from 'yaml'
import { isCollection, isMap, isScalar, isSeq } from 'yaml'
import type { Fault } from './fault.ts'
import type { Message } from './words.ts'

/** One YAML file that could be parsed: its text, its nodes with their places, and its values. */
export interface Page {
  readonly file: string
  readonly text: string
  readonly lines: LineCounter
  readonly doc: Document.Parsed
  readonly data: unknown
}

export type Path = readonly PropertyKey[]

/** A fault at a character of the file. */
export function faultAtOffset(page: Omit<Page, 'data' | 'doc'>, offset: number, message: Message): Fault {
  const { line, col } = page.lines.linePos(offset)
  const source = page.text.slice(page.lines.lineStarts[line - 1] ?? 0).split(/\r?\n/, 1)[0] ?? ''
  return { file: page.file, line: Math.max(line, 1), column: Math.max(col, 1), message, source }
}

/**
 * A fault at a value, found by its path. What is missing is reported where it should stand: at its parent.
 * With `inside`, the place is where these letters first occur in the value.
 */
export function faultAt(page: Page, path: Path, message: Message, inside?: string): Fault {
  const { start, end } = locate(page.doc, path)
  const found = inside === undefined ? -1 : page.text.slice(start, end).indexOf(inside)
  return faultAtOffset(page, found < 0 ? start : start + found, message)
}

/** `answer.ru`, `questions.lv[3]`: counted from 1, as people count. */
export function spell(path: Path): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${part + 1}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '')
}

/** Calls back for every text, key and empty place of the file, with the path to it. */
export function eachScalar(
  page: Page,
  visit: (scalar: { value: unknown; node: Node; path: Path; isKey: boolean }) => void,
): void {
  const walk = (node: unknown, path: Path): void => {
    if (isScalar(node)) visit({ value: node.value, node, path, isKey: false })
    if (isSeq(node)) {
      node.items.forEach((item, index) => {
        walk(item, [...path, index])
      })
    }
    if (isMap(node)) {
      for (const pair of node.items) {
        if (!isScalar(pair.key)) continue
        const inner = [...path, String(pair.key.value)]
        visit({ value: pair.key.value, node: pair.key, path: inner, isKey: true })
        walk(pair.value, inner)
      }
    }
  }
  walk(page.doc.contents, [])
}

function locate(doc: Document.Parsed, path: Path): { start: number; end: number } {
  let node: unknown = doc.contents
  let start = rangeOf(node)?.[0] ?? 0
  for (const part of path) {
    if (!isCollection(node)) break
    const pair = isMap(node)
      ? node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(part))
      : undefined
    const next: unknown = pair ? pair.value : isSeq(node) ? node.items[Number(part)] : undefined
    const place = rangeOf(pair?.key) ?? rangeOf(next)
    if (!place) break
    start = place[0]
    node = next
  }
  return { start, end: rangeOf(node)?.[2] ?? start }
}

function rangeOf(node: unknown): readonly [number, number, number] | undefined {
  return isScalar(node) || isCollection(node) ? (node.range ?? undefined) : undefined
}
