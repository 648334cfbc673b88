import { readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { keptIn } from '../../src/understanding/learning/kept.ts'
import { learnAll } from '../../src/understanding/learning/learn-all.ts'
import { trainAside, trainHere } from '../../src/understanding/learning/training.ts'
import { freshDir } from '../store/places.ts'

const lesson = (text: string, label: string) => ({ text, written: text, label })
const lessons = [
  lesson('school for my child', 'school'),
  lesson('extend my permit', 'permit'),
  lesson('permit ends', 'permit'),
]
const taught = { faq: lessons, specialists: lessons, danger: lessons }
const learnt = learnAll(taught)

describe('what was learnt is kept for the next start', () => {
  it('a second start reads what the first one learnt', async () => {
    const dir = join(freshDir(), 'model')
    expect(await trainAside(taught, dir)).toEqual(learnt)
    expect(keptIn(dir, taught).read()).toEqual(learnt)
    expect(trainHere(taught, dir)).toEqual(learnt)
  })
  it('a changed phrasing is learnt anew', () => {
    const dir = freshDir()
    keptIn(dir, taught).write(learnt)
    expect(keptIn(dir, { ...taught, faq: [...lessons, lesson('visa', 'visa')] }).read()).toBeNull()
  })
  it('a file cut short by a full disk is learnt anew, not believed', () => {
    const dir = freshDir()
    keptIn(dir, taught).write(learnt)
    for (const name of readdirSync(dir)) writeFileSync(join(dir, name), 'half a mod')
    expect(trainHere(taught, dir)).toEqual(learnt)
  })
  it('a folder that cannot be written costs time, nothing else', () => {
    const file = join(freshDir(), 'no-folder')
    writeFileSync(file, '')
    expect(trainHere(taught, file)).toEqual(learnt)
  })
  it('old models do not pile up, and those learnt last stay', () => {
    const dir = freshDir()
    const of = (i: number) => keptIn(dir, { faq: [lesson(`text ${i}`, 'one')], specialists: [], danger: [] })
    const all = Array.from({ length: 20 }, (_, i) => i)
    for (const i of all) {
      const before = readdirSync(dir)
      of(i).write(learnt)
      const [added = ''] = readdirSync(dir).filter((name) => !before.includes(name))
      utimesSync(join(dir, added), i, i)
    }
    expect(all.filter((i) => of(i).read() !== null)).toEqual([12, 13, 14, 15, 16, 17, 18, 19])
  })
})
