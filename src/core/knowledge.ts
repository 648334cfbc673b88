import type { Audience } from './conversation.ts'
import type { LanguageTag, Localised } from './language.ts'

/**
 * What the editors wrote, as one frozen value. `knowledge/` makes it from YAML and has checked it: inside, nobody
 * checks again. A new set is a new value; a turn works with one value from beginning to end.
 */
export interface Knowledge {
  /** Hash of all that the set holds, 12 hex digits. Every understanding is stamped with it. */
  readonly revision: string
  readonly topics: ReadonlyMap<string, Topic>
  /** Groups of topics, in the order of the menu. */
  readonly menu: readonly MenuArea[]
  readonly contacts: ReadonlyMap<string, Contact>
  readonly offices: readonly Office[]
  /** Sums and deadlines that change. */
  readonly values: ReadonlyMap<string, Value>
  readonly languages: ReadonlyMap<LanguageTag, Language>
  readonly desks: ReadonlyMap<string, Desk>
  readonly hours: OpeningHours
  readonly danger: Danger
  readonly phrases: Phrases
  /** What consultants write again and again. */
  readonly replies: ReadonlyMap<string, Reply>
  /** Language-neutral: each inner list is one idea ("PMLP", "OCMA", "УДГМ"). The first form stands for the rest. */
  readonly synonyms: readonly (readonly string[])[]
}

export interface Topic {
  readonly id: string
  readonly status: 'draft' | 'live' | 'paused'
  readonly area: string
  /** Written for specialists: nobody else is answered with it. */
  readonly audience: Audience
  readonly title: Localised
  /** At most 24 characters: fits on a button. */
  readonly button: Localised
  readonly questions: Readonly<Record<LanguageTag, readonly string[]>>
  /** Contacts and links are already put in, values when it is said (values.ts); plain text, lines end in \n. */
  readonly answer: Localised
  readonly next: readonly Next[]
  /** Words in the question that call for a human being at a desk, however clear the answer. */
  readonly handoff: readonly { readonly when: readonly string[]; readonly to: string; readonly urgent: boolean }[]
  readonly sources: readonly { readonly url: string; readonly seen: string }[]
  /** Days as `2027-05-22`. After `reviewBy` the answer carries a "please check" line; after `expires` it is not given. */
  readonly reviewBy: string
  readonly expires?: string
  /** Written by the organisation's own reviewer only: absent until then. */
  readonly reviewed?: Readonly<Record<LanguageTag, string>>
}

export type Next = { readonly topic: string } | { readonly contact: string } | { readonly desk: string }

export interface MenuArea {
  readonly id: string
  readonly title: Localised
  readonly topics: readonly string[]
}

export interface Contact {
  readonly id: string
  readonly name: Localised
  /** As dialled, with spaces: `+371 25565098`. */
  readonly phones: readonly string[]
  readonly email?: string
  readonly address?: string
  readonly hours?: Localised
  readonly source: string
  /** The day somebody confirmed it by calling; absent = nobody has yet. */
  readonly verified?: string
}

export interface Office extends Contact {
  readonly city: Localised
  /** When somebody is there; absent = as the general hours say. Holidays are the same for all. */
  readonly week?: Week
  /** Whose people are sent here. */
  readonly serves: readonly Municipality[]
  /** Of the town: the nearest office is found by it. */
  readonly latitude: number
  readonly longitude: number
  /** Of the door itself, for a pin on the map; absent = nobody has looked yet. */
  readonly door?: { readonly latitude: number; readonly longitude: number }
}

/** A sum or deadline that is true on some days only, both of them included. */
export interface Value {
  readonly amount: { readonly number: number; readonly unit: ValueUnit } | { readonly text: Localised }
  readonly validFrom: string
  /** Null: nobody has said when it ends. */
  readonly validTo: string | null
  /** Where people find what is in force when this is not. */
  readonly url: string
}

export type ValueUnit = (typeof valueUnits)[number]
export const valueUnits = ['EUR', 'percent'] as const

export interface Municipality {
  /** Its official name: "Talsu novads". */
  readonly name: string
  /** What else it is called, and its towns, in any language: "Talsi". */
  readonly places: readonly string[]
}

export interface Language {
  readonly tag: LanguageTag
  readonly ownName: string
  readonly direction: 'ltr' | 'rtl'
  readonly scripts: readonly string[]
  readonly name: Localised
  /** `answers`: the FAQ exists in it; `interpreter`: we have one; `none`: recognised only. */
  readonly served: 'answers' | 'interpreter' | 'none'
  /** Stands in the language picker. */
  readonly offered: boolean
  /** Greetings and words that alone give the language away, as people type them. */
  readonly cues: readonly string[]
  /** Even a long text does not tell it from these: the person is always asked. */
  readonly askedWith: readonly LanguageTag[]
}

export interface Desk {
  readonly id: string
  readonly name: Localised
  readonly languages: readonly LanguageTag[]
  /** What is said at this desk is read by this desk alone (the psychologists'). */
  readonly confidential: boolean
  /** Who pays for its services; null = nobody in particular. */
  readonly funding: string | null
}

/** By weekday, 0 = Sunday; minutes since local midnight, in their order, none over midnight. */
export type Week = Readonly<Record<number, readonly { readonly from: number; readonly to: number }[]>>

export interface Reply {
  readonly id: string
  readonly title: Localised
  /** In lv, ru and en at least. */
  readonly text: Localised
}

export interface OpeningHours {
  /** IANA zone. */
  readonly zone: string
  readonly week: Week
  /** Days as `2026-12-24` on which nobody answers. */
  readonly closedDays: ReadonlySet<string>
  /** The number for those who cannot wait, as dialled. */
  readonly phone: string
}

export interface Danger {
  readonly examples: DangerExamples
  readonly categories: ReadonlyMap<string, DangerCategory>
  /** Harmless everyday phrases that contain a danger word ("dying of laughter"): cut out before danger is looked for. */
  readonly traps: readonly string[]
  readonly rules: DangerRules
}

/** Words that do the same work in a sentence, by group and language. `hit*` leaves the end open, `<10-17>` is a number. */
export type WordGroups = Readonly<Record<string, Readonly<Record<LanguageTag, readonly string[]>>>>

/** Groups whose words, all of one language, must stand near one another. */
export interface Pattern {
  /** Of each inner list any group will do. */
  readonly all: readonly (readonly string[])[]
  /** In how many words all of them must stand. */
  readonly within: number
  readonly inOrder: boolean
  /** Groups that silence the pattern when they stand among its words or at most two words away. */
  readonly not: readonly string[]
  /** Groups that silence it wherever they stand. */
  readonly unless: readonly string[]
}

export interface DangerRules {
  readonly groups: WordGroups
  /** The commonest words of each language: a text full of Latvian ones is not searched for Russian words. */
  readonly everyday: Readonly<Record<LanguageTag, readonly string[]>>
  readonly patterns: readonly { readonly category: string; readonly level: 'A' | 'B'; readonly pattern: Pattern }[]
  /** Idioms with an open place ("the … kills me"): their words count for nothing. */
  readonly traps: readonly Pattern[]
  /** Each says little alone, some speak against danger; together, from `enough` points on, they are a weak sign. */
  readonly signs: readonly { readonly category: string | null; readonly points: number; readonly pattern: Pattern }[]
  readonly enough: number
}

/** Whole messages as people write them, of both kinds: what danger looks like is learnt from them. */
export interface DangerExamples {
  readonly danger: readonly { readonly text: string; readonly category: string }[]
  readonly everyday: readonly string[]
}

export interface DangerCategory {
  readonly id: string
  /** Said first, before everything else. Numbers stand in its first line. */
  readonly reply: Localised
  readonly desk: string
  /** A: act at once. B: one gentle question. Every entry is a phrase as a person may write it. */
  readonly phrases: Readonly<Record<'A' | 'B', readonly string[]>>
}

/** Wishes that are no questions to the FAQ; each list in all languages together. */
export interface Phrases {
  readonly human: readonly string[]
  readonly interpreter: readonly string[]
  readonly psychologist: readonly string[]
  readonly language: readonly string[]
  readonly offices: readonly string[]
  readonly erase: readonly string[]
  /** Who works with newcomers says so. */
  readonly specialist: readonly string[]
  readonly greeting: readonly string[]
  readonly thanks: readonly string[]
  /** A bare plea ("help me please"), nothing else said: no danger word, and no question; a person is offered. */
  readonly plea: readonly string[]
  readonly yes: readonly string[]
  readonly no: readonly string[]
  readonly requests: Requests
}

/** What a request may be for. `city`, `home`, `named-language`, `named-interpreter` count only where one is named, too. */
export type RequestKind = (typeof requestKinds)[number]
export const requestKinds = [
  'human',
  'interpreter',
  'named-interpreter',
  'psychologist',
  'language',
  'named-language',
  'office',
  'city',
  'home',
  'erase',
  'greeting',
  'thanks',
  'specialist',
] as const

/** The request grammar: what people ask for, in words of any order; the first that fits counts. */
export interface Requests {
  readonly groups: WordGroups
  /** What else a language is called, by its tag: forms that its name in languages.yaml does not tell. */
  readonly names: Readonly<Record<LanguageTag, readonly string[]>>
  readonly list: readonly { readonly kind: RequestKind; readonly pattern: Pattern }[]
}
