import type { Edited } from '../knowledge/editing.ts'
import { workPermit } from '../knowledge/editing.ts'

/** What an editor, or somebody hostile, may leave in a file; and what they must be told. Null: nothing, it is fine. */
export interface Spoiled {
  readonly what: string
  readonly spoil: (editor: Edited) => Edited
  readonly told: RegExp | null
}

const holidays = (text: string | Uint8Array) => (editor: Edited) => editor.write('holidays.yaml', text)
const change = (from: string, to: string) => (editor: Edited) => editor.replace(workPermit, from, to)

const laughs = `a: &a [x,x,x,x,x,x,x,x,x]\n${[...'bcdefghi']
  .map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[index]}`).join(',')}]`)
  .join('\n')}`
const good = 'days:\n  - { day: 2026-12-24, name: Vakars }\n'

export const hostile: readonly Spoiled[] = [
  { what: '10,000 levels of brackets', spoil: holidays('['.repeat(10_000)), told: /levels inside each other/ },
  { what: '10,000 levels of dashes', spoil: holidays(`${'- '.repeat(10_000)}x`), told: /levels inside each other/ },
  { what: '10,000 levels of braces', spoil: holidays('{a: '.repeat(10_000)), told: /levels inside each other/ },
  { what: 'billion laughs', spoil: holidays(laughs), told: /YAML shorthand that is not used here/ },
  {
    what: '100,000 items',
    spoil: holidays(`days:\n${'  - x\n'.repeat(100_000)}`),
    told: /`days\[1\]` must have lines/,
  },
  {
    what: '100,000 questions',
    spoil: change('  en:\n    - Am I', `  en:\n${'    - x\n'.repeat(100_000)}    - Am I`),
    told: /`questions\.en` has too many: at most 200/,
  },
  { what: '50,000 keys', spoil: holidays(keys(50_000)), told: /is unknown here|is missing/ },
  { what: 'more than 1 MB', spoil: holidays(`# ${'x'.repeat(1024 * 1024)}`), told: /larger than 1 MB/ },
  { what: 'an unknown tag', spoil: holidays('days: !!js/function "x"'), told: /cannot begin with `!`/ },
  { what: 'no UTF-8', spoil: holidays(new Uint8Array([0xff, 0xfe, 0x64, 0])), told: /encoding "UTF-8"/ },
  { what: 'a byte order mark', spoil: holidays(`\ufeff${good}`), told: null },
  { what: 'Windows line ends', spoil: holidays(good.replaceAll('\n', '\r\n')), told: null },
]

export const slips: readonly Spoiled[] = [
  {
    what: 'a number without quotes',
    spoil: (editor) => editor.replace('contacts.yaml', 'phones: ["112"]', 'phones: [112]'),
    told: /is read as a number.*Put quotes around it/,
  },
  {
    what: 'a number with a zero in front',
    spoil: (editor) => editor.replace('contacts.yaml', 'phones: ["112"]', 'phones: [0123]'),
    told: /is read as a number.*Leading zeros/,
  },
  {
    what: 'a colon',
    spoil: change('en: Right to work', 'en: Call: 112'),
    told: /There is a colon inside the sentence/,
  },
  {
    what: 'a #',
    spoil: change('- Can I have a second job?', '- Form #17 for work'),
    told: /everything from `#` on is lost/,
  },
  {
    what: 'a placeholder without quotes',
    spoil: (editor) => editor.replace('desks.yaml', '"{{office.riga.phone}}"', '{{office.riga.phone}}'),
    told: /begins with `\{\{` needs quotes/,
  },
  { what: 'an @', spoil: change('en: Right to work', 'en: @work'), told: /cannot begin with `@`/ },
  { what: 'a Tab', spoil: change('  en: Right to work', '\ten: Right to work'), told: /made with the Tab key/ },
  { what: 'a key twice', spoil: change('area: work', 'area: work\narea: work'), told: /for the second time/ },
  {
    what: 'no space after a dash',
    spoil: change('    - Can I have', '    -Can I have'),
    told: /A new entry begins with `- `/,
  },
  {
    what: 'a blank too many',
    spoil: change('    - Can I have', '     - Can I have'),
    told: /A new entry begins with `- `/,
  },
  { what: 'a Cyrillic а in a key', spoil: change('answer:', 'аnswer:'), told: /the letter `а` in it is Cyrillic/ },
  { what: 'no English', spoil: change('  en: Right to work\n', ''), told: /`title\.en` is empty/ },
]

function keys(count: number): string {
  return Array.from({ length: count }, (_, index) => `k${index}: x`).join('\n')
}
