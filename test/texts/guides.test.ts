import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const docs = join(import.meta.dirname, '../../docs')
const guides = readdirSync(docs).filter((file) => file.endsWith('.md'))
const shown = guides.flatMap((file) =>
  [...readFileSync(join(docs, file), 'utf8').matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)].map(([, path]) => path ?? ''),
)

describe('the pictures of the guides', () => {
  it('are there, each shown somewhere, and light enough for a slow line', () => {
    const kept = readdirSync(join(docs, 'pictures')).map((file) => `pictures/${file}`)
    expect(kept.length).toBeGreaterThan(7)
    expect([...new Set(shown)].sort()).toEqual(kept.sort())
    for (const path of kept) expect(statSync(join(docs, path)).size, path).toBeLessThan(120 * 1024)
  })
})

describe('the links between the guides', () => {
  it.each(guides)('lead to files that are there: %s', (file) => {
    const linked = [...readFileSync(join(docs, file), 'utf8').matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)]
    for (const [, path] of linked) expect(() => statSync(join(docs, path ?? '')), path).not.toThrow()
  })
})
