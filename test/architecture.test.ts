import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { expect, it } from 'vitest'

const src = join(import.meta.dirname, '../src')

/** No library has two homes: whoever wants to know what we use of telegraf opens one folder. */
const homes: Readonly<Record<string, string>> = {
  '@node-rs/argon2': 'staff',
  '@simplewebauthn/server': 'staff',
  botbuilder: 'channels/botframework',
  'botframework-connector': 'channels/botframework',
  express: 'web',
  'file-type': 'files',
  'fuse.js': 'understanding',
  helmet: 'web',
  i18next: 'texts',
  'node:sqlite': 'store',
  otpauth: 'staff',
  pino: 'web',
  preact: 'ui',
  'prom-client': 'web',
  redis: 'store',
  telegraf: 'channels/telegram',
  undici: 'channels',
  uqr: 'staff',
  vite: 'ui',
  yaml: 'knowledge',
  zod: 'knowledge',
}

/** The only ones who know all the rooms: they build the house, or one command's share of it. */
const builders = (file: string): boolean => /^(app|cli)\//.test(file)

const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .map((file) => file.split(sep).join('/'))
  .filter((file) => /\.tsx?$/.test(file))
const sources = new Map(files.map((file) => [file, readFileSync(join(src, file), 'utf8')]))

const room = (file: string): string => {
  const [first = '', second = ''] = file.split('/')
  return first === 'channels' ? `${first}/${second}` : file.includes('/') ? first : ''
}

/** What several channels need stands once, beside them. */
const isCommonTo = (target: string, from: string): boolean =>
  target === 'channels/common' && from.startsWith('channels/')

function importsOf(file: string): string[] {
  const found = [...(sources.get(file) ?? '').matchAll(/(?<!\.)\b(?:from|import)\s*\(?\s*'([^']+)'/g)].map(
    (m) => m[1] ?? '',
  )
  return found.filter((path) => !path.endsWith('.css'))
}

it('every folder knows the core and itself, nothing else', () => {
  const strangers: string[] = []
  for (const file of files.filter((f) => !builders(f))) {
    for (const path of importsOf(file).filter((p) => p.startsWith('.'))) {
      const target = relative(src, join(src, dirname(file), path))
        .split(sep)
        .join('/')
      const known = room(target) === 'core' || room(target) === room(file) || isCommonTo(room(target), room(file))
      if (!known) strangers.push(`${file} -> ${target}`)
    }
  }
  expect(strangers).toEqual([])
})

it('every library has one home', () => {
  const astray: string[] = []
  for (const file of files) {
    for (const path of importsOf(file).filter((p) => !p.startsWith('.'))) {
      const name = path.startsWith('@') ? path.split('/').slice(0, 2).join('/') : (path.split('/')[0] ?? path)
      const home = homes[name]
      if (home === undefined && !path.startsWith('node:')) astray.push(`${file} -> ${name} (no home)`)
      if (home !== undefined && !`${room(file)}/`.startsWith(`${home}/`))
        astray.push(`${file} -> ${name} (lives in ${home})`)
    }
  }
  expect(astray).toEqual([])
})

it('every dependency of package.json has a home', () => {
  const manifest: { dependencies: Record<string, string> } = JSON.parse(
    readFileSync(join(src, '../package.json'), 'utf8'),
  )
  expect(Object.keys(manifest.dependencies).filter((name) => !(name in homes))).toEqual([])
})

it('the core has no clock, no chance, no waiting, no library', () => {
  const impure: string[] = []
  for (const [file, text] of sources) {
    if (room(file) !== 'core') continue
    const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
    for (const word of [
      'await ',
      'async ',
      'Date.now',
      'new Date()',
      'Math.random',
      'process.',
      'setTimeout',
      'console.',
    ]) {
      if (code.includes(word)) impure.push(`${file}: ${word}`)
    }
    // The ports promise; the core never makes a promise of its own.
    if (file !== 'core/ports.ts' && code.includes('Promise')) impure.push(`${file}: Promise`)
    for (const path of importsOf(file)) if (!path.startsWith('.')) impure.push(`${file} -> ${path}`)
  }
  expect(impure).toEqual([])
})

it('no sentence for a person stands in the code', () => {
  const cyrillicOrLatvian = /'[^'\n]*[āēīūšžčķļņģА-я][^'\n]*'/i
  // Letters as data: folding tables, the demo's people, units an editor may write, municipalities, languages by their own names, how people introduce themselves.
  const data = [
    'app/demo.ts',
    'understanding/text/normalise.ts',
    'understanding/text/scrub.ts',
    'knowledge/letters.ts',
    'knowledge/answer-checks.ts',
    'knowledge/municipalities.ts',
    'understanding/language/training/spellings.ts',
    'ui/console/language-switch.tsx',
  ]
  const spoken = [...sources].filter(
    ([file, text]) => !data.includes(file) && cyrillicOrLatvian.test(text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')),
  )
  expect(spoken.map(([file]) => file)).toEqual([])
})
