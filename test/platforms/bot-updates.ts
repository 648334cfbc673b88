import { request } from 'node:http'
import { otherPoller, webhookIsSet } from './bot-methods.ts'

export interface Update {
  readonly update_id: number
  readonly [kind: string]: unknown
}

export interface Webhook {
  readonly url: string
  readonly secret: string
}

/** Ways of an update to the bot, as Telegram's server goes them. */
export class Updates {
  /** Not yet confirmed by a later offset. */
  readonly #pending: { readonly update: Update; readonly queue: string }[] = []
  readonly #queues = new Map<string, Update[]>()
  #poller: { readonly wake: () => void; readonly refuse: (error: Error) => void } | null = null
  #stopped = false
  #webhook: Webhook | null = null
  /** Status of every delivery, 0 = no answer. */
  readonly deliveries: { readonly update: number; readonly status: number }[] = []
  readonly acknowledged = new Set<number>()
  readonly #hurry: number

  /** All waits are divided by `hurry`, so that an hour of back-off fits into a test. */
  constructor(hurry: number) {
    this.#hurry = hurry
  }

  /** `queue`: order is kept within one, as Telegram does per chat; a tap has a queue of its own. */
  add(update: Update, queue: string): void {
    if (!this.webhook) {
      this.#pending.push({ update, queue })
      this.#poller?.wake()
      return
    }
    const waiting = this.#queues.get(queue)
    if (waiting) waiting.push(update)
    else {
      this.#queues.set(queue, [update])
      void this.#deliver(queue)
    }
  }

  get webhook(): Webhook | null {
    return this.#webhook
  }

  /** Whoever holds a long poll is cut off by it. */
  set webhook(webhook: Webhook | null) {
    this.#webhook = webhook
    if (!webhook) return
    this.#poller?.refuse(webhookIsSet())
    // What waited for a poll goes out by the webhook now.
    for (const { update, queue } of this.#pending.splice(0)) this.add(update, queue)
  }

  /** As `getWebhookInfo` tells it. */
  info(): object {
    const failed = this.deliveries.findLast(({ status }) => status < 200 || status >= 300)
    const words = `Wrong response from the webhook: ${failed?.status} canary`
    return {
      url: this.#webhook?.url ?? '',
      has_custom_certificate: false,
      pending_update_count: this.waiting,
      ...(failed ? { last_error_date: Math.floor(Date.now() / 1000), last_error_message: words } : {}),
    }
  }

  get waiting(): number {
    return [...this.#queues.values()].reduce((sum, queue) => sum + queue.length, 0) + this.#pending.length
  }

  async poll(offset: number, limit: number, seconds: number, gone: AbortSignal): Promise<Update[]> {
    if (this.webhook) throw webhookIsSet()
    this.#poller?.refuse(otherPoller())
    for (const one of this.#pending.filter(({ update }) => update.update_id < offset)) {
      this.#pending.splice(this.#pending.indexOf(one), 1)
      this.acknowledged.add(one.update.update_id)
    }
    if (this.#pending.length === 0 && seconds > 0) await this.#news(seconds, gone)
    return this.#pending.slice(0, limit).map(({ update }) => update)
  }

  #news(seconds: number, gone: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const end = (act: () => void) => () => {
        clearTimeout(timer)
        this.#poller = null
        act()
      }
      const timer = setTimeout(end(resolve), seconds * 1000)
      gone.addEventListener('abort', end(resolve), { once: true })
      this.#poller = { wake: end(resolve), refuse: (error) => end(() => reject(error))() }
    })
  }

  async #deliver(queue: string): Promise<void> {
    const updates = this.#queues.get(queue) ?? []
    for (let failures = 0; updates[0] && !this.#stopped; ) {
      if (!this.#webhook) {
        // The webhook was taken back meanwhile: what waits is there for the next poll.
        this.#pending.push(...updates.splice(0).map((update) => ({ update, queue })))
        this.#poller?.wake()
        break
      }
      const [update] = updates
      const { status, retryAfter } = await this.post(update)
      this.deliveries.push({ update: update.update_id, status })
      if (status >= 200 && status < 300) {
        this.acknowledged.add(update.update_id)
        updates.shift()
        failures = 0
        continue
      }
      // 2, 4, 8 … up to 60 s, or what the server asks for.
      const seconds = retryAfter ?? Math.min(60, 2 ** ++failures)
      await new Promise((resolve) => setTimeout(resolve, (seconds * 1000) / this.#hurry))
    }
    this.#queues.delete(queue)
  }

  /** One try, without queue: how the same update comes twice at once. */
  post(update: unknown): Promise<{ status: number; retryAfter: number | null }> {
    const { url, secret } = this.webhook ?? { url: '', secret: '' }
    const headers = { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret }
    return new Promise((resolve) => {
      const call = request(url, { method: 'POST', headers, timeout: 60_000 }, (answer) => {
        answer.resume()
        const wait = Number(answer.headers['retry-after'])
        answer.on('close', () => resolve({ status: answer.statusCode ?? 0, retryAfter: wait > 0 ? wait : null }))
      })
      call.on('error', () => resolve({ status: 0, retryAfter: null }))
      call.end(JSON.stringify(update))
    })
  }

  stop(): void {
    this.#stopped = true
    this.#poller?.wake()
  }
}
