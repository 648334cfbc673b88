import type { YAMLError } from 'yaml'
import { type Message, say } from './words.ts'

// The parser speaks to programmers. Its codes are stable; its sentences are not shown.
const explanations: Readonly<Record<string, string>> = {
  BAD_COLLECTION_TYPE: 'yaml.mixed',
  BAD_DIRECTIVE: 'yaml.percent',
  BAD_DQ_ESCAPE: 'yaml.backslash',
  BAD_INDENT: 'yaml.indent',
  BAD_SCALAR_START: 'yaml.begins-so',
  BLOCK_AS_IMPLICIT_KEY: 'yaml.colon',
  BLOCK_IN_FLOW: 'yaml.not-closed',
  KEY_OVER_1024_CHARS: 'yaml.long-key',
  MISSING_CHAR: 'yaml.missing-sign',
  MULTILINE_IMPLICIT_KEY: 'yaml.no-key',
  MULTIPLE_DOCS: 'yaml.documents',
  TAB_AS_INDENT: 'yaml.tab',
  UNEXPECTED_TOKEN: 'yaml.unexpected',
}
const begins: Readonly<Record<string, string>> = {
  ...{ ALIAS_PROPS: '*', BAD_ALIAS: '*', BAD_PROP_ORDER: '!', MULTIPLE_ANCHORS: '&', MULTIPLE_TAGS: '!' },
  TAG_RESOLVE_FAILED: '!',
}

/** What the parser stumbled over, in words for people who do not program, and the place at which to look. */
export function explainParserFault(fault: YAMLError, text: string): { offset: number; message: Message } {
  const [offset] = fault.pos
  const raw = rawLineAround(text, offset)
  const line = raw.trim()
  const here = (key: string, params = {}) => ({ offset, message: say(key, params) })
  // A tab makes the parser complain about several other things first.
  if (/^ *\t/.test(raw)) return here('yaml.tab')
  const sign = /^(?:- +)?(?:[\w-]+: +)?([@`%]).*$/.exec(line)?.[1] ?? begins[fault.code]
  if (sign) return here('yaml.begins', { sign })
  // "Zvani: 112" inside a value, and "key: value" after an unfinished sentence, arrive under two codes.
  if (/^[^:"']+: .*:(?: |$)/.test(line)) return here('yaml.colon')
  if (fault.code === 'BLOCK_AS_IMPLICIT_KEY') return askew(text, offset)
  if (fault.code === 'BAD_INDENT' && line.startsWith('-'))
    return here(line.startsWith('- ') ? 'yaml.too-far' : 'yaml.dash')
  const glued = /^(?:- +)?([\w-]+):[^\s/]/.exec(line)?.[1]
  if (glued && /^(?:MISSING_CHAR|MULTILINE_IMPLICIT_KEY)$/.test(fault.code)) return here('yaml.glued', { key: glued })
  return here(explanations[fault.code] ?? 'yaml.unreadable')
}

/** In lists the parser points at the beginning of the line that stands askew, elsewhere at the entry above it. */
function askew(text: string, offset: number): { offset: number; message: Message } {
  const end = text[offset - 1] === '\n' ? offset : text.indexOf('\n', offset)
  const first = end < 0 ? -1 : text.slice(end).search(/\S/)
  if (first < 0) return { offset, message: say('yaml.colon') }
  return { offset: end + first, message: say('yaml.too-far') }
}

function rawLineAround(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', Math.max(offset - 1, 0)) + 1
  const end = text.indexOf('\n', start)
  return text.slice(start, end < 0 ? text.length : end)
}
