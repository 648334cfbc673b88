import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { keptIn } from '../../src/understanding/matching/kept.ts'
import { learn } from '../../src/understanding/matching/learn.ts'
import { trainAside, trainHere } from '../../src/understanding/matching/training.ts'
import { freshDir } from '../store/places.ts'

const lesson = (text: string, label: string) => ({ text, written: text, label })
const lessons = [
  lesson('school for my child', 'school'),
  lesson('extend my permit', 'permit'),
  lesson('permit ends', 'permit'),
]
const trained = learn(lessons)

describe('what was learnt is kept for the next start', () => {
  it('a second start reads what the first one learnt', async () => {
    const dir = join(freshDir(), 'model')
    expect(await trainAside(lessons, dir)).toEqual(trained)
    expect(keptIn(dir, lessons).read()).toEqual(trained)
    expect(trainHere(lessons, dir)).toEqual(trained)
  })
  it('a changed phrasing is learnt anew', () => {
    const dir = freshDir()
    keptIn(dir, lessons).write(trained)
    expect(keptIn(dir, [...lessons, lesson('visa', 'visa')]).read()).toBeNull()
  })
  it('a file cut short by a full disk is learnt anew, not believed', () => {
    const dir = freshDir()
    keptIn(dir, lessons).write(trained)
    for (const name of readdirSync(dir)) writeFileSync(join(dir, name), 'half a mod')
    expect(trainHere(lessons, dir)).toEqual(trained)
  })
  it('a folder that cannot be written costs time, nothing else', () => {
    const file = join(freshDir(), 'no-folder')
    writeFileSync(file, '')
    expect(trainHere(lessons, file)).toEqual(trained)
  })
  it('old models do not pile up', () => {
    const dir = freshDir()
    for (let i = 0; i < 20; i++) keptIn(dir, [lesson(`text ${i}`, 'one')]).write(trained)
    expect(readdirSync(dir).length).toBeLessThanOrEqual(8)
  })
})
