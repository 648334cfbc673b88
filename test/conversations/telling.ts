import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'

/**
 * A talk as a consultant reads it. Each line is one of:
 *   person: what they write            taps: words on a button (or what it does: `speak:lv`)
 *   bot: words that must be said next  silence: true (nothing is said)
 *   sends: voice | picture | sticker   after: 10 minutes
 *   desk: waiting | with Anna | closed | nothing
 *   queue: specialists (at which desk the case stands)      question: what consultants read about it in the queue
 *   Anna: claims | closes | words to the person        refused: why Anna was refused
 */
const line = z.union([
  z.strictObject({ person: z.string() }),
  z.strictObject({ taps: z.string() }),
  z.strictObject({ sends: z.enum(['voice', 'picture', 'sticker']) }),
  z.strictObject({ bot: z.union([z.string(), z.array(z.string())]) }),
  z.strictObject({ silence: z.literal(true) }),
  z.strictObject({ after: z.string().regex(/^\d+ (minutes?|hours?|days?)$/) }),
  z.strictObject({ desk: z.string() }),
  z.strictObject({ queue: z.string() }),
  z.strictObject({ question: z.string() }),
  z.strictObject({ Anna: z.string() }),
  z.strictObject({ Ilze: z.string() }),
  z.strictObject({ refused: z.string() }),
])

const talk = z.strictObject({
  talk: z.string(),
  channel: z.enum(['telegram', 'webchat']).default('telegram'),
  /** Local time in Riga at which it begins; a Monday at ten by default. */
  begins: z.string().default('2026-11-23T10:00+02:00'),
  lines: z.array(line),
})

export type Talk = z.infer<typeof talk> & { readonly file: string }
export type TalkLine = z.infer<typeof line>

const folder = join(import.meta.dirname, 'talks')

export const talks: readonly Talk[] = readdirSync(folder)
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => ({ ...talk.parse(parse(readFileSync(join(folder, file), 'utf8'))), file }))

const units = { minute: 60_000, hour: 3_600_000, day: 86_400_000 }

/** "10 minutes" in ms. */
export function span(text: string): number {
  const [count = '0', unit = ''] = text.split(' ')
  const name = unit.replace(/s$/, '')
  return Number(count) * (name === 'day' ? units.day : name === 'hour' ? units.hour : units.minute)
}
