import type { BotApi, Sent } from './bot-api.ts'
import type { Update } from './bot-updates.ts'

/** What whoever is put into the queue reads: tests are run by day and by night. */
export const isQueued = /Our team has your message|Our office is closed/

/** Somebody with a telephone: writes, taps, sends, and reads what the bot says. */
export class Person {
  readonly #api: BotApi
  readonly id: number
  readonly #language: string
  #seen = 0

  constructor(api: BotApi, id: number, language: string) {
    this.#api = api
    this.id = id
    this.#language = language
  }

  get #from(): object {
    return { id: this.id, is_bot: false, first_name: 'Canary-Name', language_code: this.#language }
  }

  message(content: object): Update {
    const chat = { id: this.id, type: 'private', first_name: 'Canary-Name' }
    const date = Math.floor(Date.now() / 1000)
    const message = { message_id: this.#api.newMessageId(), from: this.#from, chat, date, ...content }
    return { update_id: this.#api.nextUpdateId++, message }
  }

  #deliver(update: Update, queue: string): Update {
    this.#api.updates.add(update, queue)
    return update
  }

  says(text: string): Update {
    return this.sends({ text })
  }

  /** A photo, a voice message …: `{ photo: [{ file_id: 'x' }], caption: '…' }`. */
  sends(content: object): Update {
    return this.#deliver(this.message(content), `chat ${this.id}`)
  }

  /** Changes what they wrote. */
  edits({ message }: Update, content: object): Update {
    const edited_message = { ...Object(message), ...content, edit_date: Math.floor(Date.now() / 1000) }
    return this.#deliver({ update_id: this.#api.nextUpdateId++, edited_message }, `chat ${this.id}`)
  }

  /** Answers to one message of the bot's. */
  repliesTo({ id, text }: Sent, words: string): Update {
    const from = { id: 700_100, is_bot: true, first_name: 'Helpline' }
    const chat = { id: this.id, type: 'private' }
    return this.sends({ text: words, reply_to_message: { message_id: id, from, chat, date: 1, text } })
  }

  /** The newest button with these words on it, or that does this. */
  taps(labelOrAct: string): Update {
    const fits = (b: { text: string; callback_data: string }) => b.text === labelOrAct || b.callback_data === labelOrAct
    const message = this.#api.chat(this.id).findLast((sent) => sent.buttons.some(fits))
    const button = message?.buttons.find(fits)
    if (!message || !button) throw new Error(`Nobody was shown a button "${labelOrAct}".`)
    const chat = { id: this.id, type: 'private' }
    const keyboard = { inline_keyboard: message.buttons.map((one) => [one]) }
    const shown = { message_id: message.id, date: 1, chat, text: message.text, reply_markup: keyboard }
    const tap = { id: this.#api.newTap(), from: this.#from, message: shown, chat_instance: '1' }
    const update = { update_id: this.#api.nextUpdateId++, callback_query: { ...tap, data: button.callback_data } }
    return this.#deliver(update, `tap ${this.id}`)
  }

  blocks = (): Update => this.#standsAs('kicked')
  unblocks = (): Update => this.#standsAs('member')

  #standsAs(status: string): Update {
    const chat = { id: this.id, type: 'private' }
    const member = { chat, from: this.#from, date: 1, new_chat_member: { status, user: this.#from } }
    return this.#deliver({ update_id: this.#api.nextUpdateId++, my_chat_member: member }, `member ${this.id}`)
  }

  /** Everything the bot has said so far. */
  get read(): readonly Sent[] {
    return this.#api.chat(this.id)
  }

  /** The next message, waited for. */
  async next(ms?: number): Promise<Sent> {
    const wanted = this.#seen + 1
    await this.#api.until(() => this.read.length >= wanted, `message ${wanted} to ${this.id}`, ms)
    this.#seen = wanted
    return this.read[wanted - 1] as Sent
  }

  /** Messages up to the one that fits, which is returned. */
  async reads(words: string | RegExp): Promise<Sent> {
    for (;;) {
      const message = await this.next()
      if (typeof words === 'string' ? message.text.includes(words) : words.test(message.text)) return message
    }
  }

  /** Comes, asks for a person in these words, agrees that it is kept, and waits in the queue. */
  async queues(words: string): Promise<void> {
    this.says('/start en')
    await this.reads('Choose a topic')
    this.says(words)
    await this.reads('save your messages')
    this.taps('consent-yes')
    await this.reads(isQueued)
  }

  /** What came that nobody has read yet, after a moment of silence. */
  async unread(quietMs = 150): Promise<readonly Sent[]> {
    for (let count = -1; count !== this.read.length; ) {
      count = this.read.length
      await new Promise((resolve) => setTimeout(resolve, quietMs))
    }
    const news = this.read.slice(this.#seen)
    this.#seen = this.read.length
    return news
  }
}
