import { existsSync, readdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { freshDir } from '../store/places.ts'
import { modelDir } from './model-dir.ts'

/** For whoever changes the knowledge: begins with what is learnt, and pushes nothing out that the next need. */
export function ownModelDir(): string {
  const dir = freshDir()
  const learnt = existsSync(modelDir) ? readdirSync(modelDir) : []
  for (const file of learnt) symlinkSync(join(modelDir, file), join(dir, file))
  return dir
}
