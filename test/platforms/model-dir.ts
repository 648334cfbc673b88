import { existsSync, readdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { freshDir } from '../store/places.ts'

/** What one test's process has learnt from the knowledge the next need not learn again. */
export const modelDir = join(import.meta.dirname, '../../node_modules/.cache/tilts')

/** The same for who changes the knowledge: what they learn pushes nothing out that the next need. */
export function ownModelDir(): string {
  const dir = freshDir()
  const learnt = existsSync(modelDir) ? readdirSync(modelDir) : []
  for (const file of learnt) symlinkSync(join(modelDir, file), join(dir, file))
  return dir
}
