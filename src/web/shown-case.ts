import { caseNumber } from '../core/case-number.ts'
import type { CaseView } from '../core/case-view.ts'
import { type Json, plainText } from '../core/door.ts'
import { HttpError } from './body.ts'
import type { Presence } from './presence.ts'

export const longestReply = 4000

/** A case as the console shows it: with its short number, its language by name, and who is at it. */
export function showCase(presence: Presence, languageName: (tag: string) => string, now: () => number) {
  return (c: CaseView) => ({
    ...c,
    number: caseNumber(c.id),
    presence: presence.of(c.id, now()),
    languageName: c.language ? languageName(c.language) : null,
  })
}

export type ShowCase = ReturnType<typeof showCase>

/** What somebody wants to say: not empty, not endless, no control characters. */
export function wordsIn(body: Json, name = 'text'): string {
  const value = body[name]
  const text = typeof value === 'string' ? plainText(value) : ''
  if (text.trim() === '') throw new HttpError(400, 'empty', 'Write something first.')
  if (text.length > longestReply) throw new HttpError(413, 'too-long', `Write at most ${longestReply} characters.`)
  return text
}
