import type { Chance } from './chance.ts'
import * as table from './spellings.ts'

/** One text's words in other letters, as one person with one set of habits would type them. */
export type Respell = (words: readonly string[], chance: Chance) => string[]

/** Letter by letter; what the table does not know stays. */
export function spelled(word: string, letters: table.Spelling, chance: Chance): string {
  let out = ''
  for (const letter of word) {
    const ways = letters[letter]
    out += ways ? chance.pick(ways, '') : letter
  }
  return out
}

export const russianInLatin: Respell = (words, chance) => {
  const habit = chance.pick(table.russianHabits, {})
  return words.map((word) => spelled(word, habit, chance))
}

export const onRussianKeyboard: Respell = (words, chance) =>
  words.map((word) => spelled(word, table.russianKeyboard, chance))

export const onOtherArabicKeyboard: Respell = (words, chance) => {
  const keyboard = chance.pick(table.arabicKeyboards, {})
  return words.map((word) => spelled(word, keyboard, chance))
}

export const asIs: Respell = (words) => [...words]

/** Another spelling, its long vowels typed as most people type them. */
export const casually =
  (by: Respell): Respell =>
  (words, chance) => {
    const long = chance.often(0.25)
    return by(words, chance).map((word) => casual(word, long, chance))
  }

export const gurmukhiInShahmukhi: Respell = (words, chance) =>
  words.map((word) => {
    let out = ''
    for (let i = 0; i < word.length; i++)
      out += chance.pick(table.gurmukhiToShahmukhi.get(word.charCodeAt(i) - 0xa00) ?? [], '')
    // At the end the two vowels of one letter part.
    return /[\u0a47\u0a48]$/.test(word) ? `${out.slice(0, -1)}\u06d2` : out
  })

/** No language at all: a cat on the keyboard, an abbreviation. Without it such letters would have to be somebody's. */
export function keysAtRandom(rows: readonly string[]): Respell {
  const all = rows.join('')
  return (words, chance) =>
    words.map((word) => {
      const length = Math.min(word.length, 8)
      const row = chance.pick(rows, all)
      const from = chance.below(row.length)
      if (chance.often(0.2)) return row.slice(from, from + length)
      if (chance.often(0.2)) return (row[from] ?? '').repeat(length)
      return Array.from({ length }, () => all[chance.below(all.length)]).join('')
    })
}

export const uzbekInCyrillic: Respell = (words) => words.map(uzbekWord)

function uzbekWord(word: string): string {
  let out = ''
  for (let at = 0; at < word.length; ) {
    const pair = table.uzbekToCyrillic.find(([latin]) => word.startsWith(latin, at))
    // At a word's start Uzbek writes its "e" with a letter of its own.
    out += at === 0 && pair?.[0] === 'e' ? '\u044d' : (pair?.[1] ?? word[at])
    at += pair?.[0].length ?? 1
  }
  return out
}

/** Indic letters carry a vowel unless a sign says otherwise; northern languages leave it out at the end and often inside. */
export function indicInLatin(block: number, inherent: 'a' | 'o', leavesOut: boolean): Respell {
  return (words, chance) => words.map((word) => indicWord(word, block, inherent, leavesOut, chance))
}

interface Sound {
  readonly consonant: boolean
  text: string
}

function indicWord(word: string, block: number, inherent: string, leavesOut: boolean, chance: Chance): string {
  const sounds: Sound[] = []
  for (let i = 0; i < word.length; i++) {
    const offset = word.charCodeAt(i) - block
    const consonant = table.indicConsonants.get(offset)
    const vowel = table.indicVowels.get(offset)
    const virama = offset === 0x4d
    if (consonant) {
      if (sounds.at(-1)?.consonant) sounds.push({ consonant: false, text: inherent })
      sounds.push({ consonant: true, text: chance.pick(consonant, '') })
    } else if (vowel) sounds.push({ consonant: false, text: chance.pick(vowel, '') })
    else if (virama) sounds.push({ consonant: false, text: '' })
  }
  if (leavesOut) dropInherent(sounds, inherent)
  else if (sounds.at(-1)?.consonant) sounds.push({ consonant: false, text: inherent })
  return sounds.map((sound) => sound.text).join('')
}

/** "dhanyavaad", not "dhanayavaada": an inherent vowel between vowel + consonant and consonant + vowel is silent. */
function dropInherent(sounds: Sound[], inherent: string): void {
  for (let i = sounds.length - 2; i > 2; i--) {
    const [before, sound, after, then] = [sounds[i - 2], sounds[i], sounds[i + 1], sounds[i + 2]]
    if (sound?.text !== inherent || sound.consonant || !before || before.consonant || before.text === '') continue
    if (after?.consonant && then && !then.consonant && then.text !== '') sound.text = ''
  }
}

/** Latin spellings by their frame, lent from a sister language that writes its vowels. */
export type Vowels = ReadonlyMap<string, string>

/**
 * Urdu and Persian leave short vowels out; Hindi and Tajik write the same words with all of them. Words are matched by
 * their frame: consonants and long vowels. Of several spellings the most frequent is lent.
 */
export function vowelsOf(words: Iterable<string>): Vowels {
  const counts = new Map<string, Map<string, number>>()
  for (const word of words) {
    for (const frame of new Set([frameOf(word), frameOf(word.replaceAll('i', 'ee').replaceAll('u', 'oo'))])) {
      const ways = counts.get(frame) ?? new Map<string, number>()
      counts.set(frame, ways.set(word, (ways.get(word) ?? 0) + 1))
    }
  }
  const most = (ways: Map<string, number>): string => [...ways].sort((a, b) => b[1] - a[1])[0]?.[0] ?? ''
  return new Map([...counts].map(([frame, ways]) => [frame, most(ways)]))
}

const frameOf = (latin: string): string =>
  latin
    .replace(/aa/g, 'A')
    .replace(/ee|ai|e|y/g, 'Y')
    .replace(/oo|au|o|w|v/g, 'W')
    .replace(/[aiu]/g, '')

function arabicFrame(word: string, sounds: table.Spelling): string {
  let out = ''
  for (const letter of word) out += letter === '\u0627' && out === '' ? '\u200c' : (sounds[letter]?.[0] ?? '')
  return frameOf(out.replace(/a+/g, 'aa')).replace('\u200c', '')
}

/** Arabic script in Latin letters: known words from a table, lent vowels, the rest by sound with vowels put in by chance. */
export function arabicInLatin(sounds: table.Spelling, words: table.Spelling, lent: Vowels): Respell {
  return (text, chance) => {
    const main = chance.pick(['a', 'a', 'e'], 'a')
    const long = chance.often(0.25)
    return text.map((word) => {
      const known = words[word]
      if (known) return chance.pick(known, '')
      const frame = arabicFrame(word, sounds)
      const sister = lent.get(frame) ?? lent.get(frame.replace(/h$/, ''))
      return sister ? casual(sister, long, chance) : withVowels(spelled(word, sounds, chance), main, chance)
    })
  }
}

/** Few people double a vowel because it is long. */
function casual(word: string, long: boolean, chance: Chance): string {
  if (long) return word
  return word
    .replace(/aa/g, 'a')
    .replace(/ee/g, chance.pick(['i', 'ee'], 'i'))
    .replace(/oo/g, chance.pick(['u', 'oo'], 'u'))
}

const plainConsonants = /^(?:[bcdfghjklmnpqrstvxyz379568])+$/

function withVowels(word: string, main: string, chance: Chance): string {
  const sounds = word.match(/kh|gh|sh|ch|th|zh|ph|3|7'|7|5|9|2|[a-z]/g) ?? []
  let out = ''
  sounds.forEach((sound, i) => {
    out += sound
    const next = sounds[i + 1]
    if (!next || !plainConsonants.test(sound) || !plainConsonants.test(next)) return
    // Two consonants meet at most now and then, and never at a word's start.
    const previous = sounds[i - 1]
    const open =
      i === 0 ||
      (previous !== undefined && plainConsonants.test(previous) && !/[aeiou]$/.test(out.slice(0, -sound.length)))
    if (open || chance.often(0.45)) out += chance.pick([main, main, main, 'e', 'i', 'o', 'u'], main)
  })
  return out
}
