import type { Script } from '../scripts.ts'
import type { Chance } from './chance.ts'
import { onOtherArabicKeyboard, onRussianKeyboard } from './respell.ts'
import type { Written } from './samples.ts'

/** One text as a newcomer might send it: a few words of a sentence, often without diacritics, sometimes mistyped. */
export function draw(written: Written, chance: Chance): readonly string[] {
  const text = chance.pick(written.texts, [])
  const size = chance.pick(sizes, 3)
  const length = Math.floor(Math.min(text.length, 1 + chance.below(size) + (size > 3 ? size / 3 : 0)))
  const from = chance.below(text.length - length + 1)
  const window = text.slice(from, from + length)
  const typed = keyed(written.respell?.(window, chance) ?? window, written.script, chance)
  return mistyped(typed, chance).filter((word) => word !== '')
}

// Windows of 1-3, 3-8 and 7-20 words: who writes little is hardest to place, so little is practised most.
const sizes = [3, 3, 3, 3, 6, 6, 6, 14] as const

/** What the keyboard at hand makes of it. */
function keyed(words: readonly string[], script: Script, chance: Chance): readonly string[] {
  if (script === 'Latn' && chance.often(0.35)) return bare(words, chance.often(0.15))
  if (script === 'Cyrl' && chance.often(0.2)) return onRussianKeyboard(words, chance)
  if (script === 'Arab' && chance.often(0.3)) return onOtherArabicKeyboard(words, chance)
  return words
}

const marks = /[\u0300-\u036f]/g
const bareLetters: Readonly<Record<string, string>> = {
  '\u0131': 'i',
  '\u0111': 'd',
  '\u00df': 'ss',
  '\u0259': 'e',
  '\u00f8': 'o',
}
const spelledOut: Readonly<Record<string, string>> = {
  ...{ '\u00e4': 'ae', '\u00f6': 'oe', '\u00fc': 'ue' },
  ...{ '\u0101': 'aa', '\u0113': 'ee', '\u012b': 'ii', '\u016b': 'uu', '\u0161': 'sh', '\u010d': 'ch', '\u017e': 'zh' },
}

/** Without diacritics; some people spell them out with two letters. */
function bare(words: readonly string[], spellsOut: boolean): readonly string[] {
  return words.map((word) => {
    let out = ''
    for (const sign of word) out += (spellsOut ? spelledOut[sign] : undefined) ?? bareLetters[sign] ?? sign
    return out.normalize('NFD').replace(marks, '')
  })
}

function mistyped(words: readonly string[], chance: Chance): readonly string[] {
  if (!chance.often(0.12) || words.length === 0) return words
  const which = chance.below(words.length)
  return words.map((word, i) => (i === which && word.length > 3 ? slipped(word, chance) : word))
}

/** A letter left out, doubled, or two of them exchanged. */
function slipped(word: string, chance: Chance): string {
  const at = chance.below(word.length - 1)
  const [start, one, two, end] = [word.slice(0, at), word[at] ?? '', word[at + 1] ?? '', word.slice(at + 2)]
  return start + chance.pick([two, one + one + two, two + one], one + two) + end
}
