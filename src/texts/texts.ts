import { writeAct } from '../core/acts.ts'
import type { Choice, Params } from '../core/effects.ts'
import type { Contact, Knowledge, Office } from '../core/knowledge.ts'
import type { LanguageTag } from '../core/language.ts'
import { never } from '../core/never.ts'
import type { Spoken, Texts, Words } from '../core/ports.ts'
import type { Button, Pin } from '../core/transcript.ts'
import { withValues } from '../core/values.ts'
import type { Locales } from './locales.ts'
import { shownParams } from './params.ts'

/** The languages everybody is spoken to in when theirs is unknown, or where a draft alone will not do. */
const ours: readonly LanguageTag[] = ['lv', 'ru', 'en']

/**
 * Effects to words. A language whose sentences no native speaker has approved is shown together with the English line;
 * a sentence it lacks comes in English; a language we only recognise gets English and Russian; an unknown one all three.
 */
export function createTexts(locales: Locales, knowledge: Knowledge, today: () => string): Texts {
  const plain = new Map<string, string>()
  const answers = new Map<string, string>()
  return { words }

  function words(effect: Spoken, language: LanguageTag | null): Words {
    switch (effect.do) {
      case 'say':
        return spoken(language, effect.buttons, (tag) => sentence(effect.key, tag, effect.params), effect.key)
      case 'answer':
        return {
          text: answer(effect.topic, effect.language),
          language: effect.language,
          buttons: buttons(effect.buttons, effect.language),
        }
      case 'danger':
        return danger(effect.category, language, effect.buttons)
      case 'office':
        return card(
          knowledge.offices.find((o) => o.id === effect.office),
          language,
          effect.buttons,
        )
      case 'contact':
        return card(knowledge.contacts.get(effect.contact), language, effect.buttons)
      default:
        return never(effect)
    }
  }

  /** One sentence, in as many languages as it takes for this person to be able to read one. */
  function spoken(
    language: LanguageTag | null,
    choices: readonly Choice[],
    say: (tag: LanguageTag) => string,
    key: string,
  ): Words {
    const tags = readable(language, key)
    const texts = [...new Set(tags.map(say))]
    // A sentence may be missing where its buttons are not: those stay in the person's language.
    const labels = language !== null && locales.status.has(language) ? language : (tags[0] ?? 'en')
    return { text: texts.join('\n\n'), language: tags[0] ?? 'en', buttons: buttons(choices, labels) }
  }

  function readable(language: LanguageTag | null, key: string): readonly LanguageTag[] {
    if (language === null) return ours
    const status = locales.status.get(language)
    if (status === undefined) return ['en', 'ru']
    if (!hasSentence(language, key)) return ['en']
    return status === 'needs-review' ? [language, 'en'] : [language]
  }

  function hasSentence(language: LanguageTag, key: string): boolean {
    return locales.has(language, key)
  }

  /** A sentence without parameters is the same every time: looked up once a language. */
  function plainSentence(key: string, tag: LanguageTag): string {
    const name = `${tag} ${key}`
    const known = plain.get(name)
    if (known !== undefined) return known
    const words = locales.i18n.t(key, { lng: tag })
    plain.set(name, words)
    return words
  }

  function sentence(key: string, tag: LanguageTag, params: Params): string {
    for (const _ in params) return withParams(key, tag, params)
    return plainSentence(key, tag)
  }

  function withParams(key: string, tag: LanguageTag, params: Params): string {
    return locales.i18n.t(key, { lng: tag, ...shownParams(params, tag, knowledge, locales.i18n) })
  }

  function buttons(choices: readonly Choice[], tag: LanguageTag): Button[] {
    return choices.map(({ act, label, language }) => {
      if ('text' in label) return { act: writeAct(act), label: label.text, ...(language ? { language } : {}) }
      const words = sentence(label.key, tag, label.params ?? {})
      // What stands there in English says so: it is set left to right, and read out as English.
      const english = language ?? (locales.has(tag, label.key) ? undefined : 'en')
      return { act: writeAct(act), label: words, ...(english ? { language: english } : {}) }
    })
  }

  /** An answer changes with the knowledge, which makes new texts, and with the day. */
  function answer(id: string, tag: LanguageTag): string {
    const name = `${today()} ${tag} ${id}`
    const known = answers.get(name)
    if (known !== undefined) return known
    if (answers.size > 1000) answers.clear()
    const words = composedAnswer(id, tag)
    answers.set(name, words)
    return words
  }

  function composedAnswer(id: string, tag: LanguageTag): string {
    const topic = knowledge.topics.get(id)
    if (!topic) throw new Error(`There is no topic "${id}" in revision ${knowledge.revision}.`)
    const source = topic.sources[0]
    const written = (topic.answer[tag] ?? topic.answer.en ?? '').trimEnd()
    const whereCurrent = (url: string): string => sentence('answer.value', tag, { url })
    const lines = [withValues(written, tag, today(), knowledge.values, whereCurrent)]
    if (source) lines.push(sentence('answer.source', tag, { url: source.url, date: source.seen }))
    if (topic.reviewBy < today()) lines.push(sentence('answer.old', tag, { date: topic.reviewBy }))
    return lines.join('\n\n')
  }

  /** In danger nobody depends on a draft: it comes with the Latvian, Russian and English lines. */
  function danger(category: string, language: LanguageTag | null, choices: readonly Choice[]): Words {
    const reply = knowledge.danger.categories.get(category)?.reply ?? {}
    const own =
      language !== null && ours.includes(language) ? [language] : language === null ? ours : [language, ...ours]
    const texts = own
      .map((tag) => reply[tag] ?? (locales.has(tag, 'crisis') ? sentence('crisis', tag, {}) : null))
      .filter((t) => t !== null)
    const first = own[0] ?? 'en'
    const shown = reply[first] !== undefined || locales.has(first, 'crisis') ? first : 'lv'
    return {
      text: texts.join('\n\n'),
      language: shown,
      buttons: buttons(choices, locales.status.has(first) ? first : 'en'),
    }
  }

  function card(
    contact: Contact | Office | undefined,
    language: LanguageTag | null,
    choices: readonly Choice[],
  ): Words {
    if (!contact) return spoken(language, choices, (tag) => sentence('offices.none', tag, {}), 'offices.none')
    const unknown = '—'
    const say = (tag: LanguageTag): string => {
      const name = 'city' in contact ? (contact.city[tag] ?? contact.city.en) : (contact.name[tag] ?? contact.name.en)
      const facts = sentence('offices.card', tag, {
        city: name ?? contact.id,
        address: contact.address ?? unknown,
        phone: contact.phones.join(', ') || unknown,
        hours: contact.hours?.[tag] ?? contact.hours?.en ?? unknown,
      })
      return contact.verified ? facts : `${facts}\n${sentence('card.unverified', tag, {})}`
    }
    const words = spoken(language, choices, say, 'offices.card')
    return 'door' in contact && contact.door ? { ...words, pin: pinOf(contact, contact.door, words.language) } : words
  }
}

const pinOf = ({ id, city, address }: Office, door: NonNullable<Office['door']>, tag: LanguageTag): Pin => ({
  name: city[tag] ?? city.en ?? id,
  address: address ?? '',
  ...door,
})
