/** What a real platform does on a bad day. */
export type Fault =
  /** "Too many requests": from then on every call of the bot is refused until the time is over. */
  | { readonly kind: 'flood'; readonly retryAfter: number }
  /** An error of the API itself, as JSON. */
  | { readonly kind: 'error'; readonly code: number; readonly description: string }
  /** A proxy in front of the API, with a page for browsers. */
  | { readonly kind: 'page'; readonly status: number }
  | { readonly kind: 'migrate'; readonly to: number }
  /** The connection breaks; `carriedOut`: after the message was delivered, before we could learn of it. */
  | { readonly kind: 'reset'; readonly carriedOut: boolean }
  | { readonly kind: 'slow'; readonly ms: number }

export const blocked: Fault = { kind: 'error', code: 403, description: 'Forbidden: bot was blocked by the user' }
export const deactivated: Fault = { kind: 'error', code: 403, description: 'Forbidden: user is deactivated' }

export interface Planned {
  readonly method?: string
  readonly chat?: number
  /** How many calls it hits; 1 unless said. */
  times: number
  readonly fault: Fault
}

/** Faults that were planned, first come, first served. */
export class Faults {
  readonly #planned: Planned[] = []
  #floodUntil = 0
  /** Calls that came although the bot had been told to wait. */
  impatient = 0

  plan(fault: Fault, where: { readonly method?: string; readonly chat?: number; readonly times?: number } = {}): void {
    this.#planned.push({ ...where, times: where.times ?? 1, fault })
  }

  clear(): void {
    this.#planned.length = 0
  }

  next(method: string, chat: unknown): Fault | null {
    const left = this.#floodUntil - Date.now()
    if (left > 0 && method !== 'getUpdates') {
      this.impatient++
      return { kind: 'flood', retryAfter: Math.ceil(left / 1000) }
    }
    const found = this.#planned.find(
      (one) =>
        one.times > 0 &&
        (one.method ?? 'sendMessage') === method &&
        (one.chat === undefined || String(one.chat) === String(chat)),
    )
    if (!found) return null
    found.times--
    if (found.fault.kind === 'flood') this.#floodUntil = Date.now() + found.fault.retryAfter * 1000
    return found.fault
  }
}
