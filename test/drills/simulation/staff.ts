import type { CaseView } from '../../../src/core/case-view.ts'
import type { Refusal } from '../../../src/core/effects.ts'
import type { StaffEvent } from '../../../src/core/events.ts'
import type { Store } from '../../../src/core/ports.ts'
import type { Consoles } from '../../../src/shift/consoles.ts'
import { deedOf, staffOf } from '../../conversations/deeds.ts'
import { type Name, names } from '../../conversations/roster.ts'
import type { Life } from './life.ts'
import { interprets } from './mind.ts'
import type { Requests } from './requests.ts'
import type { Scheduler } from './scheduler.ts'

/** What was asked by the console, and what it was told. */
export interface Op {
  readonly event: StaffEvent
  answer: Refusal | 'done' | null
}

const mine = [
  ...['words to the person', 'words to the person', 'words to the person', 'words to the person', 'closes', 'closes'],
  ...['returns', 'offers the case to Ilze', 'offers the case to Anna', 'moves the case to legal', 'notes: words'],
  ...['moves the case to psychologist', 'puts the case off for 2 hours', 'asks for an interpreter: prs'],
  ...['through the interpreter: words', 'sends the answer declared-address in ru', 'books an interpreter in 3 hours'],
  ...['calls the interpreter off', 'bars Farid', 'notes the language prs', 'remarks: words'],
]
/** Late, by mistake, or with an old page open. */
const anothers = ['words to the person', 'words to the person', 'claims', 'closes', 'returns']
const asked = ['accepts', 'accepts', 'accepts', 'declines']
const interpreting = ['interprets: words', 'interprets: words', 'interprets: words', 'leaves', 'remarks: words']

/** Those who answer: they sit down, take cases, write, pass on, go home without a word, and come back too late. */
export class Staff {
  readonly ops: Op[] = []
  readonly #here = new Set<Name>()
  /** Cases somebody has once had in hand: an old page still shows them. */
  readonly #had = new Map<Name, string[]>()
  readonly #parts: StaffParts

  constructor(parts: StaffParts) {
    this.#parts = parts
  }

  comesOrGoes(): void {
    const name = this.#anybody()
    if (this.#here.has(name)) this.#leave(name)
    else this.#come(name)
  }

  async act(): Promise<void> {
    const { scheduler, requests } = this.#parts
    const name = this.#anybody()
    if (!this.#here.has(name)) this.#come(name)
    const view = await this.#caseFor(name)
    if (!view) return
    const doing = scheduler.pick(this.#choices(name, view))
    if (doing === undefined) return
    const deed = deedOf(doing === 'words to the person' ? `words ${this.ops.length}` : doing, view, scheduler.now)
    const event: StaffEvent = {
      ...{ id: `staff:${this.ops.length}`, at: scheduler.now, by: staffOf(name), case: view.id },
      ...deed,
    }
    const op: Op = { event, answer: null }
    this.ops.push(op)
    if (deed.type === 'caseClaimed') this.#had.set(name, [...(this.#had.get(name) ?? []).slice(-3), view.id])
    requests.add(event.id, async (life) => {
      op.answer = (await life.handle.staff(view.conversation, event)) ?? 'done'
    })
  }

  async #caseFor(name: Name): Promise<CaseView | null> {
    const { scheduler, store } = this.#parts
    const old = scheduler.pick(this.#had.get(name) ?? [])
    if (old && scheduler.maybe(0.4)) return store.case(old)
    return scheduler.pick(await store.cases({ open: true, max: 20 })) ?? null
  }

  #choices(name: Name, c: CaseView): readonly string[] {
    const { id } = staffOf(name)
    // Mostly they do what they may; now and then what they may not.
    const tries = this.#parts.scheduler.maybe(0.2)
    if (interprets(name)) return c.interpreter?.id === id ? interpreting : tries || c.invited.includes(id) ? asked : []
    if (c.offeredTo?.id === id) return ['accepts the case', 'accepts the case', 'declines the case']
    if (c.state === 'queued') return ['claims']
    return c.by?.id === id ? mine : tries ? anothers : []
  }

  #anybody = (): Name => this.#parts.scheduler.pick(names) ?? 'Anna'

  #come(name: Name): void {
    this.#here.add(name)
    this.#parts.consoles.came(staffOf(name).id)
  }

  #leave(name: Name): void {
    this.#here.delete(name)
    this.#parts.consoles.left(staffOf(name).id)
  }
}

export interface StaffParts {
  readonly scheduler: Scheduler
  /** As the console shows it: read, never written. */
  readonly store: Store
  readonly consoles: Consoles
  readonly requests: Requests<Life>
}
