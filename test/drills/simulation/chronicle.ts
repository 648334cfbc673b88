import type { Conversation } from '../../../src/core/conversation.ts'
import type { Settlement, Store, Turn } from '../../../src/core/ports.ts'
import type { DeliveryState, Line } from '../../../src/core/transcript.ts'

/** A line to a person, and what is known of it from outside. */
export interface Told {
  readonly conversation: string
  readonly line: Line
  /** Grows when a talk begins anew after it was erased and swept: then lines are numbered from 1 again. */
  readonly epoch: number
  shown: number
  state: DeliveryState | null
  /** Erased or over before anybody settled it. */
  gone: boolean
}

export interface Committed {
  readonly turn: Turn
  readonly before: Conversation | null
}

/**
 * Stands right before the store and writes down what became durable, apart from those who did it. `each` looks at every
 * turn in the moment it is true.
 */
export class Chronicle {
  readonly told: Told[] = []
  /** By event: a second one is written down as well. */
  readonly turns = new Map<string, Committed[]>()
  readonly #epochs = new Map<string, number>()
  readonly #store: Store
  readonly #each: (committed: Committed) => void

  constructor(store: Store, each: (committed: Committed) => void) {
    this.#store = store
    this.#each = each
  }

  get store(): Store {
    return {
      ...this.#store,
      commit: async (turn) => {
        const { id } = turn.conversation
        const { conversation: before } = await this.#store.load(id)
        const committed = await this.#store.commit(turn)
        if (committed.at === 'done') this.#write({ turn, before })
        return committed
      },
      settle: async (settlement) => {
        const settled = await this.#store.settle(settlement)
        if (settled) this.#settle(settlement)
        return settled
      },
      sweep: async (now, retentionMs) => {
        const swept = await this.#store.sweep(now, retentionMs)
        await this.#look()
        return swept
      },
    }
  }

  /** What a platform shows is a line of the newest talk, as far as anybody can tell from outside. */
  find(conversation: string, { number, at }: Line): Told | undefined {
    return this.of(conversation).findLast(({ line }) => line.number === number && line.at === at)
  }

  of(conversation: string): Told[] {
    return this.told.filter((told) => told.conversation === conversation)
  }

  #write(committed: Committed): void {
    const { turn } = committed
    const { id } = turn.conversation
    if (turn.version === 0) this.#epochs.set(id, (this.#epochs.get(id) ?? 0) + 1)
    if (turn.forget) for (const told of this.of(id)) told.gone = told.gone || told.state === null
    const epoch = this.#epochs.get(id) ?? 0
    for (const line of turn.lines)
      if (line.delivery) this.told.push({ conversation: id, line, epoch, shown: 0, state: null, gone: false })
    this.turns.set(turn.event, [...(this.turns.get(turn.event) ?? []), committed])
    this.#each(committed)
  }

  #settle({ conversation, line, outcome }: Settlement): void {
    if (outcome.at !== 'settled') return
    const epoch = this.#epochs.get(conversation)
    const told = this.of(conversation).find((one) => one.epoch === epoch && one.line.number === line)
    if (told && told.state === null && !told.gone) told.state = outcome.state
  }

  /** After a sweep: what nobody had settled and is no longer there is over. Only what was to be forgotten may be. */
  async #look(): Promise<void> {
    for (const told of this.told) {
      if (told.state !== null || told.gone) continue
      const there = await this.#store.transcript(told.conversation, told.line.number - 1, 1)
      const same = there.some(({ number, at }) => number === told.line.number && at === told.line.at)
      if (!same && told.line.until !== null) told.gone = true
    }
  }
}
