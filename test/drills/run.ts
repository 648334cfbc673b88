import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { tableOf } from './table.ts'

/**
 * `npm run drills`: the helpline on its worst days. Every drill gives a row with its counts and its seed; what takes
 * long is done in full here, and shorter in `npm test`.
 */
const folder = mkdtempSync(join(tmpdir(), 'tilts-drills-'))
const rows = join(folder, 'rows')
writeFileSync(rows, '')
/** `npm run drills -- simulation`: that one alone. */
const [name = '', ...options] = process.argv.slice(2)
const which = name.startsWith('-') ? ['test/drills', name] : [`test/drills/${name}`]
const child = spawn('npm', ['exec', '--', 'vitest', 'run', '--project', 'slow', ...which, ...options], {
  stdio: 'inherit',
  env: { ...process.env, DRILL_ROWS: rows },
})
child.on('exit', (code) => {
  console.log(`\n${tableOf(rows)}`)
  rmSync(folder, { recursive: true, force: true })
  process.exitCode = code ?? 1
})
