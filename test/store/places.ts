import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'

const made: string[] = []
afterAll(() => {
  for (const dir of made.splice(0)) rmSync(dir, { recursive: true, force: true })
})

/** An empty directory that goes when the file's tests are over. */
export function freshDir(): string {
  const dir = mkdtempSync(join(tmpdir(), 'store-'))
  made.push(dir)
  return dir
}

/** Every byte of the directory. Reading a database drops its lock in this process: only once nobody needs it. */
export function allBytes(dir: string): Buffer {
  return Buffer.concat(readdirSync(dir).map((file) => readFileSync(join(dir, file))))
}
