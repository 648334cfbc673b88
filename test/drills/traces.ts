import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { RedisServer } from '../platforms/redis-server.ts'

/** What would lead back to somebody: our ids of them, their keys as they are wrapped, and their words as they are sealed. */
export type Traces = readonly Buffer[]

/** Of everybody in the folder. Only while nobody works on it. */
export function tracesIn(dir: string): Traces {
  const rows = (file: string, sql: string): Buffer[] => {
    const db = new DatabaseSync(join(dir, file), { readOnly: true })
    const found = db.prepare(sql).all()
    db.close()
    return found.flatMap((row) => Object.values(row).map(asBytes))
  }
  return [
    ...rows('keys.db', 'SELECT conversation, wrapped FROM keys'),
    ...rows('helpline.db', 'SELECT id, sealed FROM conversations'),
    ...rows('helpline.db', 'SELECT sealed FROM lines WHERE sealed IS NOT NULL'),
    ...rows('helpline.db', 'SELECT id, sealed FROM cases'),
    ...rows('helpline.db', 'SELECT id, sealed FROM files'),
  ]
}

/** Of everybody on the server. */
export function tracesOn(server: RedisServer): Traces {
  const names = (...command: string[]): string[] =>
    server
      .cli(...command)
      .split('\n')
      .filter(Boolean)
  const values = (key: string, fields = names('hkeys', key)) =>
    fields.map((field) => server.cliBytes('hget', key, field))
  return names('keys', 'tilts:*').flatMap((key) => {
    const what = key.slice(key.indexOf('}:') + 2)
    if (/^tilts:keys:/.test(key)) return [...names('hkeys', key).map(asBytes), ...values(key)]
    if (what.startsWith('c:')) return [asBytes(what.slice(2)), ...values(key, ['s'])]
    if (what.startsWith('case:')) return [asBytes(what.slice(5)), ...values(key, ['sealed'])]
    if (what.startsWith('l:'))
      return values(
        key,
        names('hkeys', key).filter((field) => /^\d+$/.test(field)),
      )
    return []
  })
}

/** Long values are known by a piece of them: a page or a chunk may end in their middle. */
const asBytes = (value: unknown): Buffer =>
  (value instanceof Uint8Array ? Buffer.from(value) : Buffer.from(String(value))).subarray(0, 60)

/** Every byte of every file below these folders. */
export const bytesBelow = (...folders: readonly string[]): Buffer =>
  Buffer.concat(
    folders.flatMap((folder) =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => readFileSync(join(entry.parentPath, entry.name))),
    ),
  )

/** How many of them stand there, and how many words of a canary. */
export function hits(bytes: Buffer, traces: Traces): number {
  const words = bytes.toString('latin1').match(/canary/gi)?.length ?? 0
  return words + traces.filter((trace) => bytes.includes(trace)).length
}
