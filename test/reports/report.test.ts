import { describe, expect, it } from 'vitest'
import { type LedgerRow, services } from '../../src/core/ledger.ts'
import { presetNames } from '../../src/reports/period.ts'
import { textOf } from '../../src/reports/text.ts'
import { cellsIn, made, served, tableIn, words } from './making.ts'

const rows = [
  served('2026-03-29T00:59', 30, { person: 'a', case: 'tag-a', messages: 10 }),
  served('2026-03-29T01:00', 61, { person: 'b', case: 'tag-b', staff: 's9', office: null, funding: null }),
  served('2026-03-30T12:00', 90, { person: 'a', service: 'consultation', language: 'ru', messages: 4, topics: [] }),
]

describe('the report in words', () => {
  it('names languages, offices, desks and topics as the knowledge does, in the language of the report', () => {
    expect(cellsIn(made(rows, 'lv'), 'language').map(([name]) => name)).toEqual(['dari', 'krievu', 'Kopā'])
    expect(cellsIn(made(rows, 'ru'), 'office').map(([name]) => name)).toContain('Рижское бюро ICI')
    expect(cellsIn(made(rows, 'en'), 'desk').map(([name]) => name)).toContain('Consultant')
    expect(cellsIn(made(rows, 'en'), 'topic').map(([name]) => name)).toEqual([
      'Residence permits',
      'no topic given',
      'Total',
    ])
  })

  it('has one line a group, a line for each service in it where there are several, and the whole below', () => {
    expect(tableIn(made(rows), 'month')?.rows).toEqual([
      { kind: 'group', cells: ['2026-03', 'all', 3, 2, '3:01', 181, 26] },
      { kind: 'part', cells: ['2026-03', 'consultation', 1, 1, '1:30', 90, 4] },
      { kind: 'part', cells: ['2026-03', 'interpreter', 2, 2, '1:31', 91, 22] },
      { kind: 'total', cells: ['Total', 'all', 3, 2, '3:01', 181, 26] },
    ])
    expect(cellsIn(made(rows), 'language')[0]).toEqual(['Dari', 'interpreter', 2, 2, '1:31', 91, 22])
    expect(cellsIn(made(rows), 'service')).toEqual([
      ['interpreter', 2, 2, '1:31', 91, 22],
      ['consultation', 1, 1, '1:30', 90, 4],
      ['Total', 3, 2, '3:01', 181, 26],
    ])
  })

  it('lists who interpreted, by the clock in Riga: from half past two to four, when three did not exist', () => {
    expect(cellsIn(made(rows), 'interpreter')).toEqual([
      [
        'Anna B.',
        'Dari',
        'tag-a',
        'ICI Riga office',
        'Consultant',
        'AMIF 2026',
        '2026-03-29 02:29',
        '2026-03-29 02:59',
        30,
        10,
      ],
      [
        'former colleague',
        'Dari',
        'tag-b',
        'no office chosen',
        'Consultant',
        'no funding line',
        '2026-03-29 01:59',
        '2026-03-29 04:00',
        61,
        12,
      ],
    ])
    expect(tableIn(made(rows.slice(2)), 'interpreter')).toBeUndefined()
  })

  it('shows the legal name of nobody', () => {
    for (const text of [textOf(made(rows)), JSON.stringify(made(rows))]) expect(text).not.toContain('Berga')
    expect(cellsIn(made(rows, 'en', ''), 'interpreter')[0]?.[0]).toBe('former colleague')
  })

  it('a service that is new stands in it at once, under its own name until it is given one', () => {
    const appointment = { service: 'appointment' as LedgerRow['service'] }
    const report = made([...rows, served('2026-03-30T13:00', 20, appointment)])
    expect(cellsIn(report, 'service')).toContainEqual(['appointment', 1, 1, '0:20', 20, 12])
    expect(cellsIn(report, 'interpreter')).toHaveLength(2)
  })

  it('what nobody knows any more stands under its id; what was never known is said so', () => {
    const lost = { office: 'moon', desk: 'gone', topics: ['old-topic'], language: null, staff: null }
    const report = made([served('2026-03-30T13:00', 20, lost)])
    expect(cellsIn(report, 'interpreter')[0]?.slice(0, 5)).toEqual([
      'nobody',
      'language not known',
      'case1',
      'moon',
      'gone',
    ])
    expect(cellsIn(report, 'topic')[0]?.[0]).toBe('old-topic')
  })

  it('says below a table that less than five people may be one', () => {
    const people = (n: number) =>
      Array.from({ length: n }, (_, i) => served('2026-03-30T13:00', 20, { person: `p${i}` }))
    const warning = /below 5 people/
    expect(tableIn(made(people(4)), 'language')?.notes.join()).toMatch(warning)
    expect(tableIn(made(people(5)), 'language')?.notes.join()).not.toMatch(warning)
    const oneOfMany = [...people(9), served('2026-03-30T13:00', 20, { service: 'psychologist' })]
    expect(tableIn(made(oneOfMany), 'office')?.notes.join()).toMatch(warning)
  })

  it('with nothing in it, it says what to do instead', () => {
    const report = made([])
    expect(report.tables).toEqual([])
    expect(report.empty).toMatch(/Choose other days, or close the cases/)
    expect(made(rows).empty).toBeNull()
  })

  it('can be read in a terminal: columns stand under each other, a name cannot move the cursor', () => {
    const text = textOf(made(rows, 'lv', 'An\u001b[2Jna\nB'))
    expect(text).not.toMatch(/\p{Cc}(?<!\n)/u)
    const table = text.split('\n\n').find((part) => part.startsWith('Pa valodām'))
    expect(table?.split('\n').slice(2, 7)).toEqual([
      'Valoda  Pakalpojums   Pakalpojumi  Cilvēki  Stundas  Minūtes  Ziņas',
      '-------------------------------------------------------------------',
      'dari    tulks                   2        2     1:31       91     22',
      'krievu  konsultācija            1        1     1:30       90      4',
      '-------------------------------------------------------------------',
    ])
  })

  it.each(['lv', 'ru', 'en'])('lacks no words in any language: %s', (language) => {
    const lost = served('2026-03-30T13:00', 20, {
      office: null,
      funding: null,
      topics: [],
      language: null,
      staff: null,
    })
    for (const report of [made([...rows, lost], language), made([], language)])
      expect(JSON.stringify(report)).not.toMatch(/report\.|service\.|\{\{/)
    const composed = [...presetNames.map((name) => `report.${name}`), ...services.map((name) => `service.${name}`)]
    const faults = ['first', 'last', 'order'].map((why) => `fault.report-${why}`)
    for (const key of [...composed, ...faults]) expect(words.say(language, key)).not.toBe(key)
  })
})
