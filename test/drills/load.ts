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
  /** How many commands each person has sent. */
  readonly #said = new Map<number, number>()
  total = 0

  constructor(api: BotApi, chats: number) {
    this.#api = api
    this.people = Array.from({ length: chats }, (_, i) => api.person(10_000 + i))
  }

  say(person: Person): void {
    const n = this.#said.get(person.id) ?? 0
    person.says(commandFor(n))
    this.#said.set(person.id, n + 1)
    this.total++
  }

  said = (person: Person): number => this.#said.get(person.id) ?? 0

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

  /** How many lines the helpline itself says may have appeared twice. Only while nobody has the data folder. */
  saidTwice(dir: string): number {
    const db = new DatabaseSync(join(dir, 'helpline.db'))
    const found = db.prepare("SELECT count(*) AS count FROM lines WHERE delivery = 'sent twice'").get()
    db.close()
    return Number(found?.count)
  }

  /** People of whom the store has not exactly one turn for each command. */
  async wrongInStore(dir: string): Promise<number[]> {
    const keys = loadKeys({ dataDir: dir, production: false })
    const store = createSqliteStore({ dir, keys })
    const wrong: number[] = []
    for (const person of this.people) {
      const { conversation } = await store.load(idOf(keys.idKey, 'telegram', String(person.id)))
      if ((conversation?.lines ?? 0) !== this.said(person)) wrong.push(person.id)
    }
    await store.close()
    return wrong
  }
}
