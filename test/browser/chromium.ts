import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { describe, it } from 'vitest'

const home = fileURLToPath(new URL('../..', import.meta.url))
const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'
const missing = existsSync(executablePath)
  ? null
  : 'Chromium is not installed: `apt-get install chromium`, or set CHROMIUM_PATH to where it is.'

/** A chapter of the browser tests. Without Chromium it is skipped with the reason; where everything must run, it fails. */
export function inBrowser(chapter: string, tests: () => void): void {
  if (missing === null) describe(chapter, tests)
  else if (process.env.CI)
    it(chapter, () => {
      throw new Error(missing)
    })
  else it.skip(`${chapter} (${missing})`)
}

/** How many times longer than promised something may take: the machine that runs all tests is a busy one. */
export const patience = 3

export const launch = () =>
  chromium.launch({
    executablePath,
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
      // A microphone that is always there, and always allowed.
      ...['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
    ],
  })

/** What is tested is the built page: it is built where nobody has done so. */
export function build(): void {
  if (existsSync(`${home}dist/ui/index.html`) && existsSync(`${home}dist/ui/console.html`)) return
  // As people get it: under the test runner's own NODE_ENV it would be heavier and slower.
  const env = { ...process.env, NODE_ENV: 'production' }
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: home, stdio: 'inherit', env })
}
