import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { modelDir, ofLittle } from '../platforms/model-dir.ts'
import { freshDir } from '../store/places.ts'

const root = join(import.meta.dirname, '../..')

/** A command as it is typed, with its own process. */
async function run(file: string, args: readonly string[], input = '', env: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, ['--import', './src/guard.mjs', `src/cli/${file}.ts`, ...args], {
    cwd: root,
    env: { PATH: process.env.PATH ?? '', MODEL_DIR: modelDir, ...env },
  })
  let out = ''
  let err = ''
  child.stdout.on('data', (bytes: Buffer) => {
    out += bytes.toString()
  })
  child.stderr.on('data', (bytes: Buffer) => {
    err += bytes.toString()
  })
  child.stdin.end(input)
  const [code] = await once(child, 'close')
  const lines = out.split('\n').filter((line) => line !== '')
  return { code, out, err, lines, rows: () => lines.map((line) => JSON.parse(line)) }
}

describe('npm run understand', () => {
  it('gives one line for each line, in order, as tools read it', async () => {
    const asked = [
      { text: 'How can I extend my residence permit?' },
      { text: 'я не хочу жить' },
      { text: '🙏🙏' },
      { text: 'I need an interpreter for Dari' },
      { text: 'Kur ir jūsu birojs Liepājā?', hint: 'lv' },
    ]
    const { code, rows } = await run('understand', ['--jsonl'], asked.map((row) => JSON.stringify(row)).join('\n'))
    expect(code).toBe(0)
    const [permit, danger, nothing, interpreter, office] = rows()
    expect(permit.wish).toMatchObject({ kind: 'answer', topic: 'residence-permit-extend' })
    expect(permit.wish.topics).toHaveLength(3)
    expect(permit.languages[0].tag).toBe('en')
    expect(danger.wish).toMatchObject({ kind: 'crisis', category: 'suicide-self-harm' })
    expect(nothing).toEqual({ languages: [], wish: { kind: 'nothing', p: 1 } })
    expect(interpreter.wish).toMatchObject({ kind: 'interpreter', language: 'prs' })
    expect(office.wish).toMatchObject({ kind: 'office', office: 'liepaja' })
  }, 60_000)
  it('says which line is none, and what one looks like', async () => {
    const { code, err } = await run('understand', ['--jsonl'], '{"text": "hello"}\nnot json\n', ofLittle)
    expect(code).toBe(1)
    expect(err).toContain('Line 2 is not one JSON object like {"text"')
  })
  it('explains one question: the phrasing, the words that counted, both thresholds', async () => {
    const { out } = await run('understand', ['How do I get a work permit?'], '', ofLittle)
    for (const part of ['language', 'work-permit', 'nearest: ', 'words', 'answer from 0.', '"did you mean" from 0.'])
      expect(out).toContain(part)
  })
})

describe('npm run match', () => {
  const file = (name: string, rows: readonly (readonly [string, string])[]): string => {
    const path = join(freshDir(), name)
    writeFileSync(path, rows.map(([text, intent]) => JSON.stringify({ lang: 'en', text, intent })).join('\n'))
    return path
  }
  const train = [
    ['where is the school', 'school'],
    ['school for my child', 'school'],
    ['extend my permit', 'permit'],
    ['my permit ends soon', 'permit'],
    ['what a fine day', 'oos'],
  ] as const
  it('learns from any questions and ranks others, with a summary aside', async () => {
    const test = file('test.jsonl', [
      ['which school for a child', 'school'],
      ['pizza', 'oos'],
    ])
    const { code, err, rows } = await run('match', ['--train', file('train.jsonl', train), '--test', test])
    expect(code).toBe(0)
    const [school] = rows()
    expect(school.ranked[0].intent).toBe('school')
    expect(school.ranked.map(({ intent }: { intent: string }) => intent)).not.toContain('oos')
    expect(school.ms).toBeGreaterThan(0)
    for (const word of ['top-1', 'top-3', 'AUROC', 'p50', 'training', 'memory']) expect(err).toContain(word)
  })
  it('says which line of which file it cannot read', async () => {
    const broken = join(freshDir(), 'broken.jsonl')
    writeFileSync(broken, '{"text": "x"}\n')
    const { code, err } = await run('match', ['--train', broken, '--test', broken])
    expect(code).toBe(1)
    expect(err).toContain('broken.jsonl:1  not one JSON object with "text" and "intent"')
  })
  it('says which file is not there', async () => {
    expect((await run('match', ['--train', 'nowhere.jsonl', '--test', 'x'])).err).toContain(
      'nowhere.jsonl cannot be read',
    )
  })
})
