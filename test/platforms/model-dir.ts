import { join } from 'node:path'

/** What one test's process has learnt from the knowledge the next need not learn again. */
export const modelDir = join(import.meta.dirname, '../../node_modules/.cache/tilts')
