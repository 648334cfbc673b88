import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { sharesOf } from '../../src/understanding/language/score.ts'
import { readTable } from '../../src/understanding/language/table.ts'
import { chanceOf } from '../../src/understanding/language/training/chance.ts'
import type { Row } from '../../src/understanding/language/training/corpus.ts'
import { withoutOverlap } from '../../src/understanding/language/training/overlap.ts'
import { packTable } from '../../src/understanding/language/training/pack.ts'
import * as respell from '../../src/understanding/language/training/respell.ts'
import { train } from '../../src/understanding/language/training/train.ts'
import { runsOf } from '../../src/understanding/language/words.ts'

const row = (lang: string, text: string): Row => ({ lang, text, source: 'test', bucket: '' })
const rows = [
  ...['es ist ein schöner Tag heute', 'wir gehen zusammen in die Stadt', 'das Kind liest ein Buch'].map((t) =>
    row('de', t),
  ),
  ...['il fait beau aujourd’hui', 'nous allons ensemble en ville', 'cet enfant lit un livre'].map((t) => row('fr', t)),
  ...['сегодня хорошая погода', 'мы вместе идём в город', 'ребёнок читает книгу'].map((t) => row('ru', t)),
  ...['сьогодні гарна погода', 'ми разом йдемо до міста', 'дитина читає книжку'].map((t) => row('uk', t)),
]
const plan = { seed: 7, draws: 400, smaller: 4 }

describe('training', () => {
  const packed = packTable(train(rows, plan))
  it('gives the same table for the same corpus and seed, byte for byte', () =>
    expect(Buffer.compare(packTable(train(rows, plan)), packed)).toBe(0))
  it('gives another table for another seed', () =>
    expect(Buffer.compare(packTable(train(rows, { ...plan, seed: 8 })), packed)).not.toBe(0))
  it('learns what it was shown', () => {
    const best = (text: string) => [...sharesOf(runsOf(text), readTable(packed))].sort((a, b) => b[1] - a[1])[0]?.[0]
    expect(best('das schöne Buch')).toBe('de')
    expect(best('le livre de cet enfant')).toBe('fr')
    expect(best('дитина і погода')).toBe('uk')
    // Made by rule: no row shows Russian in Latin letters.
    expect(best('segodnya horoshaya pogoda')).toBe('ru')
  })
  it('leaves out sentences that it will be measured on', () => {
    const dev = [row('de', 'zusammen in die Stadt und wieder nach Hause')]
    const longer = row('de', 'Sie gehen zusammen in die Stadt und wieder nach Hause.')
    expect(withoutOverlap([...rows, longer], dev)).toEqual(rows)
  })
})

describe('texts made by rule', () => {
  const chance = () => chanceOf(3)
  it('Uzbek in Cyrillic', () =>
    expect(respell.uzbekInCyrillic(["o'zbek", 'yordam', 'elchi', 'choy'], chance())).toEqual([
      'ўзбек',
      'ёрдам',
      'элчи',
      'чой',
    ]))
  it('Hindi in Latin letters drops the vowels nobody says', () => {
    const [first = '', second = ''] = respell.indicInLatin(0x900, 'a', true)(['मदद', 'नमस्ते'], chance())
    expect(first).toBe('madad')
    expect(second).toBe('namaste')
  })
  it('Urdu in Latin letters borrows its short vowels from Hindi', () => {
    const inLatin = respell.arabicInLatin({ م: ['m'], د: ['d'] }, {}, respell.vowelsOf(['madad', 'madad', 'mudid']))
    expect(inLatin(['مدد'], chance())).toEqual(['madad'])
  })
  it('Punjabi in Arabic letters', () =>
    expect(respell.gurmukhiInShahmukhi(['ਮਦਦ', 'ਦੇ'], chance())).toEqual(['مدد', 'دے']))
})

describe('npm run train:language', () => {
  const dir = mkdtempSync(join(tmpdir(), 'corpus-'))
  afterAll(() => rmSync(dir, { recursive: true }))
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [join(import.meta.dirname, '../../src/cli/train-language.ts'), ...args], {
      encoding: 'utf8',
    })

  it('explains itself', () => expect(run('--help').stdout).toContain('CORPUS_DIR holds train.jsonl.gz'))
  it('says which file is missing', () => {
    const { status, stderr } = run(dir)
    expect(status).toBe(1)
    expect(stderr).toContain('dev.jsonl.gz is missing')
  })
  it('names the line it cannot read', () => {
    writeFileSync(
      join(dir, 'dev.jsonl.gz'),
      gzipSync('{"lang": "lv", "text": "labdien", "bucket": "1-3"}\n{"lang": "lv"}\n'),
    )
    expect(run(dir).stderr).toContain('dev.jsonl.gz:2 has no `lang` or no `text`')
    writeFileSync(join(dir, 'dev.jsonl.gz'), 'not packed at all')
    expect(run(dir).stderr).toContain('dev.jsonl.gz is no whole gzip file')
  })
})
