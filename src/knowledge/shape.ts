import { z } from 'zod'

/**
 * Each problem is told by a key of `locales/<language>/check.json`; validate.ts knows the place.
 * Every answer, title and reply exists in these.
 */
export const required = ['lv', 'ru', 'en'] as const

// Ids stand in button data: `topic:<id>` must fit Telegram's 64 bytes, so they are short and ASCII.
export const id = z.string().regex(/^[a-z][a-z0-9-]{1,39}$/, 'shape.id')

export const text = (max: number) => z.string().trim().min(1).max(max)

export const localised = (max: number) =>
  z
    .record(z.string(), text(max))
    .superRefine((value, context) => {
      const missing = required.filter((tag) => value[tag] === undefined)
      if (missing.length > 0) context.addIssue({ code: 'custom', message: 'shape.no-text', params: { missing } })
    })
    .meta({ required: [...required] })

/** `lv: [...]`, also `ru-Latn: [...]` for Russian typed in Latin letters. */
export const wordsPerLanguage = z.record(z.string(), z.array(text(160)).min(1))

/** Words and phrases by group and language, for patterns. */
export const wordGroups = z.record(id, wordsPerLanguage)

const groupNames = z.string().regex(/^[a-z0-9 |-]+$/, 'shape.groups')

export const pattern = z.strictObject({
  all: groupNames,
  within: z.number().int().min(1).max(60).default(8),
  in_order: z.boolean().default(false),
  not: groupNames.optional(),
  unless: groupNames.optional(),
})

export const day = z.string().refine(isDay, 'shape.day').meta({ format: 'date' })

export const url = z.url({ protocol: /^https?$/, error: 'shape.url' }).max(500)

export const phone = z
  .string()
  .regex(/^(\+?[0-9][0-9 ]{1,16}|\{\{contact\.[a-z0-9-]+\.phone\}\}|\{\{office\.[a-z0-9-]+\.phone\}\})$/, 'shape.phone')

function isDay(value: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(value)) return false
  const date = new Date(`${value}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value)
}
