import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What senders and servers both know. */
export const token = '1:bench'
export const secret = 'a-secret-of-at-least-32-characters'

/** An empty folder that goes with this process. */
export function freshDir(): string {
  const dir = mkdtempSync(join(tmpdir(), 'tilts-bench-'))
  process.on('exit', () => rmSync(dir, { recursive: true, force: true }))
  return dir
}
