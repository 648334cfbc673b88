import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What `npm start` gives to Node, word for word: `exec node ...`. */
export const program: readonly string[] = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'),
)
  .scripts.start.split(' ')
  .slice(2)
