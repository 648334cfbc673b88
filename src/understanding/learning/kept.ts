import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import type { Learnt, Lessons } from './learn-all.ts'

/** What was learnt, kept in a folder for the next start: a restart answers at once instead of learning for seconds. */
export interface Kept {
  /** Null when there is none for exactly these lessons, learnt by exactly this code. */
  read(): Learnt | null
  /** A folder that cannot be written costs the next start its seconds, and nothing else. */
  write(learnt: Learnt): void
}

export function keptIn(dir: string, lessons: Lessons): Kept {
  const name = `model-${fingerprint(lessons)}.bin`
  const path = join(dir, name)
  return {
    read() {
      try {
        return ownArrays(deserialize(readFileSync(path))) as Learnt
      } catch {
        // Not there, or cut short by a crash or a full disk: it is learnt anew.
        return null
      }
    },
    write(learnt) {
      try {
        mkdirSync(dir, { recursive: true, mode: 0o700 })
        const draft = `${path}.${process.pid}`
        writeFileSync(draft, serialize(learnt))
        renameSync(draft, path)
        forgetOthers(dir, name)
      } catch {
        // See above: nothing depends on it.
      }
    },
  }
}

/** Some arrays come as views of the whole file, which would stay in memory beside all the others. */
function ownArrays(value: unknown): unknown {
  if (value instanceof Int32Array || value instanceof Uint32Array || value instanceof Uint16Array) return value.slice()
  if (value instanceof Float32Array) return value.slice()
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, ownArrays(part)]))
}

/** Some revisions stay, the newest: an editor goes back and forth between two. */
const most = 8

function forgetOthers(dir: string, name: string): void {
  const others = readdirSync(dir).filter((file) => /^model-\w+\.bin$/.test(file) && file !== name)
  const newestFirst = others
    .map((file) => ({ file, at: statSync(join(dir, file)).mtimeMs }))
    .sort((one, other) => other.at - one.at)
  for (const { file } of newestFirst.slice(most - 1)) rmSync(join(dir, file), { force: true })
}

/** Of the lessons and of the code that learns from them. */
function fingerprint(lessons: Lessons): string {
  const hash = createHash('sha256').update(JSON.stringify(lessons)).update(process.version)
  for (const room of ['.', '../matching', '../danger']) {
    const folder = join(import.meta.dirname, room)
    for (const file of readdirSync(folder).sort()) hash.update(readFileSync(join(folder, file)))
  }
  return hash.digest('hex').slice(0, 16)
}
