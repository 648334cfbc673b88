import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { missingIn, tableOf } from './table.ts'

const usage = `npm run drills [-- NAME]

The helpline on its worst days, in full: a table with a row for every drill, what was lost, doubled and out of order, the
longest wait, and the seed (DRILL_SEED repeats it). NAME: the drills of files whose name holds it, e.g. kill, redis, disk.
The same drills run in npm test with small counts. docs/runbook.md, "Drills", says what each means.`

if (process.argv.includes('--help')) {
  console.log(usage)
  process.exit(0)
}
/** Drills, and tests that give a row of the table where they stand. */
const slow = ['test/drills/', 'test/store/redis-faults']
const long = ['test/core/office-hours', 'test/web/claim-races', 'test/web/vanishing']

const folder = mkdtempSync(join(tmpdir(), 'tilts-drills-'))
const rows = join(folder, 'rows')
writeFileSync(rows, '')
const [name = '', ...options] = process.argv.slice(2)
const began = Date.now()
const code = name && !name.startsWith('-') ? await only(name) : await all()
console.log(`\n${tableOf(rows)}`)
const missing = code === 0 && !name ? missingIn(rows) : []
if (missing.length > 0) console.log(`\nNo row for ${missing.join(', ')}.`)
console.log(`\n${Math.round((Date.now() - began) / 1000)} s.`)
rmSync(folder, { recursive: true, force: true })
process.exitCode = code || (missing.length > 0 ? 1 : 0)

/** One after the other: what measures waiting is not to wait for what only counts. */
async function all(): Promise<number> {
  const flags = [name, ...options].filter(Boolean)
  const first = await run('slow', [...slow, ...flags])
  return (await run('long', [...long, ...flags])) || first
}

/** A name that nobody else has may be one of a drill that stands elsewhere. */
async function only(part: string): Promise<number> {
  const found = (paths: readonly string[]) => paths.filter((path) => path.includes(part))
  if (found(long).length > 0) return run('long', [...found(long), ...options])
  const elsewhere = found(slow.slice(1))
  return run('slow', [`test/drills/${part}`, ...elsewhere, ...options])
}

function run(project: string, which: readonly string[]): Promise<number> {
  const child = spawn('npm', ['exec', '--', 'vitest', 'run', '--project', project, ...which], {
    stdio: 'inherit',
    env: { ...process.env, DRILL_ROWS: rows },
  })
  return new Promise((resolve) => child.on('exit', (ended) => resolve(ended ?? 1)))
}
