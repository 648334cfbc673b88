import { spawn } from 'node:child_process'

/** `npm run drills`: the helpline on its worst days. Every drill prints a line with its counts and its seed. */
const child = spawn(
  'npm',
  ['exec', '--', 'vitest', 'run', '--project', 'slow', 'test/drills', ...process.argv.slice(2)],
  {
    stdio: 'inherit',
  },
)
child.on('exit', (code) => {
  process.exitCode = code ?? 1
})
