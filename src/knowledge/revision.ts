import { createHash } from 'node:crypto'
import type { RawFile } from './folder.ts'

/** The same files give the same 12 hex digits, on every machine; any change gives others. */
export function revisionOf(files: readonly RawFile[]): string {
  const hash = createHash('sha256')
  for (const file of [...files].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    // The length keeps a name and its content apart from the next ones.
    hash.update(`${file.name}\n${file.bytes.byteLength}\n`).update(file.bytes)
  }
  return hash.digest('hex').slice(0, 12)
}
