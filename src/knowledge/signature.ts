import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Of all files of the folder, without reading them: any edit gives another one. Asked five times a second; watching by
 * events misses edits on network folders, in containers and behind links. Null: the folder cannot be listed now.
 */
export function signatureOf(dir: string): string | null {
  try {
    return marks(dir).join('\n')
  } catch {
    // Between two steps of whoever replaces the folder: it is there at the next look.
    return null
  }
}

/** Links are followed, because containers mount files as links; names beginning with a dot belong to the system. */
function marks(folder: string): string[] {
  const names = readdirSync(folder).filter((name) => !name.startsWith('.'))
  return names.sort().flatMap((name) => {
    const path = join(folder, name)
    const { size, mtimeMs, ctimeMs, ino, isFolder } = lookedAt(path)
    return isFolder ? marks(path) : [`${path} ${size} ${mtimeMs} ${ctimeMs} ${ino}`]
  })
}

function lookedAt(path: string) {
  const found = statSync(path)
  const { size, mtimeMs, ctimeMs, ino } = found
  return { size, mtimeMs, ctimeMs, ino, isFolder: found.isDirectory() }
}
