import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'

/** Where the measuring data lies; it is not part of the repository (README, "Understanding"). */
export const dataDir = resolve(process.env.TILTS_DATA ?? '../shared/data')

/** The reason why nothing can be measured, or null. */
export const missing = (part: 'matching' | 'language'): string | null =>
  existsSync(`${dataDir}/${part}`) ? null : `no ${part} data: set TILTS_DATA to the folder that holds it`

/** Rows of a JSON lines file, packed or not. */
export function rowsOf<Row>(file: string, read: (row: Readonly<Record<string, string>>) => Row): Row[] {
  const bytes = readFileSync(`${dataDir}/${file}`)
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
  return text
    .trim()
    .split('\n')
    .map((line) => read(JSON.parse(line)))
}

export const questionsIn = (name: string) =>
  rowsOf(`matching/${name}.jsonl`, ({ lang = '', text = '', intent = '' }) => ({ lang, text, intent }))
