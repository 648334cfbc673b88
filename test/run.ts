import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { record } from '../src/core/door.ts'

/**
 * `npm test`: types, style, knowledge, and every test there is; ends with one plain line, `N passed, N failed, N skipped`,
 * that a person and a machine can read. `npm run check` (`--quick`): the same with the fast tests alone.
 */
const folder = mkdtempSync(join(tmpdir(), 'tilts-test-'))
const report = join(folder, 'report.json')
const isQuick = process.argv[2] === '--quick'
const extra = isQuick ? ['--project', 'fast'] : process.argv.slice(2)

const before = isQuick || extra.length === 0 ? ['format:check', 'types', 'check:knowledge'] : []
const codes = await Promise.all(before.map(aside))
const unsound = before.filter((_, index) => codes[index] !== 0)
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
const around = unsound.length + (ended !== 0 && counts.failed === 0 ? 1 : 0)
for (const script of unsound) console.log(`FAILED: npm run ${script} (above the tests)`)
console.log(`${counts.passed} passed, ${counts.failed + around} failed, ${counts.skipped} skipped`)
process.exitCode = counts.failed + around > 0 || counts.passed === 0 ? 1 : 0

function run(command: string, args: readonly string[]): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: 'inherit' })
    child.on('error', () => resolve(1))
    child.on('exit', (code) => resolve(code ?? 1))
  })
}

/** Beside others: what it says comes in one piece when it has ended, or two that fail would be read as one. */
function aside(script: string): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn('npm', ['run', '--silent', script], { stdio: ['ignore', 'pipe', 'pipe'] })
    const said: Buffer[] = []
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => said.push(bytes))
    child.on('error', () => resolve(1))
    child.on('close', (code) => {
      process.stdout.write(
        Buffer.concat([Buffer.from(`${code === 0 ? 'ok' : 'FAILED'}: npm run ${script}\n`), ...said]),
      )
      resolve(code ?? 1)
    })
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
