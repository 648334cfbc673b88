import type { CaseView } from '../../src/core/case-view.ts'
import type { ConsultantDeed, InterpreterDeed, StaffEvent } from '../../src/core/events.ts'
import { span } from './telling.ts'

/**
 * What somebody does, as it stands in a talk:
 *   claims | returns | closes | closes as referred
 *   offers the case to Ilze | accepts the case | declines the case
 *   moves the case to psychologist | puts the case off for 2 days
 *   asks for an interpreter: prs | asks for an interpreter: prs, Hazaragi | calls the interpreter off | bars Farid
 *   books an interpreter in 3 hours
 *   accepts | declines | interprets: their words | leaves | leaves for ever | remarks: words
 *   notes: words | sends the answer personal-code in ru | reads the case: why | notes the language prs
 *   goes away (their console is closed)
 *   through the interpreter: words          anything else is written to the person
 */
export function deedOf(doing: string, c: CaseView | undefined, at: number): Deed {
  for (const [shape, deed] of deeds) {
    const found = shape.exec(doing)
    if (found) return deed(found.slice(1), c, at)
  }
  return { type: 'consultantWrote', text: doing, through: 'as-typed' }
}

type Deed = ConsultantDeed | InterpreterDeed
type Reading = (words: readonly string[], c: CaseView | undefined, at: number) => Deed

const deeds: readonly (readonly [RegExp, Reading])[] = [
  [/^claims$/, () => ({ type: 'caseClaimed' })],
  [/^returns$/, () => ({ type: 'caseReturned' })],
  [/^closes$/, () => ({ type: 'caseClosed', outcome: null, tags: [] })],
  [/^closes as referred$/, () => ({ type: 'caseClosed', outcome: 'referred', tags: [] })],
  [/^offers the case to (\w+)$/, ([to = '']) => ({ type: 'caseOffered', to: staffOf(to), note: 'please' })],
  [/^accepts the case$/, () => ({ type: 'offerAnswered', accepted: true })],
  [/^declines the case$/, () => ({ type: 'offerAnswered', accepted: false })],
  [/^moves the case to ([\w-]+)$/, ([desk = '']) => ({ type: 'caseMoved', desk, office: null, note: '' })],
  [/^puts the case off for (.+)$/, ([long = ''], _c, at) => ({ type: 'caseSlept', until: at + span(long) })],
  [
    /^asks for an interpreter: (\w+)(?:, (.+))?$/,
    ([language = '', variety]) => ({ type: 'interpreterAsked', language, variety: variety ?? null, lines: [] }),
  ],
  [
    /^books an interpreter in (.+)$/,
    ([long = ''], c, at) => ({
      type: 'interpreterBooked',
      language: c?.interpreterLanguage ?? 'prs',
      for: at + span(long),
    }),
  ],
  [/^calls the interpreter off$/, () => ({ type: 'interpreterCalledOff' })],
  [/^bars (\w+)$/, ([who = '']) => ({ type: 'interpreterBarred', interpreter: staffOf(who).id })],
  [/^accepts$/, () => ({ type: 'interpretationAnswered', accepted: true })],
  [/^declines$/, () => ({ type: 'interpretationAnswered', accepted: false })],
  [/^interprets: (.+)$/, ([text = ''], c) => ({ type: 'interpreted', lines: oldest(c), text })],
  [/^leaves$/, () => ({ type: 'interpreterLeft', never: false })],
  [/^leaves for ever$/, () => ({ type: 'interpreterLeft', never: true })],
  [/^remarks: (.+)$/, ([text = '']) => ({ type: 'remarked', text })],
  [/^notes: (.+)$/, ([text = '']) => ({ type: 'noteWritten', text })],
  [
    /^sends the answer ([\w-]+) in (\w+)$/,
    ([topic = '', language = '']) => ({ type: 'answerSent', topic, language, read: 'lv' }),
  ],
  [/^reads the case: (.+)$/, ([reason = '']) => ({ type: 'caseRead', reason })],
  [/^notes the language (\w+)$/, ([language = '']) => ({ type: 'languageNoted', language })],
  [/^through the interpreter: (.+)$/, ([text = '']) => ({ type: 'consultantWrote', text, through: 'interpreter' })],
]

/** What waits longest, with all of the same side: what an interpreter answers together. */
function oldest(c: CaseView | undefined): number[] {
  const [first] = c?.awaiting ?? []
  return (c?.awaiting ?? []).filter((one) => one.from === first?.from).map(({ line }) => line)
}

export const staffOf = (name: string): StaffEvent['by'] => ({ id: name.toLowerCase(), name })
