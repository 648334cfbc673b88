import type { i18n } from 'i18next'
import type { Params } from '../core/effects.ts'
import type { Knowledge } from '../core/knowledge.ts'
import type { LanguageTag } from '../core/language.ts'

/** Left-to-right isolate: a phone number or an address on the web prints in order inside right-to-left text. */
const isolate = (text: string): string => `\u2066${text}\u2069`

/** Parameters as this language shows them: days counted in words, languages by name, numbers kept left to right. */
export function shownParams(
  params: Params,
  tag: LanguageTag,
  knowledge: Knowledge,
  words: i18n,
): Record<string, string> {
  const rtl = knowledge.languages.get(tag)?.direction === 'rtl'
  const shown: Record<string, string> = {}
  for (const [name, value] of Object.entries(params)) shown[name] = show(name, value)
  return shown

  /** A range ("15–30") is counted by its end. */
  function counted(name: string, value: string): string {
    const end = value.split('–').at(-1) ?? value
    const shownAs = words.t(name, { lng: tag, count: Number(end) })
    return end === value ? shownAs : shownAs.replace(end, rtl ? isolate(value) : value)
  }

  function show(name: string, value: string | number): string {
    switch (name) {
      case 'days':
      case 'minutes':
        return counted(name, String(value))
      case 'language':
        return languageName(String(value), tag, knowledge)
      case 'day':
      case 'date':
        return dayName(String(value), tag, name === 'day')
      case 'phone':
      case 'hours':
      case 'address':
      case 'url':
      case 'time':
        return rtl ? isolate(String(value)) : String(value)
      default:
        return String(value)
    }
  }
}

export function languageName(language: LanguageTag, tag: LanguageTag, knowledge: Knowledge): string {
  const known = knowledge.languages.get(language)
  return (
    known?.name[tag] ??
    known?.ownName ??
    new Intl.DisplayNames([tag, 'en'], { type: 'language' }).of(language) ??
    language
  )
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** `2026-11-23` as "Monday, 23 November". Noon, so that no zone moves it to another day. */
function dayName(day: string, tag: LanguageTag, weekday: boolean): string {
  const key = `${tag}:${weekday}`
  let format = formats.get(key)
  if (!format) {
    // Dates are Gregorian with Latin digits in every language: Latvian offices write them so.
    format = new Intl.DateTimeFormat(`${tag}-u-ca-gregory-nu-latn`, {
      ...(weekday ? { weekday: 'long', day: 'numeric', month: 'long' } : { dateStyle: 'medium' }),
      timeZone: 'UTC',
    })
    formats.set(key, format)
  }
  return format.format(new Date(`${day}T12:00:00Z`))
}
