import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { anEditor, shipped, workPermit } from './editing.ts'

const script = join(import.meta.dirname, '../../src/cli/check-knowledge.ts')
const run = (args: string[], env: Record<string, string> = {}) =>
  spawnSync(process.execPath, [script, ...args], { encoding: 'utf8', env: { ...process.env, ...env } })

describe('npm run check:knowledge', () => {
  it('ends with 0 and one line about the whole set when there is no fault', () => {
    const { status, stdout, stderr } = run([shipped])
    expect(stderr).toBe('')
    expect(stdout).toMatch(/\d+ topics \(\d+ live\), \d+ phrasings, \d+ warning\(s\), revision [0-9a-f]{12}\n$/)
    expect(status).toBe(0)
  })

  it('ends with 1 and one line for each fault, with the folder taken from KNOWLEDGE_DIR', () => {
    const { dir } = anEditor().replace(workPermit, 'status: live', 'status: life')
    const { status, stderr } = run([], { KNOWLEDGE_DIR: dir })
    expect(stderr.trim().split('\n')).toEqual([
      expect.stringMatching(/^knowledge\/topics\/work\/work-permit\.yaml:2:1 {2}/),
      expect.stringMatching(/^1 fault\(s\), \d+ warning\(s\)\./),
    ])
    expect(status).toBe(1)
  })

  it('explains itself', () => {
    expect(run(['--help']).stdout).toContain('The folder is, in this order')
  })
})
