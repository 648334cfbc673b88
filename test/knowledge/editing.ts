import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach } from 'vitest'
import type { Fault } from '../../src/knowledge/fault.ts'
import { printFault } from '../../src/knowledge/fault.ts'
import { type Loaded, loadKnowledge } from '../../src/knowledge/load.ts'
import { parserThatRemembers } from '../../src/knowledge/parse-again.ts'

export const shipped = join(import.meta.dirname, '../../knowledge')
/** Seven topics, with a little of everything the checker looks at: its rules need no more, and read it in a tenth of the time. */
export const small = join(import.meta.dirname, 'small')
export const today = '2026-11-22'
export const workPermit = 'topics/work/work-permit.yaml'

/** Twenty files a test, of which one has changed. */
const parse = parserThatRemembers()

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

export interface Edited {
  readonly dir: string
  /** Replaces a text that must be there: a test whose slip never happened proves nothing. */
  replace(file: string, from: string, to: string): Edited
  /** Only the first so many questions of a topic stay in one language. */
  keepQuestions(file: string, tag: string, count: number): Edited
  write(file: string, content: string | Uint8Array): Edited
  remove(file: string): Edited
  load(day?: string): Loaded
  /** The faults as an editor reads them. */
  faults(): string[]
  warnings(day?: string): string[]
}

/** A copy of a knowledge folder that an editor spoils; of the shipped one only where it is about what is shipped. */
export function anEditor(folder = small): Edited {
  const parent = mkdtempSync(join(tmpdir(), 'tilts-'))
  folders.push(parent)
  const dir = join(parent, 'knowledge')
  cpSync(folder, dir, { recursive: true })
  const edited: Edited = {
    dir,
    replace(file, from, to) {
      const text = readFileSync(join(dir, file), 'utf8')
      if (!text.includes(from)) throw new Error(`${file} does not hold: ${from}`)
      return edited.write(
        file,
        text.replace(from, () => to),
      )
    },
    keepQuestions(file, tag, count) {
      const text = readFileSync(join(dir, file), 'utf8')
      const list = new RegExp(`(\n  ${tag}:\n)((?:    - .*\n)+)`).exec(text)
      if (!list?.[1] || !list[2]) throw new Error(`${file} holds no questions in ${tag}`)
      const kept = list[2].split('\n').slice(0, count).join('\n')
      return edited.write(file, text.replace(list[0], `${list[1]}${kept}\n`))
    },
    write(file, content) {
      writeFileSync(join(dir, file), content)
      return edited
    },
    remove(file) {
      rmSync(join(dir, file), { recursive: true })
      return edited
    },
    load: (day = today) => loadKnowledge(dir, day, parse),
    faults() {
      const result = edited.load()
      return result.ok ? [] : print(result.faults)
    },
    warnings: (day = today) => print(edited.load(day).warnings),
  }
  return edited
}

const print = (faults: readonly Fault[]) => faults.map((fault) => printFault(fault))
