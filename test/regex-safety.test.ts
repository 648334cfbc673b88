import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { check } from 'recheck'
import { parseSync } from 'vite'
import { expect, it, vi } from 'vitest'

/** A pattern of the source, and where it stands. */
interface Pattern {
  readonly place: string
  readonly source: string
  readonly flags: string
}

const root = join(import.meta.dirname, '../src')
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name))

/** Every literal of the source, found by the parser that builds the pages. */
function literals(file: string): Pattern[] {
  const found: Pattern[] = []
  const walk = (node: unknown): void => {
    if (node === null || typeof node !== 'object') return
    if ('regex' in node && node.regex !== null && typeof node.regex === 'object') {
      const { pattern, flags } = { pattern: '', flags: '', ...node.regex }
      found.push({ place: file, source: String(pattern), flags: String(flags) })
    }
    for (const child of Object.values(node)) walk(child)
  }
  walk(parseSync(file, readFileSync(join(root, file), 'utf8')).program)
  return found
}

/** Patterns put together while the program runs: those of the three modules that do so, caught in the making. */
async function built(): Promise<Pattern[]> {
  const found: Pattern[] = []
  const Real = RegExp
  vi.stubGlobal(
    'RegExp',
    new Proxy(Real, {
      construct(target, [source, flags]: [string | RegExp, string?]) {
        const made = new target(source, flags)
        found.push({ place: 'new RegExp', source: made.source, flags: made.flags })
        return made
      },
    }),
  )
  vi.resetModules()
  const { pieces } = await import('../src/ui/shared/pieces.ts')
  for (const ours of [true, false]) pieces('call +371 67 000 000', ours)
  await import('../src/store/sqlite/seen.ts')
  await import('../src/knowledge/answer-checks.ts')
  vi.unstubAllGlobals()
  return found.filter(({ source }) => source !== '')
}

const using = files.filter((file) => /new RegExp\(/.test(readFileSync(join(root, file), 'utf8')))

it('no other file puts patterns together while the program runs', () => {
  expect(using.toSorted()).toEqual(['knowledge/answer-checks.ts', 'store/sqlite/seen.ts', 'ui/shared/pieces.ts'])
})

it('no pattern of the source can be made to run for ever by what somebody writes', { timeout: 120_000 }, async () => {
  const patterns = [...files.flatMap(literals), ...(await built())]
  expect(patterns.length).toBeGreaterThan(50)
  const unsafe: string[] = []
  for (const { place, source, flags } of patterns) {
    const { status } = await check(source, flags, { timeout: 20_000 })
    if (status !== 'safe') unsafe.push(`${place}  /${source}/${flags}  ${status}`)
  }
  expect(unsafe).toEqual([])
})

it('the checker finds a pattern that can', async () => {
  expect((await check('^(a|a)*$', '')).status).toBe('vulnerable')
})
