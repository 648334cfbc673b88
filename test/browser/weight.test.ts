import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { build } from './chromium.ts'

const built = fileURLToPath(new URL('../../dist/ui/', import.meta.url))

const contentOf = (name: string): string => readFileSync(`${built}assets/${name}`, 'utf8')
const named = (name: string, form: RegExp): string[] => [...contentOf(name).matchAll(form)].map(([, next = '']) => next)

/** Every script a page loads, those that its scripts import included. */
function scriptsOf(page: string): ReadonlySet<string> {
  const found = new Set(readFileSync(built + page, 'utf8').match(/[\w-]+\.js\b/g))
  for (const name of found)
    for (const next of named(name, /(?:from|import)\s*["'`]\.\/([\w-]+\.js)["'`]/g)) found.add(next)
  return found
}

/** What is fetched later, when somebody needs it. */
const laterScriptsOf = (page: string): readonly string[] =>
  [...scriptsOf(page)].flatMap((name) => named(name, /import\(["'`]\.\/([\w-]+\.js)["'`]\)/g))

const weigh = (names: Iterable<string>): number =>
  [...names].reduce((sum, name) => sum + gzipSync(contentOf(name)).length, 0)
const weight = (page: string): number => weigh(scriptsOf(page))

describe('the weight of the pages on a slow line', () => {
  beforeAll(build)

  it('the chat loads at most 12 KB of script', () => {
    expect(scriptsOf('index.html').size).toBeGreaterThan(0)
    expect(weight('index.html')).toBeLessThanOrEqual(12 * 1024)
  })
  it('files, voices and places add at most 3 KB, fetched only when somebody wants to send one', () => {
    expect(laterScriptsOf('index.html')).toHaveLength(1)
    expect(weigh(laterScriptsOf('index.html'))).toBeLessThanOrEqual(3 * 1024)
  })
  it('the console loads at most 60 KB of script', () => {
    expect(scriptsOf('console.html').size).toBeGreaterThan(0)
    expect(weight('console.html')).toBeLessThanOrEqual(60 * 1024)
  })
})
