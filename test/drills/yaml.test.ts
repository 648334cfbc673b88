import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Fault } from '../../src/knowledge/fault.ts'
import { printFault, showPlace } from '../../src/knowledge/fault.ts'
import type { Loaded } from '../../src/knowledge/load.ts'
import { parsePage } from '../../src/knowledge/parse.ts'
import { type SetFiles, setShapes } from '../../src/knowledge/set-shapes.ts'
import { checkTopic } from '../../src/knowledge/topic-checks.ts'
import { topicShape } from '../../src/knowledge/topic-shape.ts'
import { validate } from '../../src/knowledge/validate.ts'
import { checkWords } from '../../src/knowledge/word-checks.ts'
import { checkerLanguages, isKey } from '../../src/knowledge/words.ts'
import { anEditor, type Edited, shipped } from '../knowledge/editing.ts'
import { drillSeed } from './random.ts'
import { report } from './table.ts'
import { hostile, type Spoiled, slips } from './yaml-corpus.ts'

/** Every fault has a place that exists, words in all three languages, and one line. */
function isTold(fault: Fault): boolean {
  const lines = checkerLanguages.map((language) => printFault(fault, language))
  const hasPlace = fault.line >= 1 && fault.column >= 1 && lines.every((line) => /^\S+:\d+:\d+ {2}\S/.test(line))
  return (
    isKey(fault.message.key) && hasPlace && lines.every((line) => !line.includes('\n')) && showPlace(fault).length < 3
  )
}

it('17: YAML that is hostile or slipped: one clear line at its place, the set refused, nothing crashes', () => {
  const wrong: string[] = []
  let [slowest, slowestCase, crashes] = [0, '', 0]
  const all: readonly Spoiled[] = [...hostile, ...slips]
  for (const { what, spoil, told } of all) {
    const editor = spoil(anEditor())
    const start = performance.now()
    const result = loaded(editor)
    if (!result) {
      crashes++
      continue
    }
    const took = performance.now() - start
    if (took > slowest) [slowest, slowestCase] = [took, what]
    const faults = result.ok ? [] : result.faults
    if (!faults.every(isTold)) wrong.push(`${what}: a fault without a place or words`)
    if (told === null && faults.length > 0)
      wrong.push(`${what}: ${faults.map((fault) => printFault(fault)).join('; ')}`)
    if (told !== null && !faults.some((fault) => told.test(printFault(fault)))) wrong.push(`${what}: ${print(faults)}`)
    if (told !== null && slips.some((slip) => slip.what === what) && faults.length !== 1)
      wrong.push(`${what}: ${faults.length} faults for one mistake: ${print(faults)}`)
  }
  report({
    number: '17',
    fault: 'hostile and slipped YAML',
    done: `${hostile.length} hostile files, ${slips.length} slips, each in a whole set; the slowest: ${slowestCase}`,
    counts: { crashes, 'wrong messages': wrong.length },
    longest: slowest,
    seed: null,
  })
  expect([crashes, wrong]).toEqual([0, []])
}, 120_000)

/** Null: it threw, which the files must never make it do. */
function loaded(editor: Edited): Loaded | null {
  try {
    return editor.load()
  } catch (error) {
    console.error(error)
    return null
  }
}

const print = (faults: readonly Fault[]): string =>
  faults
    .slice(0, 3)
    .map((fault) => printFault(fault))
    .join('; ')

const files = readdirSync(shipped, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.yaml'))
  .map((name) => ({ name, text: readFileSync(join(shipped, name), 'utf8') }))
  // Where the fuzz finds nothing in a 100 KB list of words that it would not find in a topic, it only waits.
  .filter(({ text }) => text.length < 40_000)

const signs = [
  ...[
    ':',
    ': ',
    '- ',
    '-',
    '\t',
    '#',
    ' # ',
    '"',
    "'",
    '{',
    '}',
    '[',
    ']',
    '{{',
    '}}',
    '|',
    '>',
    '&a ',
    '*a',
    '!x ',
    '%',
    '@',
  ],
  ...[
    '\n',
    '\n\n',
    ' ',
    '  ',
    '\r\n',
    '\u00a0',
    '\ufeff',
    '\u0000',
    '\u2028',
    '---\n',
    '...\n',
    '? ',
    '<<: ',
    '__proto__: ',
    'null',
  ],
  ...['0123', '1e999', 'ā', 'а', '🙂', '\ud83d', 'х'.repeat(500), '{{value.x}}', '{{link.}}', '112', '<b>', '~'],
]
const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  cut: fc.oneof({ weight: 3, arbitrary: fc.nat(3) }, fc.nat(300)),
  put: fc.oneof(fc.constantFrom(...signs), fc.string({ maxLength: 12 }), fc.constant('')),
})
const mutation = fc.record({ file: fc.nat(files.length - 1), edits: fc.array(edit, { minLength: 1, maxLength: 4 }) })

/** `YAML_MUTATIONS=100000 npm run drills -- yaml` is the whole drill. */
const runs = Number(process.env.YAML_MUTATIONS ?? (process.env.DRILL_ROWS ? 20_000 : 2000))

it('19: shipped files changed at random: valid, or faults with place and words; never a crash', () => {
  const seed = drillSeed()
  let slowest = 0
  let valid = 0
  const outcome = fc.check(
    fc.property(mutation, ({ file, edits }) => {
      const { name, text } = files[file] ?? { name: '', text: '' }
      const spoiled = edits.reduce((before, { at, cut, put }) => {
        const from = Math.floor(at * before.length)
        return before.slice(0, from) + put + before.slice(from + cut)
      }, text)
      const start = performance.now()
      const faults = faultsOf(name, spoiled)
      slowest = Math.max(slowest, performance.now() - start)
      if (faults.length === 0) valid++
      const lines = spoiled.split('\n').length
      return faults.every((fault) => isTold(fault) && fault.line <= lines)
    }),
    { numRuns: runs, seed, endOnFailure: false },
  )
  report({
    number: '19',
    fault: 'YAML changed at random',
    done: `${outcome.numRuns} mutations of ${files.length} files, ${valid} of them still valid`,
    counts: { 'crashes or faults without place or words': outcome.failed ? 1 : 0 },
    longest: slowest,
    seed,
  })
  expect(outcome.failed ? fc.defaultReportMessage(outcome) : null).toBeNull()
}, 3_600_000)

/** What the checker says of one file alone: it is parsed, its shape and its words are looked at. */
function faultsOf(name: string, text: string): readonly Fault[] {
  const { page, faults, warnings } = parsePage(`knowledge/${name}`, new TextEncoder().encode(text))
  if (!page) return [...faults, ...warnings]
  const words = [...warnings, ...checkWords(page)]
  if (!name.startsWith('topics/')) {
    const shape = setShapes[name as keyof SetFiles]
    return [...words, ...validate(page, shape).faults]
  }
  const { value, faults: shapeFaults } = validate(page, topicShape)
  if (!value) return [...words, ...shapeFaults]
  const checked = checkTopic(page, value, {})
  return [...words, ...checked.faults, ...checked.warnings]
}
