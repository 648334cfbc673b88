import type { Mortal, Scheduler } from './scheduler.ts'

/** Something asked of the helpline by somebody outside who asks again until there is an answer. */
export interface Request<To extends Mortal> {
  readonly what: string
  readonly since: number
  readonly ask: (to: To) => Promise<void>
  state: 'waiting' | 'underway' | 'answered'
  /** Who has it now. */
  by: To | null
}

/** Asks, and asks again what was not answered: because it was refused, or because whoever had it died. */
export class Requests<To extends Mortal> {
  readonly all: Request<To>[] = []
  readonly #scheduler: Scheduler

  constructor(scheduler: Scheduler) {
    this.#scheduler = scheduler
  }

  add(what: string, ask: Request<To>['ask']): Request<To> {
    const request: Request<To> = { what, since: this.#scheduler.now, ask, state: 'waiting', by: null }
    this.all.push(request)
    return request
  }

  get waiting(): readonly Request<To>[] {
    return this.all.filter(({ state }) => state === 'waiting')
  }

  get open(): boolean {
    return this.all.some(({ state }) => state !== 'answered')
  }

  send(request: Request<To>, to: To): void {
    request.state = 'underway'
    request.by = to
    request.ask(to).then(
      () => this.#end(request, to, 'answered'),
      () => this.#end(request, to, 'waiting'),
    )
  }

  /** The same once more, although it was answered: nobody hears what comes of it. */
  repeat(request: Request<To>, to: To): void {
    request.ask(to).catch(() => undefined)
  }

  /** Its connections break: what it had is asked again. */
  died(who: To): void {
    for (const request of this.all) if (request.by === who) this.#end(request, who, 'waiting')
  }

  #end(request: Request<To>, by: To, state: Request<To>['state']): void {
    if (request.by !== by || request.state !== 'underway') return
    request.by = null
    request.state = state
  }
}
