import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { freshDir } from '../store/places.ts'
import { anEditor, small, workPermit } from './editing.ts'

const script = join(import.meta.dirname, '../../src/cli/check-knowledge.ts')
const run = (args: string[], env: Record<string, string> = {}) =>
  spawnSync(process.execPath, [script, ...args], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: '', LC_MESSAGES: '', LANG: '', MODEL_DIR: freshDir(), ...env },
  })

describe('npm run check:knowledge', () => {
  it('ends with 0, how much is there in each language, how it reads, and one line about the whole set', () => {
    const { status, stdout, stderr } = run([small])
    expect(stderr).toBe('')
    for (const tag of ['lv', 'ru', 'en'])
      expect(stdout).toMatch(
        new RegExp(`^${tag}: (\\d+) of \\1 live topics complete; sentences of [\\d.]+ words on average`, 'm'),
      )
    expect(stdout).toMatch(/\d+ topics \(\d+ live\), \d+ phrasings, \d+ warning\(s\), revision [0-9a-f]{12}\n$/)
    expect(status).toBe(0)
  }, 60_000)

  it('ends with 1 and for each fault a line, the line of the file, and a caret under the place', () => {
    const { dir } = anEditor().replace(workPermit, 'status: live', 'status: life')
    const { status, stderr } = run(['--quick'], { KNOWLEDGE_DIR: dir })
    expect(stderr.trimEnd().split('\n')).toEqual([
      expect.stringMatching(/^knowledge\/topics\/work\/work-permit\.yaml:2:1 {2}/),
      '  2 | status: life',
      '    | ^',
      expect.stringMatching(/^1 fault\(s\), \d+ warning\(s\)\./),
    ])
    expect(status).toBe(1)
  })

  it.each([
    ['lv', ['--language', 'lv'], {}, 'Kļūdas: 1,'],
    ['ru', ['--language', 'ru'], { LANG: 'lv_LV.UTF-8' }, 'Ошибок: 1,'],
    ['the language of this computer', [], { LANG: 'lv_LV.UTF-8' }, 'Kļūdas: 1,'],
    ['English where the computer speaks neither', [], { LANG: 'de_DE.UTF-8' }, '1 fault(s),'],
  ])('speaks %s', (_, args, env, words) => {
    const { dir } = anEditor().replace(workPermit, 'status: live', 'status: life')
    expect(run([dir, '--quick', ...args], env).stderr).toContain(words)
  })

  it('says which languages it speaks', () => {
    const { status, stderr } = run(['--language', 'de'])
    expect(stderr).toContain('lv, ru or en')
    expect(status).toBe(1)
  })

  it('takes warnings for faults only with --strict', () => {
    const { dir } = anEditor().replace(workPermit, 'review_by: 2027-05-22', 'review_by: 2020-05-22')
    expect(run([dir, '--quick']).status).toBe(0)
    const strict = run([dir, '--quick', '--strict'])
    expect(strict.stderr).toContain('1 warning(s): with --strict they count as faults.')
    expect(strict.status).toBe(1)
  })

  it('explains itself', () => {
    expect(run(['--help']).stdout).toContain('The folder is, in this order')
  })
})
