import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadKeys } from '../../src/store/keys.ts'
import { createSqliteStore } from '../../src/store/sqlite/store.ts'
import { small } from '../knowledge/editing.ts'
import { withStaff } from '../platforms/helpline.ts'
import { withServices } from '../platforms/ledger.ts'
import { freshDir } from '../store/places.ts'

const script = join(import.meta.dirname, '../../src/cli/report.ts')
const march = ['--from', '2026-03-01', '--to', '2026-03-31']

/** One data folder, and what the command says about it. */
function atTheTerminal(dir = freshDir()) {
  const env = { PATH: process.env.PATH ?? '', DATA_DIR: dir, KNOWLEDGE_DIR: small }
  const report = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { encoding: 'utf8', env })
    return { status, said: stdout, complained: stderr }
  }
  return { dir, report }
}

async function aHelplineThatServed() {
  const terminal = atTheTerminal()
  await withStaff(terminal.dir, 'Anna')
  await withServices(terminal.dir, [{ staff: 'staff-Anna' }, { service: 'consultation', language: 'ru' }])
  return terminal
}

describe('npm run report', () => {
  it('shows the report in the terminal, in Latvian unless another language is asked for', async () => {
    const { report } = await aHelplineThatServed()
    const { status, said, complained } = report(...march)
    expect([status, complained]).toEqual([0, ''])
    expect(said).toMatch(/^Sniegtie pakalpojumi\nNo 2026-03-01 līdz 2026-03-31, abas dienas ieskaitot\n/)
    expect(said).toMatch(/^Anna +dari +[\w-]{16} {2}/m)
    expect(said).not.toMatch(/canary|Legal/i)
    expect(report(...march, '--lang', 'en').said).toContain('Who interpreted')
  })

  it('the last day counts', async () => {
    const { report } = await aHelplineThatServed()
    expect(report('--from', '2026-03-02', '--to', '2026-03-02', '--lang', 'en').said).toContain('Who interpreted')
    expect(report('--from', '2026-03-03', '--to', '2026-03-31', '--lang', 'en').said).toContain('No service ended')
  })

  it('without days it is the last full month', async () => {
    const { report } = await aHelplineThatServed()
    const [year = 0, month = 0] = new Date()
      .toLocaleDateString('sv-SE', { timeZone: 'Europe/Riga' })
      .split('-')
      .map(Number)
    const last = new Date(Date.UTC(year, month - 1, 0)).toISOString().slice(0, 10)
    expect(report('--lang', 'en').said).toContain(`From ${last.slice(0, 8)}01 to ${last}`)
  })

  it('writes a file for a spreadsheet, and one for printing', async () => {
    const { dir, report } = await aHelplineThatServed()
    const csv = join(dir, 'report.csv')
    expect(report(...march, '--format', 'csv', '--out', csv)).toEqual({ status: 0, said: '', complained: '' })
    expect(readFileSync(csv).subarray(0, 3).toString('hex')).toBe('efbbbf')
    const html = join(dir, 'report.html')
    report(...march, '--format', 'html', '--out', html)
    expect(readFileSync(html, 'utf8')).toMatch(/^<!doctype html>\n<html lang="lv">/)
  })

  it.each([
    [['--from', 'yesterday'], '--from must be a day, written as 2026-01-01.'],
    [['--from', '2026-01-01', '--to', '2026-02-30'], '--to must be a day'],
    [['--from', '2026-02-01', '--to', '2026-01-01'], '--from comes after --to'],
    [['--lang', 'fa'], '--lang must be one of: '],
    [['--format', 'json'], '--format must be `table`, `csv` or `html`.'],
    [['--out', '/nowhere/at/all.csv'], 'Choose another place with --out.'],
    [['--month', '3'], '--month'],
  ])('says in a sentence what is wrong: %j', async (args, sentence) => {
    const { report } = await aHelplineThatServed()
    const { status, said, complained } = report(...args)
    expect([status, said]).toEqual([1, ''])
    expect(complained).toContain(sentence)
    expect(complained).not.toMatch(/\n\s+at /)
  })

  it('a folder without a helpline is said to be one, and stays empty', () => {
    const { dir, report } = atTheTerminal()
    expect(report()).toMatchObject({ status: 1, complained: expect.stringContaining('There is no helpline in') })
    expect(readdirSync(dir)).toEqual([])
    const nowhere = join(dir, 'nowhere')
    expect(atTheTerminal(nowhere).report().complained).toContain('Set DATA_DIR')
    expect(existsSync(nowhere)).toBe(false)
  })

  it('while the helpline runs, it says where else the report is', async () => {
    const { dir, report } = await aHelplineThatServed()
    const running = createSqliteStore({ dir, keys: loadKeys({ dataDir: dir, production: false }) })
    const { status, complained } = report(...march)
    await running.close()
    expect(status).toBe(1)
    expect(complained).toContain('Another helpline is already running')
    expect(complained).toContain('a coordinator finds the report in its console')
    expect(report(...march).status).toBe(0)
  })

  it('explains itself', () => {
    expect(atTheTerminal().report('--help').said).toContain('npm run report -- [--from')
  })
})
