import { describe, expect, it } from 'vitest'
import { groupAlike } from '../../src/understanding/search/alike.ts'
import { scrub } from '../../src/understanding/text/scrub.ts'

describe('what editors see of a question', () => {
  it.each([
    ['my number is +371 2612-34 56 call me', 'my number is [number] call me'],
    ['write to anna.k+x@example.co.uk please', 'write to [e-mail] please'],
    ['personas kods 120390-12345', 'personas kods [number]'],
    ['passport LV1234567 is lost', 'passport [number] is lost'],
    ['account LV80BANK0000435195001', 'account [number]'],
    ['Меня зовут Иван Петров, где снять жильё?', 'Меня зовут [name], где снять жильё?'],
    ['Mani sauc Zane. Kur mācīties?', 'Mani sauc [name]. Kur mācīties?'],
    ['my name is O’Brien and I need a doctor', 'my name is [name] and I need a doctor'],
    ['I am @canary_name on telegram', 'I am [name] on telegram'],
    ['اسمي محمد وأريد المساعدة', 'اسمي [name] وأريد المساعدة'],
  ])('%s', (said, shown) => {
    expect(scrub(said)).toBe(shown)
  })

  it('figures that are nobody’s stay: a sum, a year, a phone number of three digits', () => {
    const text = 'In 2026 I earn 780 euros, do I call 112?'
    expect(scrub(text)).toBe(text)
  })

  it('takes no longer for a text made to be slow', () => {
    const began = performance.now()
    for (const sign of ['a', '1', ' ', '@', '-', '1 ', 'my name is ']) scrub(sign.repeat(4_000 / sign.length))
    expect(performance.now() - began).toBeLessThan(500)
  })
})

describe('questions nobody answered are grouped', () => {
  it('what asks nearly the same stands together, the largest group first; other things apart', () => {
    const asked = [
      'where can I park my car',
      'how do I exchange my driving licence',
      'exchange driving licence how',
      'driving licence exchange, how do I do it?',
    ]
    expect(groupAlike(asked, (text) => text)).toEqual([asked.slice(1), asked.slice(0, 1)])
  })

  it('nothing asked is no group', () => {
    expect(groupAlike([], String)).toEqual([])
  })
})
