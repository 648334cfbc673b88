/** Small readers for the doors at which foreign JSON becomes our types. */

export type Json = Readonly<Record<string, unknown>>

/** An object, or null for anything else. */
export const record = (value: unknown): Json | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : null

/** Text that can be stored, sent and shown: no half surrogate pairs, no NUL, at most `max` UTF-16 units. */
export const plainText = (text: string, max = 100_000): string => text.slice(0, max).toWellFormed().replaceAll('\0', '')
