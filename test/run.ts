import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { record } from '../src/core/door.ts'

/**
 * `npm test`: types, style, knowledge, and every test there is; ends with one plain line, `N passed, N failed, N skipped`,
 * that a person and a machine can read.
 */
const folder = mkdtempSync(join(tmpdir(), 'tilts-test-'))
const report = join(folder, 'report.json')
const extra = process.argv.slice(2)

let sound = true
for (const script of extra.length > 0 ? [] : ['format:check', 'types', 'check:knowledge']) {
  sound = (await run('npm', ['run', '--silent', script])) === 0 && sound
}
const ended = await run('npm', [
  'exec',
  '--',
  'vitest',
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
  ...extra,
])
const counts = read(report)
rmSync(folder, { recursive: true, force: true })
// What failed before or around the tests is a failure too, or the last line would lie.
const around = (sound ? 0 : 1) + (ended !== 0 && counts.failed === 0 ? 1 : 0)
console.log(`${counts.passed} passed, ${counts.failed + around} failed, ${counts.skipped} skipped`)
process.exitCode = counts.failed + around > 0 || counts.passed === 0 ? 1 : 0

function run(command: string, args: readonly string[]): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: 'inherit' })
    child.on('error', () => resolve(1))
    child.on('exit', (code) => resolve(code ?? 1))
  })
}

function read(path: string): { passed: number; failed: number; skipped: number } {
  try {
    const value = record(JSON.parse(readFileSync(path, 'utf8')))
    const count = (name: string): number => Number(value?.[name] ?? 0)
    return {
      passed: count('numPassedTests'),
      failed: count('numFailedTests'),
      skipped: count('numPendingTests') + count('numTodoTests'),
    }
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }
  }
}
