import { type Script, scriptOf } from './scripts.ts'

/** All words of a text that are written in one script, in their order. */
export interface Run {
  readonly script: Script
  readonly words: string[]
  letters: number
}

/** More than this nobody needs to see to know a language; it also bounds the work of one message. */
const longest = 1000
const word = /[\p{L}\p{M}\p{N}']+/gu
const letter = /\p{L}/u
const apostrophes = /[\u2018\u2019\u02bb\u02bc\u02bf\u0060\u00b4]/g
// Joiners, direction marks and the tatweel stretch or turn a word without changing it.
const invisible = /[\u00ad\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|[\ufe00-\ufe0f]/g
// What is left of marks after composing: vowels that only schoolbooks write, and decoration. Indic signs are letters.
const marks = /[\u0300-\u036f\u0610-\u061a\u064b-\u0653\u0656-\u065f\u0670\u06d6-\u06ed]/g

/**
 * A text as words by script. Unlike the matcher's folding it keeps scripts and diacritics: they tell languages apart.
 */
export function runsOf(text: string): Run[] {
  const plain = text.slice(0, longest).normalize('NFKC').toLowerCase()
  const clean = plain.replace(invisible, '').replace(marks, '').replace(apostrophes, "'")
  const runs = new Map<Script, Run>()
  for (const [found] of clean.slice(0, longest).matchAll(word)) {
    for (const part of ascii.test(found) ? [found] : partsOf(found)) {
      const written = withoutQuotes(part)
      if (!letter.test(written)) continue
      const script = mainScript(written)
      const run = runs.get(script) ?? { script, words: [], letters: 0 }
      runs.set(script, run)
      run.words.push(script === 'Cyrl' || script === 'Latn' ? oneAlphabet(written, script) : written)
      run.letters += written.length
    }
  }
  return [...runs.values()]
}

function withoutQuotes(part: string): string {
  let from = 0
  let to = part.length
  while (part[from] === "'") from++
  while (to > from && part[to - 1] === "'") to--
  return part.slice(from, to)
}

/** Cut where the script changes: Han needs no space around a foreign word. Latin and Cyrillic stay together, see below. */
function partsOf(found: string): string[] {
  const parts: string[] = []
  let from = 0
  let current: Script = 'Zyyy'
  for (let i = 0; i < found.length; i++) {
    const script = scriptOf(found.charCodeAt(i))
    if (script === 'Zyyy' || script === current) continue
    if (current !== 'Zyyy' && !(alike.has(script) && alike.has(current))) {
      parts.push(found.slice(from, i))
      from = i
    }
    current = script
  }
  return [...parts, found.slice(from)]
}

const alike: ReadonlySet<Script> = new Set(['Latn', 'Cyrl'])
// biome-ignore lint/suspicious/noControlCharactersInRegex: the range is "all of ASCII".
const ascii = /^[\x00-\x7f]*$/

function mainScript(written: string): Script {
  const first = scriptOf(written.charCodeAt(0))
  let best = first
  let most = 0
  const counts = new Map<Script, number>()
  for (let i = 0; i < written.length; i++) {
    const script = scriptOf(written.charCodeAt(i))
    const count = (counts.get(script) ?? 0) + 1
    counts.set(script, count)
    if (script !== 'Zyyy' && count > most) {
      most = count
      best = script
    }
  }
  return best
}

// Letters that look the same: a keyboard left in the other alphabet for one letter is no second language.
const cyrillicTwins = '\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456'
const latinTwins = 'aeopcyxi'

function oneAlphabet(written: string, script: 'Cyrl' | 'Latn'): string {
  const [from, to] = script === 'Cyrl' ? [latinTwins, cyrillicTwins] : [cyrillicTwins, latinTwins]
  let out = ''
  for (const sign of written) {
    const at = scriptOf(sign.charCodeAt(0)) === script ? -1 : from.indexOf(sign)
    out += at < 0 ? sign : to[at]
  }
  return out
}
