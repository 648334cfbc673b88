import { isScalar } from 'yaml'
import type { Fault } from './fault.ts'
import { hasCyrillic, mixedWord, nearest } from './letters.ts'
import { eachScalar, faultAt, faultAtOffset, type Page, spell } from './page.ts'

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
      const message = `In \`${spell(path)}\` everything from \`#\` on is lost. Put "double quotes" around the whole text.`
      faults.push(faultAtOffset(page, comment.offset, message))
    }
    if (typeof value !== 'string' || path.at(-1) === 'letters') return
    const mixed = mixedWord(value)
    if (mixed && (!isKey || mixed.script === 'Latin')) {
      const message = `In the word \`${mixed.word}\` the letter \`${mixed.letter}\` is ${mixed.script}. Type the word again.`
      faults.push(faultAt(page, path, message, mixed.word))
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

function unknown(key: string, tags: ReadonlySet<string>): string {
  if (hasCyrillic(key)) return `The language \`${key}\` is written in Cyrillic letters. Type it again in Latin letters.`
  // A two-letter slip has many neighbours; the three that every text needs are the likely ones.
  const guess = nearest(key, ['lv', 'ru', 'en']) ?? nearest(key, tags)
  return `The language \`${key}\` is not in languages.yaml.${guess ? ` Did you mean \`${guess}\`?` : ''}`
}

// The parser takes " #" for the beginning of a remark and says nothing: an editor's "Form #17" becomes "Form".
function lostText(page: Page, range: readonly number[] | null | undefined): { offset: number } | undefined {
  const end = range?.[1]
  if (end === undefined) return undefined
  const gap = /^[ \t]*#/.exec(page.text.slice(end))
  return gap ? { offset: end + gap[0].length - 1 } : undefined
}
