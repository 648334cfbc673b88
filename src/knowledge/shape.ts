import { z } from 'zod'

/** Every answer, title and reply exists in these. */
export const required = ['lv', 'ru', 'en'] as const
const names: Record<(typeof required)[number], string> = { lv: 'Latvian', ru: 'Russian', en: 'English' }

/** `lv` -> `Latvian (lv)`. */
export const nameOfRequired = (tag: (typeof required)[number]): string => `${names[tag]} (\`${tag}\`)`

// Ids stand in button data: `topic:<id>` must fit Telegram's 64 bytes, so they are short and ASCII.
export const id = z
  .string()
  .regex(
    /^[a-z][a-z0-9-]{1,39}$/,
    'is not a valid id. Use 2 to 40 small Latin letters, digits and hyphens, a letter first: `work-permit`.',
  )

export const text = (max: number) => z.string().trim().min(1).max(max)

export const localised = (max: number) =>
  z.record(z.string(), text(max)).superRefine((value, context) => {
    const missing = required.filter((tag) => value[tag] === undefined)
    if (missing.length > 0)
      context.addIssue({
        code: 'custom',
        message: `has no text in ${missing.map(nameOfRequired).join(', ')}. Write it.`,
      })
  })

/** `lv: [...]`, also `ru-Latn: [...]` for Russian typed in Latin letters. */
export const wordsPerLanguage = z.record(z.string(), z.array(text(160)).min(1))

/** Words and phrases by group and language, for patterns. */
export const wordGroups = z.record(id, wordsPerLanguage)

const groupNames = z
  .string()
  .regex(
    /^[a-z0-9 |-]+$/,
    'holds names of groups with a space between them; `|` stands for "or": `husband|boss beats me`.',
  )

export const pattern = z.strictObject({
  all: groupNames,
  within: z.number().int().min(1).max(60).default(8),
  in_order: z.boolean().default(false),
  not: groupNames.optional(),
  unless: groupNames.optional(),
})

export const day = z.string().refine(isDay, 'is not a day of the calendar. Write it as `2027-05-22`.')

export const url = z.url({ protocol: /^https?$/, error: 'is not a web address. It begins with `https://`.' }).max(500)

export const phone = z
  .string()
  .regex(
    /^(\+?[0-9][0-9 ]{1,16}|\{\{contact\.[a-z0-9-]+\.phone\}\}|\{\{office\.[a-z0-9-]+\.phone\}\})$/,
    'is not a phone number. Write digits and spaces in quotes: "+371 25565098" or "112".',
  )

function isDay(value: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(value)) return false
  const date = new Date(`${value}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value)
}
