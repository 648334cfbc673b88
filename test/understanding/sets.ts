import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A labelled set of messages (test/understanding/sets/README.md). */
export function setOf<Row>(name: 'danger' | 'wishes', read: (row: Readonly<Record<string, unknown>>) => Row): Row[] {
  const lines = readFileSync(join(import.meta.dirname, 'sets', `${name}.jsonl`), 'utf8')
    .trim()
    .split('\n')
  return lines.map((line) => read(JSON.parse(line)))
}
