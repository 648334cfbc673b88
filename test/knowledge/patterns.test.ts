import { describe, expect, it } from 'vitest'
import { anEditor } from './editing.ts'

const pattern = '{ all: someone touches victim'

describe('an editor of patterns is told', () => {
  const spoilt = (from: string, to: string) => anEditor().replace('crisis.yaml', from, to).faults()

  it('which group does not exist, and what it may have been', () => {
    const [fault, ...others] = spoilt(pattern, '{ all: someone touchs victim')
    expect(fault).toMatch(/crisis\.yaml:\d+:\d+ {2}The group `touchs` is not in `groups`\. Did you mean `touches`\?/)
    expect(others).toEqual([])
  })
  it('that a star may only end a word', () => {
    const [fault] = spoilt('lv: [mani, man, mūs]', 'lv: [mani, m*n, mūs]')
    expect(fault).toContain('`m*n` has a `*` inside: it may only end a word, as in `beat*`.')
  })
  it('that a short beginning would begin too many words', () => {
    const [fault] = spoilt('lv: [mani, man, mūs]', 'lv: [mani, m*, mūs]')
    expect(fault).toContain('`m*` is too short')
  })
  it('how a number is written', () => {
    const [fault] = spoilt('lv: [mani, man, mūs]', 'lv: [mani, man <1-a>, mūs]')
    expect(fault).toContain('is no number: write `<number>` or, from 10 to 17, `<10-17>`.')
  })
  it('that a pattern lies in wait for nothing when its groups share no language', () => {
    const [fault] = anEditor()
      .replace('crisis.yaml', '  myself:\n    lv: [mani, man, mūs]\n', '  myself:\n')
      .replace('crisis.yaml', pattern, '{ all: only-here myself')
      .replace('crisis.yaml', '\ngroups:\n', '\ngroups:\n  only-here:\n    lv: [vienīgi]\n')
      .faults()
    expect(fault).toContain('These groups share no language')
  })
  it('which wishes a request may be for', () => {
    const [fault] = anEditor().replace('phrases.yaml', 'wish: erase, all: wipe', 'wish: eraze, all: wipe').faults()
    expect(fault).toContain('Did you mean `erase`?')
  })
})
