import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { build } from './chromium.ts'

const built = fileURLToPath(new URL('../../dist/ui/', import.meta.url))

/** Every script a page loads, those that its scripts name included. */
function scriptsOf(page: string): ReadonlySet<string> {
  const found = new Set(readFileSync(built + page, 'utf8').match(/[\w-]+\.js\b/g))
  for (const name of found) {
    for (const [, next] of readFileSync(`${built}assets/${name}`, 'utf8').matchAll(/["'`]\.\/([\w-]+\.js)["'`]/g))
      if (next) found.add(next)
  }
  return found
}

const weight = (page: string): number =>
  [...scriptsOf(page)].reduce((sum, name) => sum + gzipSync(readFileSync(`${built}assets/${name}`)).length, 0)

describe('the weight of the pages on a slow line', () => {
  beforeAll(build)

  it('the chat loads at most 12 KB of script', () => {
    expect(scriptsOf('index.html').size).toBeGreaterThan(0)
    expect(weight('index.html')).toBeLessThanOrEqual(12 * 1024)
  })
  it('the console loads at most 60 KB of script', () => {
    expect(scriptsOf('console.html').size).toBeGreaterThan(0)
    expect(weight('console.html')).toBeLessThanOrEqual(60 * 1024)
  })
})
