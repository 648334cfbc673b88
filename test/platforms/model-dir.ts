import { existsSync, readdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { freshDir } from '../store/places.ts'

/** What one test's process has learnt from the knowledge the next need not learn again. */
export const modelDir = join(import.meta.dirname, '../../node_modules/.cache/tilts')

/** For whoever asks for no topic: a helpline with little to read and to learn starts in half the time. */
export const ofLittle = {
  KNOWLEDGE_DIR: join(import.meta.dirname, '../knowledge/small'),
  MODEL_DIR: join(modelDir, '../tilts-small'),
}

/** For whoever changes the knowledge: begins with what is learnt, and pushes nothing out that the next need. */
export function ownModelDir(): string {
  const dir = freshDir()
  const learnt = existsSync(modelDir) ? readdirSync(modelDir) : []
  for (const file of learnt) symlinkSync(join(modelDir, file), join(dir, file))
  return dir
}
