import type { LanguageTag } from '../core/language.ts'
import type { Locales } from './locales.ts'
import { languageName } from './params.ts'

/** What the funder's report is told in: the words of the console, in every language that has them. */
export const reportWords = ({ i18n, status }: Locales) => ({
  languages: [...status.keys()],
  say: (language: LanguageTag, key: string, params: Readonly<Record<string, string>> = {}): string =>
    i18n.t(key, { ...params, lng: language }),
  languageName,
})
