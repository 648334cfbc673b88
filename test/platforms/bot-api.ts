import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer as readAll } from 'node:stream/consumers'
import { type Json, record } from '../../src/core/door.ts'
import { Faults } from './bot-faults.ts'
import {
  checkFile,
  checkVenue,
  type Form,
  fileAnswer,
  type KeptFile,
  readForm,
  type UploadedFile,
} from './bot-files.ts'
import { parsed, reply, survives } from './bot-http.ts'
import {
  type Button,
  checkDeleted,
  checkFields,
  checkKeyboard,
  checkText,
  checkWebhook,
  noSuchAction,
  noSuchChat,
  noSuchMessage,
  notModified,
  Refused,
  tooOld,
} from './bot-methods.ts'
import { BotProfile } from './bot-profile.ts'
import { Updates } from './bot-updates.ts'
import { Person } from './person.ts'

export interface Sent {
  readonly id: number
  readonly chat: number
  /** Words, or a file's caption; empty for a place. */
  readonly text: string
  /** As they are shown now. */
  buttons: readonly Button[]
  /** When the call came in. */
  readonly at: number
  readonly file?: UploadedFile
  readonly venue?: Json
}

export interface Call {
  readonly method: string
  readonly payload: Json
  readonly at: number
}

/**
 * Telegram's Bot API on loopback: strict where the real one is, with its own error sentences, and with bad days on
 * demand. What a correct bot never does is collected in `wrong`.
 */
export class BotApi {
  readonly token = '700100:canary-token_AbCdEfGhIjKlMnOp'
  readonly faults = new Faults()
  readonly updates: Updates
  readonly calls: Call[] = []
  readonly wrong: string[] = []
  readonly sent: Sent[] = []
  readonly profile = new BotProfile()
  /** What people have sent, by `file_id`. */
  readonly files = new Map<string, KeptFile>()
  readonly #chats = new Map<number, Sent[]>()
  readonly #taps = new Set<string>()
  readonly #listeners = new Set<() => void>()
  readonly #server: Server
  nextUpdateId = 870_000_001
  #nextMessageId = 1

  private constructor(hurry: number) {
    this.updates = new Updates(hurry)
    this.#server = createServer((request, response) => void this.#answer(request, response))
  }

  static async start(hurry = 100): Promise<BotApi> {
    const api = new BotApi(hurry)
    await new Promise<void>((resolve) => api.#server.listen(0, '127.0.0.1', resolve))
    return api
  }

  get root(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  async stop(): Promise<void> {
    this.updates.stop()
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  person(id: number, language = 'en'): Person {
    if (!this.#chats.has(id)) this.#chats.set(id, [])
    return new Person(this, id, language)
  }

  chat(id: number): readonly Sent[] {
    return this.#chats.get(id) ?? []
  }

  newMessageId = (): number => this.#nextMessageId++

  newTap(): string {
    const id = `tap${this.nextUpdateId}`
    this.#taps.add(id)
    return id
  }

  /** Resolves once `fact` holds, looked at after every message sent. */
  until(fact: () => boolean, what: string, ms = 15_000): Promise<void> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        if (fact()) end(resolve)
      }
      const end = (act: () => void): void => {
        clearTimeout(timer)
        clearInterval(often)
        this.#listeners.delete(look)
        act()
      }
      const timer = setTimeout(() => end(() => reject(new Error(`Waited ${ms} ms in vain: ${what}`))), ms)
      const often = setInterval(look, 20)
      this.#listeners.add(look)
      look()
    })
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readAll(request).catch(() => Buffer.alloc(0))
    const at = Date.now()
    const [, asFile, token, method = ''] = /^(\/file)?\/bot([^/]+)\/(.+)$/.exec(request.url ?? '') ?? []
    if (asFile !== undefined) return this.#download(token === this.token ? method : '', response)
    let call: { readonly form: Form; readonly error: unknown } | null = null
    try {
      call = { form: formOf(request, body), error: null }
    } catch (error) {
      call = { form: { fields: {}, files: [] }, error }
    }
    const payload = call.form.fields
    this.calls.push({ method, payload, at })
    const fault = this.faults.next(method, payload.chat_id)
    try {
      if (token !== this.token) throw new Refused(401, 'Unauthorized')
      if (request.method !== 'POST') throw new Refused(405, 'Method Not Allowed')
      if (call.error) throw call.error
      checkFields(method, payload)
      if (fault && !(await survives(fault, response))) return
      const gone = new AbortController()
      response.on('close', () => gone.abort())
      const result = await this.#carryOut(method, call.form, at, gone.signal)
      if (fault?.kind === 'reset') response.destroy()
      else reply(response, 200, { ok: true, result })
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      if (error.code !== 409) this.wrong.push(`${method}: ${error.message}`)
      reply(response, error.code, { ok: false, error_code: error.code, description: error.message })
    }
  }

  async #carryOut(method: string, form: Form, at: number, gone: AbortSignal): Promise<unknown> {
    const payload = form.fields
    switch (method) {
      case 'getUpdates': {
        const { offset = 0, limit = 100, timeout = 0 } = payload
        return this.updates.poll(Number(offset), Number(limit), Number(timeout), gone)
      }
      case 'setWebhook':
        this.updates.webhook = checkWebhook(payload)
        return true
      case 'deleteWebhook':
        this.updates.webhook = null
        return true
      case 'getWebhookInfo':
        return this.updates.info()
      case 'leaveChat':
        return true
      case 'answerCallbackQuery':
        if (!this.#taps.delete(String(payload.callback_query_id))) throw tooOld()
        return true
      case 'sendMessage':
        return this.#send(payload, at, { text: checkText(payload.text) })
      case 'sendVenue':
        checkVenue(payload)
        return this.#send(payload, at, { text: '', venue: payload })
      case 'sendPhoto':
      case 'sendVoice':
      case 'sendAudio':
      case 'sendDocument':
        return this.#send(payload, at, { text: String(payload.caption ?? ''), file: checkFile(method, form) })
      case 'sendChatAction':
        if (payload.action !== 'typing') throw noSuchAction()
        this.#chatOf(payload)
        return true
      case 'editMessageReplyMarkup':
        return this.#edit(payload)
      case 'deleteMessages':
        this.#delete(payload)
        return true
      case 'getFile':
        return fileAnswer(payload.file_id, this.files)
      case 'getMe':
        return { id: 700_100, is_bot: true, first_name: 'Helpline', username: 'HelplineBot' }
      default:
        return this.profile.carryOut(method, payload)
    }
  }

  #chatOf({ chat_id: chat }: Json): Sent[] {
    const kept = typeof chat === 'number' ? this.#chats.get(chat) : undefined
    if (!kept) throw noSuchChat()
    return kept
  }

  #send(payload: Json, at: number, content: Pick<Sent, 'text' | 'file' | 'venue'>): object {
    const kept = this.#chatOf(payload)
    const chat = Number(payload.chat_id)
    const message = { id: this.newMessageId(), chat, buttons: checkKeyboard(payload.reply_markup), at, ...content }
    kept.push(message)
    this.sent.push(message)
    for (const listener of this.#listeners) listener()
    const date = Math.floor(message.at / 1000)
    return { message_id: message.id, date, chat: { id: chat, type: 'private' }, text: message.text }
  }

  /** What is not there is passed over, as the real one does. */
  #delete(payload: Json): void {
    const chat = this.#chatOf(payload)
    const gone = checkDeleted(payload.message_ids)
    chat.splice(0, chat.length, ...chat.filter(({ id }) => !gone.includes(id)))
    for (const listener of this.#listeners) listener()
  }

  #edit(payload: Json): true {
    const message = this.#chatOf(payload).find(({ id }) => id === payload.message_id)
    if (!message) throw noSuchMessage()
    const buttons = checkKeyboard(payload.reply_markup)
    if (JSON.stringify(buttons) === JSON.stringify(message.buttons)) throw notModified()
    message.buttons = buttons
    return true
  }

  #download(path: string, response: ServerResponse): void {
    const file = [...this.files.values()].find((one) => one.path === path)
    if (!file) return void response.writeHead(404, { 'content-type': 'application/json' }).end('{"ok":false}')
    const fault = this.faults.next('download', undefined)
    if (fault?.kind === 'page') return void response.writeHead(fault.status, { location: '/elsewhere' }).end('canary')
    // Of what nobody knows the size of, the length is not announced either.
    response.writeHead(200, file.told === null ? {} : { 'content-length': file.bytes.length })
    if (file.breaksAt === undefined) return void response.end(file.bytes)
    response.write(file.bytes.subarray(0, file.breaksAt), () => response.destroy())
  }
}

/** JSON, or a form when a file comes along. */
function formOf(request: IncomingMessage, body: Buffer): Form {
  const type = request.headers['content-type'] ?? ''
  if (type.startsWith('multipart/')) return readForm(type, body)
  if (!/^application\/json\b/.test(type)) throw new Refused(415, 'not JSON')
  return { fields: record(parsed(body.toString())) ?? {}, files: [] }
}
