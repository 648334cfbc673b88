import { writeAct } from '../../src/core/acts.ts'
import type { Conversation } from '../../src/core/conversation.ts'
import type { Knowledge, Topic } from '../../src/core/knowledge.ts'
import type { Texts } from '../../src/core/ports.ts'
import type { Colleague, Roster } from '../../src/core/roster.ts'
import type { Rules } from '../../src/core/rules/rules.ts'
import type { Understood, Wish } from '../../src/core/understood.ts'

/** A little knowledge, enough for every rule: two topics, one for specialists, two offices, four languages, two kinds of danger. */
const three = (text: string) => ({ lv: `${text} lv`, ru: `${text} ru`, en: text })

function topic(id: string, more: Partial<Topic> = {}): Topic {
  return {
    id,
    status: 'live',
    area: 'living',
    audience: 'person',
    title: three(`Title of ${id}`),
    button: three(id),
    questions: {},
    answer: three(`Answer of ${id}`),
    next: [],
    handoff: [],
    sources: [{ url: 'https://example.org', seen: '2026-11-01' }],
    reviewBy: '2027-05-22',
    ...more,
  }
}

const language = (tag: string, served: 'answers' | 'interpreter' | 'none') =>
  ({
    tag,
    ownName: tag,
    direction: 'ltr',
    scripts: ['Latn'],
    name: three(tag),
    served,
    offered: served !== 'none',
    cues: [],
    askedWith: [],
  }) as const

const riga = {
  id: 'riga',
  name: three('Riga'),
  city: three('Riga'),
  phones: ['+371 1'],
  source: '',
  latitude: 0,
  longitude: 0,
  serves: [],
}
/** Keeps hours of its own: Tuesday and Thursday afternoon. */
const liepaja = {
  ...riga,
  id: 'liepaja',
  city: three('Liepaja'),
  week: { 2: [{ from: 780, to: 1140 }], 4: [{ from: 780, to: 1140 }] },
}
const none = {
  human: [],
  interpreter: [],
  psychologist: [],
  language: [],
  offices: [],
  erase: [],
  specialist: [],
  greeting: [],
  thanks: [],
  plea: [],
  yes: [],
  no: [],
  requests: { groups: {}, names: {}, list: [] },
}
const category = (id: string, desk: string) => ({ id, reply: three(`112 ${id}`), desk, phrases: { A: [], B: [] } })
const desk = (id: string) => ({
  id,
  name: three(id),
  languages: ['lv', 'ru', 'en'],
  confidential: id === 'psychologist',
  funding: 'fund',
})

export const knowledge: Knowledge = {
  revision: 'test00000000',
  topics: new Map(
    [
      topic('address'),
      topic('permit', { next: [{ topic: 'address' }, { topic: 'patient' }] }),
      topic('old', { expires: '2020-01-01' }),
      topic('patient', { area: 'specialists', audience: 'specialist' }),
    ].map((t) => [t.id, t]),
  ),
  menu: [
    { id: 'living', title: three('Living'), topics: ['address', 'permit'] },
    { id: 'specialists', title: three('For specialists'), topics: ['patient'] },
  ],
  contacts: new Map([['ici', riga]]),
  offices: [riga, liepaja],
  values: new Map(),
  languages: new Map(
    [
      language('lv', 'answers'),
      language('ru', 'answers'),
      language('en', 'answers'),
      language('fa', 'interpreter'),
      { ...language('prs', 'interpreter'), askedWith: ['fa'] },
      language('uk', 'none'),
    ].map((l) => [l.tag, l]),
  ),
  desks: new Map(['general', 'legal', 'psychologist', 'specialists'].map((id) => [id, desk(id)])),
  hours: {
    zone: 'Europe/Riga',
    week: Object.fromEntries([1, 2, 3, 4, 5].map((day) => [day, [{ from: 540, to: 1020 }]])),
    closedDays: new Set(['2026-11-18']),
    phone: '+371 1',
  },
  danger: {
    categories: new Map(
      ['immediate-danger', 'violence'].map((id) => [id, category(id, id === 'violence' ? 'psychologist' : 'general')]),
    ),
    traps: [],
    examples: { danger: [], everyday: [] },
    rules: { groups: {}, everyday: {}, patterns: [], traps: [], signs: [], enough: 1 },
  },
  phrases: none,
  replies: new Map(),
  synonyms: [],
}

export const anna = { id: 'anna', name: 'Anna' }
export const ilze = { id: 'ilze', name: 'Ilze' }
/** Their console is closed. */
export const gone = { id: 'gone', name: 'Gone' }
/** The psychologist. */
export const dace = { id: 'dace', name: 'Dace' }
/** Interprets Dari and Farsi; here. */
export const farid = { id: 'farid', name: 'Farid' }
/** Interprets Dari, Hazaragi too; her phone has to be called. */
export const zahra = { id: 'zahra', name: 'Zahra' }

const colleague = (ref: { id: string; name: string }, part: Partial<Colleague>): Colleague => ({
  ref,
  roles: ['consultant'],
  desks: ['general', 'legal'],
  offices: [],
  languages: ['lv', 'ru', 'en'],
  varieties: [],
  gender: null,
  present: true,
  busy: 0,
  ...part,
})

const interprets = { roles: ['interpreter'], desks: [] } as const

export const roster: Roster = {
  colleagues: [
    colleague(anna, {}),
    colleague(ilze, {}),
    colleague(dace, { roles: ['psychologist'], desks: ['psychologist'] }),
    colleague(farid, { ...interprets, languages: ['fa', 'prs', 'en'], gender: 'man' }),
    colleague(zahra, {
      ...interprets,
      languages: ['prs', 'ru'],
      varieties: ['Hazaragi'],
      gender: 'woman',
      present: false,
    }),
  ],
}

export const rules: Rules = { knowledge, consentVersion: '1', keptDays: 30, usualWait: null, roster }

/** Monday 23 November 2026, 10:00 in Riga: the desk is open. */
export const monday = Date.parse('2026-11-23T08:00:00Z')
export const minute = 60_000
export const hour = 60 * minute

export const understood = (wish: Wish, tag: string | null = 'en', p = 0.95, words = 5): Understood => ({
  languages: tag === null ? [] : [{ tag, p }],
  wish,
  words,
  revision: 'test00000000',
  why: '',
  telling: [],
  from: null,
})

export const wishes = {
  address: { kind: 'answer', topic: 'address', topics: [{ topic: 'address', p: 0.9 }], p: 0.9 },
  unsure: {
    kind: 'unsure',
    topics: [
      { topic: 'address', p: 0.5 },
      { topic: 'permit', p: 0.4 },
    ],
    p: 0.5,
  },
  miss: { kind: 'miss', topics: [], p: 0.1 },
  human: { kind: 'human', p: 0.9 },
  erase: { kind: 'erase', p: 0.9 },
  thanks: { kind: 'smalltalk', what: 'thanks', p: 0.9 },
  nothing: { kind: 'nothing', p: 1 },
  danger: { kind: 'crisis', category: 'violence', level: 'A', p: 0.9 },
  worry: { kind: 'crisis', category: 'violence', level: 'B', p: 0.6 },
  yes: { kind: 'yes', p: 0.9 },
  specialist: { kind: 'specialist', topic: 'patient', p: 0.9 },
  forOthers: { kind: 'interpreter', language: 'prs', forOthers: true, p: 0.9 },
} as const satisfies Record<string, Wish>

/** Words are their keys here: what is said is decided in the core, how in `locales/`. */
export const texts: Texts = {
  words(effect, tag) {
    const text =
      effect.do === 'say'
        ? effect.key
        : effect.do === 'answer'
          ? `answer ${effect.topic}`
          : effect.do === 'danger'
            ? `112 ${effect.category}`
            : effect.do
    const buttons = effect.buttons.map(({ act, label }) => ({
      act: writeAct(act),
      label: 'key' in label ? label.key : label.text,
    }))
    return { text, language: tag ?? 'en', buttons }
  },
}

/** For reading failures: a conversation without its times. */
export const regions = (c: Conversation) => ({
  handling: c.handling.at,
  interpretation: c.interpretation.at,
  attention: c.attention.who,
  rating: c.rating.at,
  consent: c.consent.at,
})
