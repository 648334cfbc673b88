import { expect } from 'vitest'
import type { BotFramework, Said } from './bot-framework.ts'

export interface Posted {
  readonly status: number
  readonly body: string
  readonly retryAfter: string | null
}

/** One try to deliver something to the bot, with whatever header. */
export async function postTo(
  url: string,
  activity: unknown,
  authorization: string | null,
  headers: Readonly<Record<string, string>> = {},
): Promise<Posted> {
  const answer = await fetch(`${url}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(authorization === null ? {} : { authorization }), ...headers },
    body: typeof activity === 'string' ? activity : JSON.stringify(activity),
  })
  return { status: answer.status, body: await answer.text(), retryAfter: answer.headers.get('retry-after') }
}

/** Somebody in Teams, Skype or a Web Chat: writes, taps, and reads what the bot says. */
export class ChatPerson {
  readonly #platform: BotFramework
  readonly #url: () => string
  readonly channel: string
  readonly id: string
  readonly conversation: string
  readonly bot: string
  #seen = 0

  /** `url`: of the helpline; it may start again elsewhere. */
  constructor(platform: BotFramework, url: string | (() => string), channel: string, name: string) {
    this.#platform = platform
    this.#url = typeof url === 'string' ? () => url : url
    this.channel = channel
    // Shapes of ids as each platform gives them; `|` and `:` stand in a path later.
    this.id =
      channel === 'skype' ? `29:canary-${name}` : channel === 'msteams' ? `29:1canary_${name}` : `dl_canary_${name}`
    this.conversation =
      channel === 'skype' ? this.id : channel === 'msteams' ? `a:1canary_${name}` : `canary${name}|0000001`
    this.bot = channel === 'msteams' || channel === 'skype' ? `28:${platform.appId}` : 'helpline@canary'
  }

  /** An activity as this channel sends it. */
  activity(fields: object): Record<string, unknown> {
    return {
      type: 'message',
      id: `canary-activity-${this.#platform.newId()}`,
      timestamp: new Date().toISOString(),
      serviceUrl: this.#platform.service,
      channelId: this.channel,
      from: { id: this.id, name: 'Canary Name' },
      conversation: {
        id: this.conversation,
        ...(this.channel === 'msteams' ? { conversationType: 'personal', tenantId: 'canary-tenant' } : {}),
      },
      recipient: { id: this.bot, name: 'Helpline' },
      locale: 'en-US',
      ...fields,
    }
  }

  /** One try. */
  post(activity: unknown, token = this.#platform.token()): Promise<Posted> {
    return postTo(this.#url(), activity, `Bearer ${token}`)
  }

  /** Delivered and taken: the platform repeats what was not. */
  async sends(fields: object): Promise<Record<string, unknown>> {
    const activity = this.activity(fields)
    for (;;) {
      const { status } = await this.post(activity).catch(() => ({ status: 503 }))
      if (status === 200) return activity
      expect(status, 'the helpline takes it, or asks for it again').toBe(503)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }

  says = (text: string): Promise<Record<string, unknown>> => this.sends({ text, textFormat: 'plain' })

  /** The newest button with these words, as this channel's client sends a tap. */
  async taps(label: string): Promise<void> {
    const find = () => this.read.flatMap(({ buttons }) => buttons).findLast(({ title }) => title.includes(label))
    for (let i = 0; i < 100 && !find(); i++) await new Promise((resolve) => setTimeout(resolve, 10))
    const button = find()
    if (!button) throw new Error(`Nobody was shown a button "${label}".`)
    if (this.channel === 'skype') await this.sends({ text: button.value })
    else if (button.type === 'messageBack') await this.sends({ text: button.text, value: button.value })
    else await this.sends({ value: button.value })
  }

  /** Taps what can be tapped here; types the number where the newest choices are a list. */
  async chooses(label: string): Promise<void> {
    // In Teams buttons come after their words, as a card of their own.
    await new Promise((resolve) => setTimeout(resolve, 100))
    const numberIn = (text: string) =>
      text
        .split('\n')
        .find((line) => /^\d+\. /.test(line) && line.includes(label))
        ?.split('.')[0]
    const newest = this.read.findLast(
      ({ text, buttons }) => numberIn(text) !== undefined || buttons.some(({ title }) => title.includes(label)),
    )
    const number = numberIn(newest?.text ?? '')
    if (number === undefined) await this.taps(label)
    else await this.says(number)
  }

  get read(): readonly Said[] {
    return this.#platform.room(this.conversation)
  }

  /** The next message, waited for. */
  async next(ms = 15_000): Promise<Said> {
    const wanted = this.#seen
    const end = Date.now() + ms
    while (this.read.length <= wanted) {
      if (Date.now() > end)
        throw new Error(`Waited ${ms} ms in vain for message ${wanted + 1} to ${this.conversation}.`)
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    this.#seen++
    return this.read[wanted] as Said
  }

  /** Messages up to the one that fits, which is returned. */
  async reads(words: string | RegExp): Promise<Said> {
    for (;;) {
      const said = await this.next()
      if (typeof words === 'string' ? said.text.includes(words) : words.test(said.text)) return said
    }
  }

  /** What came that nobody has read yet, after a moment of silence. */
  async unread(quietMs = 200): Promise<readonly Said[]> {
    for (let count = -1; count !== this.read.length; ) {
      count = this.read.length
      await new Promise((resolve) => setTimeout(resolve, quietMs))
    }
    const news = this.read.slice(this.#seen)
    this.#seen = this.read.length
    return news
  }
}
