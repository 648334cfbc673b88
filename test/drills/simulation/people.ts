import { readAct } from '../../../src/core/acts.ts'
import type { InboundBody } from '../../../src/core/ports.ts'
import { words } from './mind.ts'
import type { Person, Platform } from './platform.ts'
import type { Scheduler } from './scheduler.ts'

export const somebody: readonly Person[] = (
  [
    ['p1', 'telegram', 'en'],
    ['p2', 'telegram', 'prs'],
    ['p3', 'telegram', 'ru'],
    ['p4', 'webchat', 'lv'],
  ] as const
).map(([id, channel, language]) => ({ id, channel, language, moves: 0, blocked: false, screen: [] }))

/** People who are here for the first time. */
export const newPeople = (): Person[] => somebody.map((person) => ({ ...person, screen: [] }))

/** Somebody does something, as people do: they mostly write, tap what they see, and sometimes go away. */
export function live(person: Person, platform: Platform, scheduler: Scheduler): void {
  const what = done(person, scheduler)
  if (what !== null) {
    // Whoever writes has let us in again.
    person.blocked = false
    platform.post(person, what)
  } else if (person.channel === 'telegram') leave(person, platform, scheduler)
}

function done(person: Person, scheduler: Scheduler): InboundBody | null {
  const dice = scheduler.chance()
  if (dice < 0.5) return { type: 'personWrote', text: textOf(person, scheduler) }
  if (dice < 0.85) return tapped(person, scheduler)
  if (dice < 0.9) return { type: 'personSent', media: { kind: 'voice', file: null }, caption: null }
  if (dice < 0.93) return { type: 'personCame', language: scheduler.maybe(0.5) ? person.language : null }
  return dice < 0.95 ? { type: 'personChose', act: { kind: 'erase-yes' }, label: 'tapped' } : null
}

/** To another address, or for good. Telegram tells of it now and then; else we learn it from the next line we send. */
function leave(person: Person, platform: Platform, scheduler: Scheduler): void {
  if (scheduler.maybe(0.2)) {
    person.moves++
    return
  }
  person.blocked = true
  if (scheduler.maybe(0.5)) platform.post(person, { type: 'personLeft', why: 'blocked' })
}

/** Begins with what is meant and ends with a number of its own: nobody else ever wrote it. */
function textOf({ language }: Person, scheduler: Scheduler): string {
  const word = scheduler.pick(words) ?? 'human'
  // A typed choice is nothing but its number.
  if (word === '1' || word === '2') return word
  const tongue = scheduler.maybe(0.9) ? language : 'en'
  return `${word} ${tongue} #${scheduler.below(1e9).toString(36)}`
}

/** One of the buttons on the last things the screen shows. */
function tapped({ screen }: Person, scheduler: Scheduler): InboundBody {
  const button = scheduler.pick(screen.slice(-3).flatMap(({ line }) => line.buttons))
  const act = button ? readAct(button.act) : null
  return act ? { type: 'personChose', act, label: 'tapped' } : { type: 'personCame', language: null }
}
