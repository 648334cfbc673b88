import type { YAMLError } from 'yaml'

const quotes = 'Put "double quotes" around the whole text'

// The parser speaks to programmers. Its codes are stable; its sentences are not shown.
const explanations: Record<string, string> = {
  ALIAS_PROPS: `A text cannot begin with \`*\` or \`&\`. ${quotes}.`,
  BAD_ALIAS: `A text cannot begin with \`*\` or \`&\`. ${quotes}.`,
  BAD_COLLECTION_TYPE: 'A list (`- `) and `key: value` lines are mixed here. Check the indent of this line.',
  BAD_DIRECTIVE: `A line cannot begin with \`%\`. ${quotes}.`,
  BAD_DQ_ESCAPE: "Inside double quotes a backslash `\\` has a special meaning. Remove it, or use 'single quotes'.",
  BAD_INDENT: 'The indent of this line does not fit the lines around it. Move it under the lines it belongs to.',
  BAD_PROP_ORDER: `A text cannot begin with \`!\` or \`&\`. ${quotes}.`,
  BAD_SCALAR_START: `A text cannot begin with this sign. ${quotes}.`,
  BLOCK_AS_IMPLICIT_KEY: `There is a colon inside the sentence. ${quotes}.`,
  BLOCK_IN_FLOW: 'Something is missing before this line: a bracket or a quote that was opened is not closed.',
  KEY_OVER_1024_CHARS: `A key is longer than 1024 letters; a quote may be missing. ${quotes}.`,
  MISSING_CHAR: 'A closing quote, bracket or comma is missing, or the space after a colon.',
  MULTILINE_IMPLICIT_KEY:
    'This line has no `key:` and no `- ` before it. Check its indent, or a quote not closed above.',
  MULTIPLE_ANCHORS: `A text cannot begin with \`&\`. ${quotes}.`,
  MULTIPLE_DOCS: 'A line with only `---` splits the file in two. Remove it.',
  MULTIPLE_TAGS: `A text cannot begin with \`!\`. ${quotes}.`,
  TAB_AS_INDENT: 'The indent is made with the Tab key. Use spaces instead: two for each level.',
  TAG_RESOLVE_FAILED: `A text cannot begin with \`!\`. ${quotes}.`,
  UNEXPECTED_TOKEN: 'Something here is not expected. Check the quotes, the brackets and the indent of this line.',
}

/** What the parser stumbled over, in words for people who do not program, with the line itself. */
export function explainParserFault(fault: YAMLError, text: string): string {
  const line = lineAround(text, fault.pos[0])
  return `${explain(fault, text, line)} The line is: \`${line.length > 80 ? `${line.slice(0, 80)}…` : line}\``
}

function explain(fault: YAMLError, text: string, line: string): string {
  // A tab makes the parser complain about several other things first.
  if (/^ *\t/.test(rawLineAround(text, fault.pos[0]))) return explanations.TAB_AS_INDENT ?? ''
  const value = /^(?:- +)?(?:[\w-]+: +)?([@`%].*)$/.exec(line)?.[1]
  if (value) return `A text cannot begin with \`${value.slice(0, 1)}\`. ${quotes}.`
  // "Zvani: 112" inside a value, and "key: value" after an unfinished sentence, arrive under two codes.
  if (/^[^:"']+: .*: /.test(line) || fault.code === 'BLOCK_AS_IMPLICIT_KEY')
    return explanations.BLOCK_AS_IMPLICIT_KEY ?? ''
  return explanations[fault.code] ?? 'This line cannot be read. Compare it with the lines around it.'
}

function rawLineAround(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', Math.max(offset - 1, 0)) + 1
  const end = text.indexOf('\n', start)
  return text.slice(start, end < 0 ? text.length : end)
}

function lineAround(text: string, offset: number): string {
  return rawLineAround(text, offset).trim()
}
