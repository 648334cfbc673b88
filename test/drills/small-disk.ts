import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A disk of our own that is full soon; room can be made. */
export interface SmallDisk {
  readonly dir: string
  grow(mb: number): void
  end(): void
}

const mount = (...args: string[]): void => void execFileSync('mount', args, { stdio: 'ignore' })

export function smallDisk(mb: number): SmallDisk {
  const dir = mkdtempSync(join(tmpdir(), 'small-disk-'))
  mount('-t', 'tmpfs', '-o', `size=${mb}m`, 'tmpfs', dir)
  return {
    dir,
    grow: (to) => mount('-o', `remount,size=${to}m`, dir),
    end() {
      execFileSync('umount', ['-l', dir])
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

/** Why there can be none here; null = there can. */
export const noSmallDisk: string | null = (() => {
  try {
    smallDisk(1).end()
    return null
  } catch {
    return 'only root may mount a disk'
  }
})()
