import type { Channel, Delivery, Inbound, InboundBody } from '../../../src/core/ports.ts'
import type { Line } from '../../../src/core/transcript.ts'
import type { Chronicle, Told } from './chronicle.ts'
import type { Faults } from './faults.ts'
import type { Life } from './life.ts'
import type { Requests } from './requests.ts'
import type { Mortal, Scheduler } from './scheduler.ts'

/** Somebody with a telephone, as their platform knows them. */
export interface Person {
  readonly id: string
  readonly channel: 'telegram' | 'webchat'
  readonly language: string
  /** How often they have got another address. */
  moves: number
  blocked: boolean
  /** What their screen has shown, in its order. */
  readonly screen: Told[]
}

export const addressOf = ({ id, moves }: Person): string => `${id}/${moves}`

/** Everything between people and the helpline: it repeats, shuffles, refuses, and breaks. */
export class Platform {
  readonly people: readonly Person[]
  /** Every event that was handed in, by its id. */
  readonly sent = new Map<string, Inbound>()
  readonly #parts: PlatformParts
  #count = 0

  constructor(people: readonly Person[], parts: PlatformParts) {
    this.people = people
    this.#parts = parts
  }

  /** Somebody did something: whenever it is delivered, it is this event. */
  post(person: Person, what: InboundBody): void {
    const inbound: Inbound = {
      event: `${person.channel}:${++this.#count}`,
      at: this.#parts.scheduler.now,
      channel: person.channel,
      person: person.id,
      address: addressOf(person),
      pastKeptBy: person.channel === 'webchat' ? 'us' : 'platform',
      clientLanguage: person.language,
      what,
    }
    this.sent.set(inbound.event, inbound)
    this.#parts.requests.add(inbound.event, (life) => life.handle.person(inbound))
  }

  channels(whose: Mortal): ReadonlyMap<string, Channel> {
    const channel = (name: string): Channel => ({
      name,
      run: async () => {},
      send: async ({ conversation, line }, address) => {
        await this.#parts.scheduler.pass(whose)
        const delivery = this.#take(conversation, line, address)
        await this.#parts.scheduler.pass(whose)
        return delivery
      },
    })
    return new Map(['telegram', 'webchat'].map((name) => [name, channel(name)]))
  }

  #take(conversation: string, line: Line, address: string): Delivery {
    const { scheduler, faults } = this.#parts
    const person = this.people.find(({ id }) => id === conversation)
    if (!person) return { at: 'failed', why: 'gone' }
    if (person.channel === 'webchat') return this.#show(person, line, { at: 'shelved' })
    if (address !== addressOf(person)) return { at: 'moved', address: addressOf(person) }
    if (person.blocked) return { at: 'failed', why: 'blocked' }
    if (scheduler.maybe(faults().refused)) return { at: 'failed', why: 'refused' }
    if (scheduler.maybe(faults().retry)) {
      const afterMs = scheduler.pick([0, 1000, 35_000]) ?? 0
      return { at: 'retry', afterMs, tried: scheduler.maybe(0.7) }
    }
    if (scheduler.maybe(faults().reset))
      return scheduler.maybe(0.5) ? { at: 'unconfirmed' } : this.#show(person, line, { at: 'unconfirmed' })
    return this.#show(person, line, { at: 'ok', receipt: String(person.screen.length) })
  }

  #show(person: Person, line: Line, delivery: Delivery): Delivery {
    const told = this.#parts.chronicle.find(person.id, line)
    // Our own page shows a line of one number once.
    if (told && (person.channel !== 'webchat' || told.shown === 0)) {
      told.shown++
      person.screen.push(told)
    }
    return delivery
  }
}

export interface PlatformParts {
  readonly scheduler: Scheduler
  readonly chronicle: Chronicle
  readonly requests: Requests<Life>
  readonly faults: () => Faults
}
