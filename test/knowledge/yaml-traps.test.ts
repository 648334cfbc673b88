import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { anEditor, small, workPermit } from './editing.ts'

const lines = readFileSync(join(small, workPermit), 'utf8').split('\n')
const lineWith = (text: string): number => lines.findIndex((line) => line.includes(text)) + 1
const lineOf = (fault = ''): number => Number(fault.split(':')[1])

describe('typical slips are explained in plain words with their place', () => {
  it('an unquoted phone number', () => {
    expect(anEditor().replace('contacts.yaml', 'phones: ["112"]', 'phones: [0112]').faults()).toEqual([
      expect.stringMatching(
        /^knowledge\/contacts\.yaml:\d+:\d+ {2}`emergency-112\.phones\[1\]` is read as a number, .*quotes/,
      ),
    ])
  })

  it('a colon inside a sentence', () => {
    const [fault] = anEditor().replace(workPermit, 'en: Right to work', 'en: Your right: to work').faults()
    expect(fault).toMatch(/work-permit\.yaml:\d+:\d+ {2}There is a colon inside the sentence\./)
  })

  it('an entry one blank too far to the right: it would silently become part of the one above', () => {
    const question = '    - Can I have a second job?'
    const [fault, ...others] = anEditor().replace(workPermit, question, ` ${question}`).faults()
    expect(fault).toMatch(/work-permit\.yaml:\d+:6 {2}This line became part of the text above it\./)
    expect(others).toEqual([])
  })

  it('an entry without the space after its dash', () => {
    const [fault] = anEditor()
      .replace(workPermit, '    - Can I have a second job?', '    -Can I have a second job?')
      .faults()
    expect(fault).toMatch(
      /work-permit\.yaml:\d+:5 {2}A new entry begins with|This line became part of the text above it/,
    )
  })

  it('a button one or two blanks too far to the right is no colon in a sentence', () => {
    for (const more of [' ', '  ']) {
      const [fault, ...others] = anEditor()
        .replace(workPermit, '  - contact: pmlp', `${more}  - contact: pmlp`)
        .faults()
      expect(others).toEqual([])
      expect(fault).toMatch(/This line is indented differently from the lines it belongs to/)
      expect(lineOf(fault)).toBe(lineWith('- contact: pmlp'))
    }
  })

  it('a key without the space after its colon', () => {
    const [fault] = anEditor().replace(workPermit, 'area: work', 'area:work').faults()
    expect(fault).toMatch(/work-permit\.yaml:3:1 {2}A space is missing after the colon: write `area: …`/)
  })

  it('a Cyrillic letter in an id, which looks the same', () => {
    const faults = anEditor().replace('links.yaml', 'employers:', 'employеrs:').faults()
    expect(faults).toContainEqual(expect.stringMatching(/links\.yaml:\d+:\d+ {2}.*the letter `е` in it is Cyrillic/))
  })

  it('an indent made with the Tab key', () => {
    const [fault] = anEditor().replace(workPermit, '  en: Right to work', '\ten: Right to work').faults()
    expect(fault).toContain('The indent is made with the Tab key')
  })

  it('a key that stands twice', () => {
    const [fault] = anEditor().replace(workPermit, 'area: work', 'area: work\narea: work').faults()
    expect(fault).toMatch(/:4:1 {2}This key stands here for the second time/)
  })

  it('a text that begins with @', () => {
    const [fault] = anEditor().replace(workPermit, 'en: Right to work', 'en: @work').faults()
    expect(fault).toContain('A text cannot begin with `@`. Put "double quotes" around the whole text.')
  })

  it('a placeholder without quotes at the beginning of a text', () => {
    const [fault] = anEditor().replace('desks.yaml', '"{{office.riga.phone}}"', '{{office.riga.phone}}').faults()
    expect(fault).toContain('A text that begins with `{{` needs quotes')
  })

  it('a text cut in two by a comma inside { }', () => {
    const [fault] = anEditor().replace('contacts.yaml', '"Day and night, free"', 'Day and night, free').faults()
    expect(fault).toContain('If a comma cut the text in two')
  })

  it('a no-break space is read as a space, with a warning', () => {
    const editor = anEditor().replace(workPermit, 'en: Right to work', 'en:\u00a0Right to work')
    expect(editor.faults()).toEqual([])
    expect(editor.warnings()).toEqual([expect.stringMatching(/work-permit\.yaml:7:6 {2}1 no-break space/)])
  })

  it('"no", "yes", times and days stay the words they are', () => {
    expect(anEditor().replace('phrases.yaml', '- nope', '- off').faults()).toEqual([])
  })

  it('a file saved by Notepad, with a byte order mark and Windows line ends, is fine and has the right lines', () => {
    const editor = anEditor()
    const notepad = (text: string) => `\ufeff${text.replaceAll('\n', '\r\n')}`
    const topic = 'id: x\nstatus: nope\n'
    expect(editor.write('holidays.yaml', notepad('days:\n  - { day: 2026-12-24, name: Vakars }\n')).faults()).toEqual(
      [],
    )
    expect(editor.write(workPermit, notepad(topic)).faults()).toContainEqual(
      expect.stringMatching(/work-permit\.yaml:2:1 .*nope/),
    )
  })
})

describe('hostile files give faults, never a crash', () => {
  const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghi'
    .split('')
    .map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[index]}`).join(',')}]`)
    .join('\n')}`

  it.each([
    ['references that multiply', bomb],
    ['10,000 brackets', '['.repeat(10_000)],
    ['10,000 closed brackets', `days: ${'['.repeat(10_000)}${']'.repeat(10_000)}`],
    ['10,000 levels of braces', '{a: '.repeat(10_000)],
    ['10,000 levels of dashes', `${'- '.repeat(10_000)}x`],
    ['30 levels', `days: ${'['.repeat(30)}${']'.repeat(30)}`],
    ['an unknown tag', 'days: !!js/function "function () {}"'],
    ['two documents', 'days: []\n---\ndays: []'],
    ['an empty file', ''],
    ['one word', 'days'],
    ['a prototype', '__proto__: { days: [] }\nconstructor: {}'],
    ['control characters', 'days: \u0000\u0007'],
    ['a merge key', 'base: &b { days: [] }\n<<: *b'],
  ])('%s', (_, text) => {
    const faults = anEditor().write('holidays.yaml', text).faults()
    expect(faults.length).toBeGreaterThan(0)
    for (const fault of faults) expect(fault).toMatch(/^knowledge\/holidays\.yaml:\d+:\d+ {2}\S/)
  })

  it('a file of more than 1 MB', () => {
    const [fault] = anEditor()
      .write('holidays.yaml', `# ${'x'.repeat(1024 * 1024)}`)
      .faults()
    expect(fault).toContain('larger than 1 MB')
  })

  it('a file that is no UTF-8 text', () => {
    const [fault] = anEditor()
      .write('holidays.yaml', new Uint8Array([0xff, 0xfe, 0x64, 0x00]))
      .faults()
    expect(fault).toContain('Save it again with the encoding "UTF-8"')
  })
})
