import { join } from 'node:path'
import type { Knowledge } from '../../src/core/knowledge.ts'
import { loadKnowledge } from '../../src/knowledge/load.ts'
import { loadLocales } from '../../src/texts/locales.ts'

/** The sentences and the knowledge as they are shipped: rules about words are proved on the real ones. */
export const localesDir = join(import.meta.dirname, '../../locales')
export const locales = loadLocales(localesDir, 'person')
export const knowledge = shippedKnowledge()

export const ours = ['lv', 'ru', 'en']
export const rare = [...knowledge.languages.values()].filter((l) => l.served === 'interpreter').map((l) => l.tag)
export const rightToLeft = rare.filter((tag) => knowledge.languages.get(tag)?.direction === 'rtl')

export const counted = ['days', 'minutes']

/** The sentences of one language by key, `$status` left out. */
export function sentencesOf(tag: string): ReadonlyMap<string, string> {
  const bundle: unknown = locales.i18n.getResourceBundle(tag, 'words')
  return new Map(
    Object.entries(bundle ?? {}).map(([key, sentence]: [string, unknown]): [string, string] => [key, String(sentence)]),
  )
}

/** `days_few` is a form of `days`. */
export function withoutForm(key: string): string {
  const [name = key, form] = key.split('_')
  return form !== undefined && counted.includes(name) ? name : key
}

export const keysOf = (tag: string): string[] =>
  [...new Set([...sentencesOf(tag).keys()].map(withoutForm))].sort((a, b) => a.localeCompare(b))

export const placeholders = (sentence: string): string[] =>
  [...sentence.matchAll(/\{\{(.+?)\}\}/g)].map(([, name]) => name ?? '').sort()

function shippedKnowledge(): Knowledge {
  const loaded = loadKnowledge(join(import.meta.dirname, '../../knowledge'))
  if (!loaded.ok) throw new Error(`The shipped knowledge has ${loaded.faults.length} faults: npm run check:knowledge.`)
  return loaded.knowledge
}
