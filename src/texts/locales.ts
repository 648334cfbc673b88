import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import i18next, { type i18n } from 'i18next'
import type { LanguageTag } from '../core/language.ts'

/** `authored`: written by us; `approved`: by a native speaker; `needs-review`: a draft, shown with the English line. */
export type LocaleStatus = 'authored' | 'approved' | 'needs-review'

export interface Locales {
  readonly i18n: i18n
  readonly status: ReadonlyMap<LanguageTag, LocaleStatus>
  has(language: LanguageTag, key: string): boolean
}

/** Every `<dir>/<tag>/<file>.json`: flat keys, `{{params}}`, plural forms as `key_one`, and `$status` first. */
export function loadLocales(dir: string, file: 'person' | 'web' | 'staff'): Locales {
  const status = new Map<LanguageTag, LocaleStatus>()
  const resources: Record<string, { words: Record<string, string> }> = {}
  for (const entry of readdirSync(dir, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue
    const words = readLocale(join(dir, entry.name, `${file}.json`))
    if (!words) continue
    const { $status = 'needs-review', ...sentences } = words
    status.set(entry.name, asStatus($status))
    resources[entry.name] = { words: sentences }
  }
  if (!status.has('en')) throw new Error(`${dir}/en/${file}.json is missing: every other language falls back to it.`)
  const i18n = i18next.createInstance()
  void i18n.init({
    resources,
    lng: 'en',
    fallbackLng: 'en',
    ns: 'words',
    defaultNS: 'words',
    // Keys are flat ("wait.open"); sentences are plain text, so nothing is escaped on the way.
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    initAsync: false,
  })
  return { i18n, status, has: (language, key) => resources[language]?.words[key] !== undefined }
}

function readLocale(path: string): Record<string, string> | null {
  let source: string
  try {
    source = readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
  const value: unknown = JSON.parse(source)
  if (typeof value !== 'object' || value === null) throw new Error(`${path} must hold one object of sentences.`)
  const words: Record<string, string> = {}
  for (const [key, sentence] of Object.entries(value)) {
    if (typeof sentence !== 'string') throw new Error(`${path}: \`${key}\` must be a sentence in quotes.`)
    words[key] = sentence
  }
  return words
}

const asStatus = (text: string): LocaleStatus => (text === 'authored' || text === 'approved' ? text : 'needs-review')

/** All sentences of one language for a browser, missing ones in English: ready to show, no library needed there. */
export function sentencesOf(locales: Locales, wanted: LanguageTag, directionOf: (tag: LanguageTag) => 'ltr' | 'rtl') {
  const tag = locales.status.has(wanted) ? wanted : 'en'
  const english = locales.i18n.getResourceBundle('en', 'words')
  const own = locales.i18n.getResourceBundle(tag, 'words')
  return {
    tag,
    direction: directionOf(tag),
    review: locales.status.get(tag) === 'needs-review',
    strings: { ...english, ...own },
  }
}
