import { describe, expect, it } from 'vitest'
import { sayFirst } from '../../src/ui/console/say-first.ts'
import { pieces } from '../../src/ui/shared/pieces.ts'
import { sayFrom } from '../../src/ui/shared/strings.ts'

const links = (text: string, ours = false) =>
  pieces(text, ours).flatMap((piece) => ('href' in piece ? [piece.href] : []))
const words = (text: string, ours = false) =>
  pieces(text, ours)
    .map((piece) => ('text' in piece ? piece.text : `[${piece.code}]`))
    .join('')

describe('numbers and links in a line', () => {
  it('a number can be called, and loses the signs that held it in right-to-left text', () => {
    expect(links('تلفن: \u2066+371 25565098\u2069', true)).toEqual(['tel:+37125565098'])
    expect(words('تلفن: \u2066+371 25565098\u2069.', true)).toBe('تلفن: +371 25565098.')
  })
  it('a sum or a date is no number to call', () => {
    expect(links('From +5 to 12.11.2026 it costs 300')).toEqual([])
  })
  it('112 can be called where our own side wrote it, but not as a price', () => {
    expect(links('Call 112.', true)).toEqual(['tel:112'])
    expect(links('It costs 112 € or 112 EUR, see 1.112', true)).toEqual([])
    expect(links('I live in room 112', false)).toEqual([])
  })
  it('a link ends before the full stop and the bracket of its sentence', () => {
    expect(links('See (https://www.pmlp.gov.lv/en/a_(b)?c=1).')).toEqual(['https://www.pmlp.gov.lv/en/a_(b)?c=1'])
  })
  it('only https becomes a link', () => {
    expect(links('javascript:alert(1) http://example.org data:text/html,x')).toEqual([])
  })
  it('a sign that turns letters round is shown, not obeyed', () => {
    expect(words('evil\u202etxt.exe')).toBe('evil[U+202E]txt.exe')
  })
  it('no other letter is lost or added', () => {
    const text = '<img src=x onerror=alert(1)> https://a.lv/?b=1, +371 63420000; ok 👍🏽'
    expect(words(text)).toBe(text)
  })
})

describe('strings', () => {
  it('parameters stand in their places; an unknown key is shown rather than nothing', () => {
    const say = sayFrom({ hello: 'Hello, {{name}} {{what}}' })
    expect(say('hello', { name: 'Anna' })).toBe('Hello, Anna {{what}}')
    expect(say('nothing')).toBe('nothing')
  })
  it('the first key that has words wins', () => {
    expect(sayFirst({ b: 'B' }, 'a', 'b', 'c')).toBe('B')
    expect(sayFirst({}, 'a', 'plain')).toBe('plain')
  })
})
