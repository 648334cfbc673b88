import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pageOf, styleHash } from '../../src/reports/page.ts'
import { made, served } from './making.ts'

const rows = [served('2026-03-30T12:00', 30)]
const tagsIn = (page: string): readonly string[] => page.match(/<[^>]*>/g) ?? []

describe('the report for printing', () => {
  it('carries all it needs: no script, nothing from elsewhere', () => {
    const page = pageOf(made(rows, 'lv'))
    expect(page).toMatch(/^<!doctype html>\n<html lang="lv">\n<meta charset="utf-8">/)
    expect(page).not.toMatch(/<script|<link|<img|<iframe|@import|url\(|\son\w+=|\bstyle="|https?:/i)
    const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? ''
    expect(`sha256-${createHash('sha256').update(style).digest('base64')}`).toBe(styleHash)
  })

  it('each table has its caption, its head and a name for each line', () => {
    const page = pageOf(made(rows))
    expect(page.match(/<caption>/g)).toHaveLength(8)
    expect(page).toContain('<caption>By funding line</caption>')
    expect(page).toContain('<tr class="total"><th scope="row">Total</th><td>interpreter</td><td class="number">1</td>')
    expect(page).toContain('<th scope="col" class="number">Minutes</th>')
  })

  it.each([
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    '</style><style>body{display:none}',
    '&lt;b&gt;',
  ])('what somebody is called is shown as it is written: %s', (name) => {
    const page = pageOf(made(rows, 'en', name))
    expect(tagsIn(page)).toEqual(tagsIn(pageOf(made(rows, 'en', 'Anna'))))
    expect(page).not.toContain(name)
  })

  it('whatever somebody is called, the page is the same page', () => {
    const plain = tagsIn(pageOf(made(rows, 'en', 'Anna')))
    const property = fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }), (name) => {
      expect(tagsIn(pageOf(made(rows, 'en', name)))).toEqual(plain)
    })
    fc.assert(property, { numRuns: 100 })
  })

  it('with nothing in it, it says what to do', () => {
    expect(pageOf(made([]))).toContain('<p>No service ended in these days.')
  })
})
