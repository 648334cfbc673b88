import { outcomes } from '../core/conversation.ts'
import { type Json, plainText } from '../core/door.ts'
import type { ConsultantDeed, InterpreterDeed } from '../core/events.ts'
import { HttpError, listIn, textIn } from './body.ts'
import { wordsIn } from './shown-case.ts'

/** The rights of the role table (staff/may.ts) that deeds need. */
export type Right = 'claim' | 'read-anothers' | 'write' | 'note' | 'close' | 'transfer' | 'invite-interpreter'

export interface Deed {
  readonly needs: Right
  /** What was posted -> what happens; throws `HttpError` for what makes no sense. */
  readonly read: (body: Json) => ConsultantDeed | InterpreterDeed
}

/** `POST /cases/:id/<name>`: all that a consultant does with a case. */
export const consultantDeeds: Readonly<Record<string, Deed>> = {
  claim: { needs: 'claim', read: () => ({ type: 'caseClaimed' }) },
  return: { needs: 'close', read: () => ({ type: 'caseReturned' }) },
  close: {
    needs: 'close',
    read: (body) => ({
      type: 'caseClosed',
      outcome: outcomes.find((known) => known === body.outcome) ?? null,
      tags: listIn(body, 'tags').slice(0, 10),
    }),
  },
  messages: {
    needs: 'write',
    read: (body) => ({
      type: 'consultantWrote',
      text: wordsIn(body),
      through: body.through === 'interpreter' ? 'interpreter' : 'as-typed',
    }),
  },
  remarks: { needs: 'write', read: (body) => ({ type: 'remarked', text: wordsIn(body) }) },
  answers: {
    needs: 'write',
    read: (body) => ({
      type: 'answerSent',
      topic: textIn(body, 'topic'),
      language: textIn(body, 'language'),
      read: textIn(body, 'read'),
    }),
  },
  notes: { needs: 'note', read: (body) => ({ type: 'noteWritten', text: wordsIn(body) }) },
  offer: {
    needs: 'transfer',
    // The name is the roster's, not the one that was posted.
    read: (body) => ({ type: 'caseOffered', to: { id: textIn(body, 'to'), name: '' }, note: shortNote(body) }),
  },
  accept: { needs: 'claim', read: () => ({ type: 'offerAnswered', accepted: true }) },
  decline: { needs: 'claim', read: () => ({ type: 'offerAnswered', accepted: false }) },
  move: {
    needs: 'transfer',
    read: (body) => ({
      type: 'caseMoved',
      desk: textIn(body, 'desk'),
      office: textIn(body, 'office') || null,
      note: shortNote(body),
    }),
  },
  sleep: { needs: 'close', read: (body) => ({ type: 'caseSlept', until: timeIn(body, 'until') }) },
  language: { needs: 'write', read: (body) => ({ type: 'languageNoted', language: textIn(body, 'language') }) },
  interpreter: {
    needs: 'invite-interpreter',
    read: (body) => ({
      type: 'interpreterAsked',
      language: textIn(body, 'language'),
      variety: textIn(body, 'variety').trim() || null,
      lines: numbersIn(body, 'lines'),
    }),
  },
  'interpreter-booked': {
    needs: 'invite-interpreter',
    read: (body) => ({ type: 'interpreterBooked', language: textIn(body, 'language'), for: timeIn(body, 'for') }),
  },
  'interpreter-off': { needs: 'invite-interpreter', read: () => ({ type: 'interpreterCalledOff' }) },
  'interpreter-barred': {
    needs: 'invite-interpreter',
    read: (body) => ({ type: 'interpreterBarred', interpreter: textIn(body, 'interpreter') }),
  },
  reading: {
    needs: 'read-anothers',
    read: (body) => ({ type: 'caseRead', reason: wordsIn(body, 'reason').slice(0, 300) }),
  },
}

const shortNote = (body: Json): string => plainText(textIn(body, 'note'), 2000)

const longestAhead = 90 * 24 * 3_600_000

/** A moment in milliseconds, not years away. Whether it lies ahead, the core says with its own clock. */
function timeIn(body: Json, name: string): number {
  const value = body[name]
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0 || value > Date.now() + longestAhead)
    throw new HttpError(400, 'time', 'Choose a time within the next 90 days.')
  return value
}

export function numbersIn(body: Json, name: string): readonly number[] {
  const value = body[name]
  const numbers = Array.isArray(value) ? value.filter((one): one is number => Number.isSafeInteger(one) && one > 0) : []
  return [...new Set(numbers)].slice(0, 200)
}
