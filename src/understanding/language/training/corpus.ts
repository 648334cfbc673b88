import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'

export interface Row {
  readonly lang: string
  readonly text: string
  readonly source: string
  readonly bucket: string
}

/** A fault of the corpus, said so that whoever called the training can mend it. */
export class CorpusError extends Error {}

/** The rows of one `*.jsonl.gz`; names the file and line that cannot be read. */
export function readRows(file: string, name: string): Row[] {
  const lines = unpacked(file, name).split('\n')
  const rows: Row[] = []
  for (const [i, line] of lines.entries()) if (line.trim() !== '') rows.push(parseRow(line, `${name}:${i + 1}`))
  if (rows.length === 0) throw new CorpusError(`${name} holds no rows.`)
  return rows
}

function unpacked(file: string, name: string): string {
  try {
    return gunzipSync(readFileSync(file)).toString('utf8')
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    const said =
      reason === 'ENOENT'
        ? 'is missing'
        : reason.startsWith('Z_')
          ? 'is no whole gzip file'
          : `cannot be read (${reason})`
    throw new CorpusError(`${name} ${said}. The folder has to hold train.jsonl.gz and dev.jsonl.gz.`)
  }
}

function parseRow(line: string, place: string): Row {
  let row: unknown
  try {
    row = JSON.parse(line)
  } catch {
    throw new CorpusError(
      `${place} is no JSON. Every line is one object: {"lang": "lv", "text": "...", "source": "..."}.`,
    )
  }
  const field = (key: string): string => {
    const value: unknown = typeof row === 'object' && row !== null ? Reflect.get(row, key) : undefined
    return typeof value === 'string' ? value : ''
  }
  const [lang, text] = [field('lang'), field('text')]
  if (lang === '' || text === '') throw new CorpusError(`${place} has no \`lang\` or no \`text\`.`)
  return { lang, text, source: field('source'), bucket: field('bucket') }
}

/** Our own sentences, as rows: `tag: sentence | sentence`. */
export function chatRows(): Row[] {
  const lines = readFileSync(join(import.meta.dirname, 'chat.txt'), 'utf8').split('\n')
  return lines
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .flatMap((line) => {
      const at = line.indexOf(':')
      const texts = line.slice(at + 1).split('|')
      return texts.map((text) => ({ lang: line.slice(0, at), text: text.trim(), source: 'chat', bucket: '' }))
    })
}
