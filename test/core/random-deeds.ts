import fc from 'fast-check'
import type { Conversation } from '../../src/core/conversation.ts'
import type { ConsultantDeed, InterpreterDeed } from '../../src/core/events.ts'
import type { Step } from './random-talks.ts'
import { anna, dace, farid, hour, ilze, zahra } from './small-world.ts'

type Deed = ConsultantDeed | InterpreterDeed
type Doing = (c: Conversation | null, at: number) => Deed

const awaiting = (c: Conversation | null) => (c && 'awaiting' in c.interpretation ? c.interpretation.awaiting : [])

/** Lines of one side that wait, as a careful interpreter takes them; or any lines at all, as a careless one. */
const interpretedBy: readonly Doing[] = [
  (c) => {
    const [first] = awaiting(c)
    const lines = awaiting(c).filter((one) => one.from === first?.from)
    return { type: 'interpreted', lines: lines.map(({ line }) => line), text: 'interpreted' }
  },
  () => ({ type: 'interpreted', lines: [1, 2, 3], text: 'careless' }),
]

const doings: readonly Doing[] = [
  () => ({ type: 'caseClaimed' }),
  () => ({ type: 'caseClaimed' }),
  () => ({ type: 'consultantWrote', text: 'reply', through: 'as-typed' }),
  () => ({ type: 'consultantWrote', text: 'reply', through: 'interpreter' }),
  () => ({ type: 'answerSent', topic: 'address', language: 'ru', read: 'lv' }),
  () => ({ type: 'answerSent', topic: 'address', language: 'xx', read: 'lv' }),
  () => ({ type: 'noteWritten', text: 'secret note' }),
  () => ({ type: 'caseRead', reason: 'a complaint' }),
  () => ({ type: 'caseClosed', outcome: 'helped', tags: ['living'] }),
  () => ({ type: 'caseOffered', to: ilze, note: 'please' }),
  () => ({ type: 'caseOffered', to: dace, note: '' }),
  () => ({ type: 'caseOffered', to: { id: 'gone', name: 'Gone' }, note: '' }),
  () => ({ type: 'offerAnswered', accepted: true }),
  () => ({ type: 'offerAnswered', accepted: false }),
  () => ({ type: 'caseMoved', desk: 'psychologist', office: null, note: 'a private matter' }),
  () => ({ type: 'caseMoved', desk: 'nowhere', office: null, note: '' }),
  () => ({ type: 'caseReturned' }),
  (_c, at) => ({ type: 'caseSlept', until: at + hour }),
  () => ({ type: 'languageNoted', language: 'prs' }),
  () => ({ type: 'interpreterAsked', language: 'prs', variety: null, lines: [1, 2] }),
  (_c, at) => ({ type: 'interpreterBooked', language: 'fa', for: at + hour }),
  () => ({ type: 'interpreterCalledOff' }),
  () => ({ type: 'interpreterBarred', interpreter: 'farid' }),
  () => ({ type: 'interpretationAnswered', accepted: true }),
  () => ({ type: 'interpretationAnswered', accepted: true }),
  () => ({ type: 'interpretationAnswered', accepted: false }),
  () => ({ type: 'remarked', text: 'a remark' }),
  () => ({ type: 'interpreterLeft', never: false }),
  () => ({ type: 'interpreterLeft', never: true }),
  ...interpretedBy,
  ...interpretedBy,
]

/** Anybody who works here does anything, allowed or not. */
export const deeds: fc.Arbitrary<Step['event']> = fc
  .tuple(fc.constantFrom(anna, anna, ilze, dace, farid, farid, zahra), fc.constantFrom(...doings), fc.boolean())
  .map(([by, doing, override]): Step['event'] => (c, id, at) => {
    const found = c && c.handling.at !== 'bot' ? c.handling.case.id : 'none'
    return { id, at, by, case: found, override, ...doing(c, at) }
  })
