import { isScalar } from 'yaml'
import type { Fault } from './fault.ts'
import { hasCyrillic, mixedWord, nearest } from './letters.ts'
import { eachScalar, faultAt, faultAtOffset, type Page, spell } from './page.ts'
import { guessOr, type Message, say } from './words.ts'

// Where sentences and words stand; elsewhere (`status: live  # draft | live`) a comment is welcome.
const textKeys = [
  'title',
  'button',
  'questions',
  'answer',
  'keywords',
  'when',
  'reply',
  'phrases',
  'traps',
  'name',
  'city',
]
const textFiles = /\/(phrases|synonyms|crisis|danger-examples|gold)\.yaml$/

/** What may be wrong in the words of any file: lost text, letters of another script. */
export function checkWords(page: Page): Fault[] {
  const faults: Fault[] = []
  const onlyWords = textFiles.test(page.file)
  eachScalar(page, ({ value, node, path, isKey }) => {
    const isText = onlyWords || path.some((part) => textKeys.includes(String(part)))
    const comment = isText && !isKey && isScalar(node) && node.type === 'PLAIN' ? lostText(page, node.range) : undefined
    if (comment) {
      faults.push(faultAtOffset(page, comment.offset, say('words.lost', { where: spell(path) })))
    }
    const dash = !isKey && isScalar(node) && node.type === 'PLAIN' ? meltedEntry(page, node.range) : undefined
    if (dash !== undefined) faults.push(faultAtOffset(page, dash, say('yaml.dash')))
    if (typeof value !== 'string' || path.at(-1) === 'letters') return
    const mixed = mixedWord(value)
    if (mixed && (!isKey || mixed.script === 'Latin')) {
      const { word, letter, script } = mixed
      faults.push(faultAt(page, path, say('words.mixed', { word, letter, script: say(`script.${script}`) }), word))
    }
  })
  return faults
}

/** Where texts stand side by side in several languages, each key is a language that `languages.yaml` knows. */
export function checkLanguageKeys(page: Page, tags: ReadonlySet<string>): Fault[] {
  const faults: Fault[] = []
  const walk = (value: unknown, path: readonly PropertyKey[]): void => {
    if (typeof value !== 'object' || value === null) return
    const keys = Object.keys(value)
    const areLanguages = !Array.isArray(value) && ['lv', 'ru', 'en'].some((tag) => keys.includes(tag))
    for (const key of keys) {
      const inner = [...path, Array.isArray(value) ? Number(key) : key]
      if (areLanguages && !tags.has(key.replace(/-Latn$/, ''))) faults.push(faultAt(page, inner, unknown(key, tags)))
      walk(Object.getOwnPropertyDescriptor(value, key)?.value, inner)
    }
  }
  walk(page.data, [])
  return faults
}

function unknown(key: string, tags: ReadonlySet<string>): Message {
  if (hasCyrillic(key)) return say('words.language-cyrillic', { key })
  // A two-letter slip has many neighbours; the three that every text needs are the likely ones.
  const guess = nearest(key, ['lv', 'ru', 'en']) ?? nearest(key, tags)
  return say('words.language', { key, advice: guessOr(guess, '') })
}

// The parser takes " #" for the beginning of a remark and says nothing: an editor's "Form #17" becomes "Form".
function lostText(page: Page, range: readonly number[] | null | undefined): { offset: number } | undefined {
  const end = range?.[1]
  if (end === undefined) return undefined
  const gap = /^[ \t]*#/.exec(page.text.slice(end))
  return gap ? { offset: end + gap[0].length - 1 } : undefined
}

// A new entry without its space, or one blank too far to the right, goes on with the text above: "Kā strādāt -Vai drīkst".
function meltedEntry(page: Page, range: readonly number[] | null | undefined): number | undefined {
  const [start = 0, end = 0] = range ?? []
  const dash = /\n[ \t]*-/.exec(page.text.slice(start, end))
  return dash ? start + dash.index + dash[0].length - 1 : undefined
}
