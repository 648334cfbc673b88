import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { wireNames } from '../wires/wires.ts'
import { names } from './roster.ts'

/**
 * A talk as a consultant reads it. Each line is one of:
 *   person: what they write            taps: words on a button (or what it does: `speak:lv`)
 *   bot: words that must be said next  silence: true (nothing is said)
 *   sends: voice | picture | sticker   after: 10 minutes
 *   blocks: true (they block the bot)  fails: words at which the bot itself fails
 *   desk: waiting | with Anna | with Anna and Farid | closed | nothing: all of them in player.ts
 *   queue: specialists (at which desk the case stands)      question: what consultants read about it in the queue
 *   Anna: claims | closes | words to the person: all of them in deeds.ts; so with Ilze, Dace, Farid, Zahra
 *   refused: why whoever did something last was refused
 *   Farid sees: [words]    Farid does not see: [words]    (an interpreter's page)
 *   Anna sees: [words]     Anna does not see: [words]     (a consultant's page)
 */
const words = z.union([z.string(), z.array(z.string())])

/** `Anna: claims` and `Farid sees: words` as values that can be told apart. */
function told(raw: unknown): unknown {
  const [entry] = Object.entries(z.record(z.string(), z.unknown()).parse(raw))
  const [key = '', value] = entry ?? []
  const name = names.find((one) => key === one || key.startsWith(`${one} `))
  if (!name) return raw
  if (key === name) return { staff: name, does: value }
  if (key === `${name} sees`) return { reader: name, sees: value }
  return key === `${name} does not see` ? { reader: name, missing: value } : raw
}

const line = z.preprocess(
  told,
  z.union([
    z.strictObject({ person: z.string() }),
    z.strictObject({ taps: z.string() }),
    z.strictObject({ sends: z.enum(['voice', 'picture', 'sticker']) }),
    z.strictObject({ bot: z.union([z.string(), z.array(z.string())]) }),
    z.strictObject({ silence: z.literal(true) }),
    z.strictObject({ after: z.string().regex(/^\d+ (seconds?|minutes?|hours?|days?)$/) }),
    z.strictObject({ desk: z.string() }),
    z.strictObject({ queue: z.string() }),
    z.strictObject({ question: z.string() }),
    z.strictObject({ refused: z.string() }),
    z.strictObject({ blocks: z.literal(true) }),
    z.strictObject({ fails: z.string() }),
    z.strictObject({ staff: z.enum(names), does: z.string() }),
    z.strictObject({ reader: z.enum(names), sees: words }),
    z.strictObject({ reader: z.enum(names), missing: words }),
  ]),
)

const talk = z.strictObject({
  talk: z.string(),
  channel: z.enum(wireNames).default('telegram'),
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

const units: Readonly<Record<string, number>> = { second: 1000, minute: 60_000, hour: 3_600_000, day: 86_400_000 }

/** "10 minutes" in ms. */
export function span(text: string): number {
  const [count = '0', unit = ''] = text.split(' ')
  return Number(count) * (units[unit.replace(/s$/, '')] ?? Number.NaN)
}
