import { seeded } from '../random.ts'

/** Somebody's process: it stops for ever when it dies, and whatever it still had to do is never done. */
export interface Mortal {
  readonly name: string
  alive: boolean
}

/**
 * Everything that leaves a process waits here until it is let go on, one at a time, in an order that a seed decides. Time
 * stands still meanwhile: it passes when somebody says so.
 */
export class Scheduler {
  readonly chance: () => number
  now: number
  /** Of all that was decided: two runs that agree on it were the same. */
  trace = 0
  #waiting: { readonly whose: Mortal; readonly goOn: () => void }[] = []

  constructor(seed: number, now: number) {
    this.chance = seeded(seed)
    this.now = now
  }

  get waiting(): number {
    return this.#waiting.length
  }

  /** Resolves when it is this one's turn; never, when the process has died by then. */
  pass(whose: Mortal): Promise<void> {
    return new Promise((goOn) => {
      if (whose.alive) this.#waiting.push({ whose, goOn })
    })
  }

  /** Lets one go on, with all that follows from it at once. False: nobody waits. */
  async step(): Promise<boolean> {
    const [next] = this.#waiting.splice(this.below(this.#waiting.length), 1)
    if (!next) return false
    this.note(next.whose.name)
    next.goOn()
    await this.settle()
    return true
  }

  /** Until nobody waits. */
  async rest(): Promise<void> {
    for (let steps = 0; await this.step(); steps++) {
      if (steps > 50_000) throw new Error('It never comes to rest.')
    }
  }

  /** Everything that needs nobody outside is done. */
  settle(): Promise<void> {
    return new Promise((resolve) => setImmediate(resolve))
  }

  die(whose: Mortal): void {
    whose.alive = false
    this.#waiting = this.#waiting.filter((one) => one.whose !== whose)
  }

  below(count: number): number {
    return Math.floor(this.chance() * count)
  }

  maybe(probability: number): boolean {
    return this.chance() < probability
  }

  /** Undefined: there is nothing to pick from. */
  pick<T>(from: readonly T[]): T | undefined {
    return from[this.below(from.length)]
  }

  note(what: string): void {
    for (let i = 0; i < what.length; i++) this.trace = (Math.imul(this.trace, 31) + what.charCodeAt(i)) | 0
    this.trace = (Math.imul(this.trace, 31) + this.now) | 0
  }
}
