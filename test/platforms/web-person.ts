import { record } from '../../src/core/door.ts'
import { ask, list } from './consultant.ts'

/** Somebody in the web chat, over HTTP. */
export class WebPerson {
  readonly #url: string
  readonly #headers: Readonly<Record<string, string>>
  #after = '0'
  #said = 0

  private constructor(url: string, headers: Readonly<Record<string, string>>) {
    this.#url = url
    this.#headers = headers
  }

  static async at(url: string): Promise<WebPerson> {
    const { body } = await ask(`${url}/v3/directline/tokens/generate`, 'POST')
    const path = `${url}/v3/directline/conversations/${body.conversationId}/activities`
    return new WebPerson(path, { authorization: `Bearer ${body.token}` })
  }

  /** Resolves when it was taken in. */
  says = (text: string): Promise<void> => this.#posts({ text })

  /** A button with this act. */
  taps = (act: string): Promise<void> => this.#posts({ value: { act, label: act } })

  async #posts(content: object): Promise<void> {
    const id = { channelData: { clientActivityID: `m${++this.#said}` } }
    const activity = { type: 'message', locale: 'en', ...id, ...content }
    const { status } = await ask(this.#url, 'POST', activity, this.#headers)
    if (status !== 200) throw new Error(`The helpline answered ${status}.`)
  }

  /** What the bot has said since the last look. */
  async news(): Promise<string[]> {
    const { body } = await ask(`${this.#url}?watermark=${this.#after}`, 'GET', undefined, this.#headers)
    this.#after = String(body.watermark)
    return list(body.activities)
      .filter(({ from }) => record(from)?.role === 'bot')
      .map(({ text }) => String(text ?? ''))
  }

  /** Says it and reads what comes back; the answer is there as soon as the question was taken in. */
  async asks(text: string): Promise<string[]> {
    await this.news()
    await this.says(text)
    return this.news()
  }
}
