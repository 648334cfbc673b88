import { join } from 'node:path'

/** What one test's process has learnt from the knowledge the next need not learn again. */
export const modelDir = join(import.meta.dirname, '../../node_modules/.cache/tilts')

/** For whoever asks for no topic: a helpline with little to read and to learn starts in half the time. */
export const ofLittle = {
  KNOWLEDGE_DIR: join(import.meta.dirname, '../knowledge/small'),
  MODEL_DIR: join(modelDir, '../tilts-small'),
}
