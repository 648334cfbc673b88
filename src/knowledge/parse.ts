import type { YAMLError } from 'yaml'
import { isAlias, isCollection, isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml'
import { explainParserFault } from './explain.ts'
import type { Fault } from './fault.ts'
import { faultAtOffset, type Page } from './page.ts'
import { type Message, say } from './words.ts'

const maxBytes = 1024 * 1024
const maxDepth = 20
const maxFaults = 20

export interface ParsedPage {
  /** Absent: there are faults. */
  readonly page?: Page
  readonly faults: readonly Fault[]
  readonly warnings: readonly Fault[]
}

/** Reads one file's bytes. Whatever they hold, the result is a page or at least one fault, never a throw. */
export function parsePage(file: string, bytes: Uint8Array): ParsedPage {
  const refuse = (message: Message) => ({ faults: [{ file, line: 1, column: 1, message }], warnings: [] })
  if (bytes.byteLength > maxBytes) return refuse(say('parse.big'))
  const raw = decode(bytes)
  if (raw === undefined) return refuse(say('parse.utf8'))

  // A no-break space looks like a space, but YAML reads "key:<no-break space>value" as one long word.
  const text = raw.replaceAll('\u00a0', ' ')
  const lines = new LineCounter()
  const deep = tooDeepLine(text)
  if (deep > 0) return { faults: [{ file, line: deep, column: 1, message: tooDeep }], warnings: [] }
  try {
    const doc = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false })
    const warnings = noBreakSpaces({ file, text, lines }, raw)
    const reported = withoutEchoes([...doc.errors.slice(0, 100), ...doc.warnings.slice(0, 100)])
    const faults = reported.map((fault: YAMLError) => {
      const { offset, message } = explainParserFault(fault, text)
      return faultAtOffset({ file, text, lines }, offset, message)
    })
    if (faults.length > 0) return { faults: firstOfEachLine(faults).slice(0, maxFaults), warnings }
    const shape = forbiddenShapes(doc.contents).map(({ offset, message }) =>
      faultAtOffset({ file, text, lines }, offset, message),
    )
    if (shape.length > 0) return { faults: shape.slice(0, maxFaults), warnings }
    const data: unknown = doc.toJS({ maxAliasCount: 0 })
    return { page: { file, text, lines, doc, data }, faults: [], warnings }
  } catch (error) {
    // The parser calls itself once a level: thousands of brackets exhaust the stack, which JavaScript lets us catch.
    if (error instanceof RangeError) return refuse(tooDeep)
    return refuse(say('parse.unreadable', { what: error instanceof Error ? error.message : String(error) }))
  }
}

const tooDeep = say('parse.deep', { levels: maxDepth })

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    // The decoder's only failure: these bytes are no UTF-8. The caller says so in plain words.
    return undefined
  }
}

function noBreakSpaces(page: Omit<Page, 'data' | 'doc'>, raw: string): Fault[] {
  const first = raw.indexOf('\u00a0')
  if (first < 0) return []
  const count = raw.split('\u00a0').length - 1
  return [faultAtOffset(page, first, say('parse.no-break', { count }))]
}

/** The first line that opens far more than it closes, or 0: the parser would only stumble over where it gives up. */
function tooDeepLine(text: string): number {
  const isDeep = (line: string): boolean => {
    if (line.trimStart().startsWith('- '.repeat(2 * maxDepth))) return true
    let open = 0
    for (const sign of line) {
      if (sign === '[' || sign === '{') open++
      else if (sign === ']' || sign === '}') open--
      if (open > 2 * maxDepth) return true
    }
    return false
  }
  return text.split('\n').findIndex(isDeep) + 1
}

/** After a wrong indent the parser stumbles over the same key twice more, on other lines. */
function withoutEchoes(errors: readonly YAMLError[]): YAMLError[] {
  const echoes = ['MULTILINE_IMPLICIT_KEY', 'MISSING_CHAR']
  let isEcho = false
  return errors.filter(({ code }) => {
    isEcho = code === 'BLOCK_AS_IMPLICIT_KEY' || (isEcho && echoes.includes(code))
    return !isEcho || code === 'BLOCK_AS_IMPLICIT_KEY'
  })
}

// One slip makes the parser stumble several times on the same line; the first report is the useful one.
function firstOfEachLine(faults: readonly Fault[]): Fault[] {
  const seen = new Set<number>()
  return faults.filter((fault) => !seen.has(fault.line) && seen.add(fault.line))
}

function forbiddenShapes(contents: unknown): { offset: number; message: Message }[] {
  const found: { offset: number; message: Message }[] = []
  const queue: { node: unknown; depth: number }[] = [{ node: contents, depth: 0 }]
  for (let next = queue.pop(); next; next = queue.pop()) {
    const { node, depth } = next
    if (isAlias(node)) {
      found.push({ offset: node.range?.[0] ?? 0, message: say('parse.alias', { name: node.source }) })
    }
    if (!isCollection(node)) continue
    if (depth >= maxDepth) return [{ offset: node.range?.[0] ?? 0, message: tooDeep }]
    if (isSeq(node)) for (const item of node.items) queue.push({ node: item, depth: depth + 1 })
    if (!isMap(node)) continue
    // The parser compares every key with every other: a file of 60,000 keys would take half a minute.
    const keys = new Set<unknown>()
    for (const pair of node.items) {
      const key = isScalar(pair.key) ? pair.key : undefined
      if (key && keys.has(key.value)) found.push({ offset: key.range?.[0] ?? 0, message: say('parse.twice') })
      keys.add(key?.value ?? pair)
      if (isCollection(pair.key)) {
        found.push({ offset: node.range?.[0] ?? 0, message: say('parse.braces') })
      }
      queue.push({ node: pair.key, depth: depth + 1 }, { node: pair.value, depth: depth + 1 })
    }
  }
  return found
}
