import { z } from 'zod'
import { requestKinds, valueUnits } from '../core/knowledge.ts'
import { day, id, localised, pattern, phone, text, url, wordGroups, wordsPerLanguage } from './shape.ts'

const area = z.strictObject({ id, title: localised(40), topics: z.array(id).optional() })

const contact = z.strictObject({
  name: localised(120),
  phones: z.array(phone),
  email: z.email({ error: 'shape.email' }).optional(),
  address: text(200).optional(),
  hours: localised(200).optional(),
  source: url,
  verified: day.optional(),
  note: text(400).optional(),
})

// Two digits each, so that times compare as text.
const time = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'shape.time')
  .refine((span) => span.slice(0, 5) < span.slice(6), 'shape.time-backwards')
const times = z
  .array(time)
  .refine(
    (spans) => spans.every((span, i) => i === 0 || (spans[i - 1] ?? '').slice(6) <= span.slice(0, 5)),
    'shape.times',
  )
  .optional()
const week = z.strictObject({ mon: times, tue: times, wed: times, thu: times, fri: times, sat: times, sun: times })

const place = { latitude: z.number().min(55).max(59), longitude: z.number().min(20).max(29) }
const office = contact.extend({
  city: localised(40),
  ...place,
  door: z.strictObject(place).optional(),
  week: week.optional(),
  serves: z.record(text(60), z.array(text(60))).default({}),
})

const hours = z.strictObject({
  zone: text(40).refine(isZone, 'shape.zone'),
  week,
  phone,
  source: url,
  note: text(400).optional(),
})

const language = z.strictObject({
  own_name: text(40),
  direction: z.enum(['ltr', 'rtl']),
  scripts: z.array(z.string().regex(/^[A-Z][a-z]{3}$/, 'shape.script')).min(1),
  name: localised(40),
  served: z.enum(['answers', 'interpreter', 'none']),
  offered: z.boolean(),
  cues: z.array(text(60)).default([]),
  asked_with: z.array(z.string()).default([]),
})

const level = wordsPerLanguage.optional()
const sign = pattern.extend({ points: z.number().int().min(-20).max(20) })
const category = z.strictObject({
  desk: id,
  reply: localised(400),
  phrases: z.strictObject({ A: wordsPerLanguage, B: level }),
  patterns: z.strictObject({ A: z.array(pattern).default([]), B: z.array(pattern).default([]) }).optional(),
  signs: z.array(sign).default([]),
})

/** Whole messages, by language. */
const messages = z.record(z.string(), z.array(text(1000)).min(1))

const value = z
  .strictObject({
    amount: z.union([z.number(), localised(60)], {
      error: 'shape.amount',
    }),
    unit: z.enum(valueUnits).optional(),
    valid_from: day,
    valid_to: day.optional(),
    source: url,
    link: id,
    note: text(400).optional(),
  })
  .refine(({ amount, unit }) => (typeof amount === 'number') === (unit !== undefined), {
    path: ['unit'],
    error: 'shape.unit',
  })
  .refine(({ valid_from, valid_to }) => valid_to === undefined || valid_from <= valid_to, {
    path: ['valid_to'],
    error: 'shape.value-days',
  })

const asked = z.record(z.string(), z.array(text(300)).max(500))

/** The files beside `topics/`, by name. */
export const setShapes = {
  'menu.yaml': z.strictObject({ areas: z.array(area).min(1) }),
  'contacts.yaml': z.record(id, contact),
  'offices.yaml': z.record(id, office),
  'links.yaml': z.record(id, z.strictObject({ url, seen: day.optional(), note: text(300).optional() })),
  'desks.yaml': z.strictObject({
    desks: z.record(
      id,
      z.strictObject({
        name: localised(60),
        languages: z.array(z.string()).min(1),
        confidential: z.boolean().default(false),
        funding: text(60).optional(),
      }),
    ),
    hours,
  }),
  'holidays.yaml': z.strictObject({ days: z.array(z.strictObject({ day, name: text(60) })) }),
  'languages.yaml': z.record(z.string().regex(/^[a-z]{2,3}$/, 'shape.language'), language),
  'crisis.yaml': z.strictObject({
    categories: z.record(id, category),
    reply_in_other_languages: z.record(z.string(), text(400)).optional(),
    traps: wordsPerLanguage,
    trap_patterns: z.array(pattern).default([]),
    calm: z.array(sign).default([]),
    enough_points: z.number().int().min(1).max(100).default(100),
    everyday_words: wordsPerLanguage.default({}),
    groups: wordGroups.default({}),
  }),
  'danger-examples.yaml': z.strictObject({
    danger: z.record(id, messages),
    everyday: messages,
  }),
  'phrases.yaml': z.strictObject({
    human: wordsPerLanguage,
    interpreter: wordsPerLanguage,
    psychologist: wordsPerLanguage,
    language: wordsPerLanguage,
    offices: wordsPerLanguage,
    erase: wordsPerLanguage,
    specialist: wordsPerLanguage,
    greeting: wordsPerLanguage,
    thanks: wordsPerLanguage,
    plea: wordsPerLanguage,
    yes: wordsPerLanguage,
    no: wordsPerLanguage,
    language_names: wordsPerLanguage.default({}),
    requests: z.array(pattern.extend({ wish: z.enum(requestKinds) })).default([]),
    groups: wordGroups.default({}),
  }),
  'replies.yaml': z.strictObject({
    replies: z.record(id, z.strictObject({ title: localised(60), text: localised(1000) })),
  }),
  'values.yaml': z.record(id, value),
  'gold.yaml': z.strictObject({ topics: z.record(id, asked).default({}), none: asked.default({}) }),
  'synonyms.yaml': z.strictObject({ synonyms: z.array(z.array(text(60)).min(2)) }),
}

/** May be missing: a set without sums, or without questions to judge it by, is a whole set. */
export const optionalFiles: ReadonlySet<string> = new Set(['values.yaml', 'gold.yaml'])

/** Says nothing to anybody: what is written there changes no answer. */
export const judgingFile = 'gold.yaml'

export type SetFiles = { [Name in keyof typeof setShapes]: z.infer<(typeof setShapes)[Name]> }

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).format(0) !== ''
  } catch {
    // The only way to ask whether a zone exists is to use it.
    return false
  }
}
