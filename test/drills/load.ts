import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { idOf } from '../../src/store/ids.ts'
import { loadKeys } from '../../src/store/keys.ts'
import { createSqliteStore } from '../../src/store/sqlite/store.ts'
import type { BotApi, Sent } from '../platforms/bot-api.ts'
import { checkReplies, commandFor, withoutRepeats } from '../platforms/numbered.ts'
import type { Person } from '../platforms/person.ts'

/** Many people who each send numbered commands, and what can be said afterwards about the replies. */
export class Load {
  readonly #api: BotApi
  readonly people: readonly Person[]
  /** When each person has sent their commands. */
  readonly #said = new Map<number, number[]>()
  total = 0

  constructor(api: BotApi, chats: number, first = 10_000) {
    this.#api = api
    this.people = Array.from({ length: chats }, (_, i) => api.person(first + i))
  }

  say(person: Person): void {
    const times = this.#said.get(person.id) ?? []
    person.says(commandFor(times.length))
    this.#said.set(person.id, [...times, Date.now()])
    this.total++
  }

  said = (person: Person): number => this.#said.get(person.id)?.length ?? 0

  /** From each command to its first reply, in ms. */
  waits(people = this.people): number[] {
    return people.flatMap((person) => {
      const times = this.#said.get(person.id) ?? []
      return withoutRepeats(person.read).flatMap(({ at }, i) => (times[i] === undefined ? [] : [at - times[i]]))
    })
  }

  /** Everything acknowledged and answered. */
  async drained(ms: number): Promise<void> {
    const all = () => this.people.every((one) => withoutRepeats(one.read).length >= this.said(one))
    await this.#api.until(() => this.#api.updates.waiting === 0 && all(), 'every reply', ms)
    // A repeat would come now.
    for (let count = -1; count !== this.#api.sent.length; ) {
      count = this.#api.sent.length
      await new Promise((resolve) => setTimeout(resolve, 700))
    }
  }

  /** All replies there and in order; how many came twice. */
  check(): number {
    return this.people.reduce((sum, one) => sum + checkReplies(one.read, this.said(one), one.id), 0)
  }

  /** Repeats, as the moments of the two sends. */
  repeats(person: Person): { readonly first: Sent; readonly second: Sent }[] {
    return person.read.flatMap((second, i) => {
      const first = person.read[i - 1]
      return first && first.text === second.text ? [{ first, second }] : []
    })
  }

  /** How many messages came more than once: one that came three times is one. */
  cameAgain(): number {
    const again = this.people.flatMap((one) => this.repeats(one).map(({ first }) => `${one.id} ${first.text}`))
    return new Set(again).size
  }

  /** How many lines the helpline itself says may have appeared twice. Only while nobody has the data folder. */
  saidTwice(dir: string): number {
    const db = new DatabaseSync(join(dir, 'helpline.db'))
    const found = db.prepare("SELECT count(*) AS count FROM lines WHERE delivery = 'sent twice'").get()
    db.close()
    return Number(found?.count)
  }

  /** People of whom the store has not exactly one turn for each command. */
  async wrongInStore(dir: string): Promise<number[]> {
    const lines = await this.linesInStore(dir)
    return this.people.filter((person, i) => lines[i] !== this.said(person)).map(({ id }) => id)
  }

  /** How many lines the store has of each: one a turn. */
  async linesInStore(dir: string): Promise<number[]> {
    const keys = loadKeys({ dataDir: dir, production: false })
    const store = createSqliteStore({ dir, keys })
    const lines: number[] = []
    for (const { id } of this.people) {
      const { conversation } = await store.load(idOf(keys.idKey, 'telegram', String(id)))
      lines.push(conversation?.lines ?? 0)
    }
    await store.close()
    return lines
  }
}
