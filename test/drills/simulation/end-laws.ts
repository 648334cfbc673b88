import type { Store } from '../../../src/core/ports.ts'
import type { Chronicle, Told } from './chronicle.ts'
import type { Life } from './life.ts'
import type { Person } from './platform.ts'
import type { Requests } from './requests.ts'
import type { Op } from './staff.ts'

export interface Outside {
  readonly chronicle: Chronicle
  readonly store: Store
  readonly people: readonly Person[]
  readonly requests: Requests<Life>
  readonly ops: readonly Op[]
  readonly now: number
  /** Nothing went wrong on the way: then nothing may look as if it had. */
  readonly calm: boolean
}

/** What must be true when the faults are over and some minutes have passed: a sentence for each law that is broken. */
export async function brokenAtEnd(outside: Outside): Promise<string[]> {
  return [
    ...nothingLost(outside),
    ...outside.people.flatMap((person) => screenIsRight(outside, person)),
    ...(await nobodyForgotten(outside)),
  ]
}

/** What was acknowledged is durable, once. */
function nothingLost({ chronicle, requests, ops }: Outside): string[] {
  const done = (event: string): number => chronicle.turns.get(event)?.length ?? 0
  const answered = requests.all.filter(({ state }) => state === 'answered').map(({ what }) => what)
  const refused = new Set(ops.filter(({ answer }) => answer !== 'done').map(({ event }) => event.id))
  // A talk that was erased meanwhile is not brought back by staff: their deed is answered, and nothing is done.
  const erased = [...chronicle.turns.values()].flat().flatMap(({ turn }) => (turn.forget ? [turn.conversation.id] : []))
  const inVain = new Set(
    ops.filter(({ event }) => erased.some((id) => event.case.startsWith(`${id}.`))).map(({ event }) => event.id),
  )
  return [
    ...answered
      .filter((event) => done(event) === 0 && !refused.has(event) && !inVain.has(event))
      .map((event) => `acknowledged and lost: ${event}`),
    ...[...chronicle.turns].filter(([, all]) => all.length > 1).map(([event]) => `done twice: ${event}`),
    ...requests.all.filter(({ state }) => state !== 'answered').map(({ what }) => `never answered: ${what}`),
  ]
}

/** Every line reached its person or is known not to have; in order; twice only where it says so. */
function screenIsRight({ chronicle, calm }: Outside, person: Person): string[] {
  const broken: string[] = []
  const lines = chronicle.of(person.id)
  for (const told of lines) {
    const name = `${person.id} ${told.epoch}.${told.line.number} ${told.line.text.slice(0, 30)}`
    const state = told.state?.at ?? null
    if (state === null && !told.gone) broken.push(`stuck in the outbox: ${name}`)
    if ((state === 'sent' || state === 'shelved') && told.shown === 0) broken.push(`sent and never shown: ${name}`)
    if (told.shown > 1 && !saysSo(told)) broken.push(`shown ${told.shown} times and not marked: ${name}`)
    if (calm && (told.shown > 1 || isTwice(told) || state === 'unconfirmed'))
      broken.push(`in doubt for no reason: ${name}`)
  }
  const seen = new Set<Told>()
  let last: Told | null = null
  for (const told of person.screen) {
    // What was erased while it was on its way longer than a lease lasts has no place any more.
    if (seen.has(told) || told.gone) continue
    seen.add(told)
    if (last && isBefore(told, last)) broken.push(`out of order: ${person.id} ${told.epoch}.${told.line.number}`)
    last = told
  }
  return broken
}

const isTwice = ({ state }: Told): boolean => state?.at === 'sent' && state.twice === true
/** A platform that says "blocked" at the last of several tries tells nothing about the tries before. */
const saysSo = (told: Told): boolean =>
  isTwice(told) || told.state?.at === 'unconfirmed' || told.state?.at === 'failed' || told.gone
const isBefore = (a: Told, b: Told): boolean =>
  a.epoch === b.epoch ? a.line.number < b.line.number : a.epoch < b.epoch

const longestSilence = 7 * 60_000

/** Every open case is somebody's or stands in the queue with a clock; who has it is not silent for long. */
async function nobodyForgotten({ store, people, now }: Outside): Promise<string[]> {
  const broken: string[] = []
  const open = await store.cases({ open: true, max: 1000 })
  const due = await store.claimDue(Number.MAX_SAFE_INTEGER, 1000)
  for (const { id } of people) {
    const { conversation: c } = await store.load(id)
    const rows = open.filter((row) => row.conversation === id)
    const clocks = due.filter(({ conversation }) => conversation === id)
    const at = c?.handling.at ?? 'bot'
    const isOpen = at === 'queued' || at === 'claimed'
    if (rows.length !== (isOpen ? 1 : 0) || (isOpen && rows[0]?.state !== at))
      broken.push(`${id} is ${at}, and the queue shows ${rows.map(({ state }) => state).join(', ') || 'nothing'}`)
    if (at === 'queued' && !clocks.some(({ name }) => name === 'waiting')) broken.push(`nobody looks after ${id}`)
    if (at === 'claimed' && c?.attention.who === 'consultant' && c.attention.since < now - longestSilence)
      broken.push(`${id} waits for a consultant who is silent`)
    for (const clock of clocks) if (clock.at <= now - 60_000) broken.push(`a clock of ${id} is late: ${clock.name}`)
  }
  return broken
}
