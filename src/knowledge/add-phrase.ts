import { isScalar, isSeq, parseDocument, stringify } from 'yaml'

/**
 * One more way to ask, as a new last line of the topic's list: nothing else of the file changes, neither comments nor
 * quotes. Null: the file has no such list, and somebody has to look at it.
 */
export function withPhrase(yaml: string, language: string, phrase: string): string | null {
  const list = parseDocument(yaml).getIn(['questions', language], true)
  if (!isSeq(list) || list.flow) return null
  const last = list.items.at(-1)
  if (!isScalar(last) || !last.range) return null
  const [start, valueEnd] = last.range
  const lineStart = yaml.lastIndexOf('\n', start) + 1
  const indent = /^ *- +/.exec(yaml.slice(lineStart, start + 1))?.[0]
  if (indent === undefined) return null
  const newline = yaml.indexOf('\n', valueEnd)
  const [before, after] = newline < 0 ? [`${yaml}\n`, ''] : [yaml.slice(0, newline + 1), yaml.slice(newline + 1)]
  const ending = before.endsWith('\r\n') ? '\r\n' : '\n'
  const changed = `${before}${indent}${quoted(phrase)}${ending}${after}`
  return saysSo(changed, language, phrase) ? changed : null
}

/** As it must be written so that it is read as these words. */
const quoted = (phrase: string): string => stringify(phrase, { lineWidth: 0 }).trimEnd()

/** Read again, it must be what was meant: the last of its list. */
function saysSo(yaml: string, language: string, phrase: string): boolean {
  const parsed = parseDocument(yaml)
  const list = parsed.getIn(['questions', language])
  return parsed.errors.length === 0 && isSeq(list) && list.get(list.items.length - 1) === phrase
}
