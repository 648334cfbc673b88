import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text as readAll } from 'node:stream/consumers'
import { type Json, record } from '../../src/core/door.ts'
import { Faults } from './bot-faults.ts'
import { parsed, reply, survives } from './bot-http.ts'
import {
  type Button,
  checkCommands,
  checkFields,
  checkKeyboard,
  checkText,
  checkWebhook,
  noSuchChat,
  Refused,
  tooOld,
} from './bot-methods.ts'
import { Updates } from './bot-updates.ts'
import { Person } from './person.ts'

export interface Sent {
  readonly id: number
  readonly chat: number
  readonly text: string
  readonly buttons: readonly Button[]
  /** When the call came in. */
  readonly at: number
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
    const body = await readAll(request).catch(() => '')
    const at = Date.now()
    const [, token, method = ''] = /^\/bot([^/]+)\/(\w+)$/.exec(request.url ?? '') ?? []
    const payload = record(parsed(body)) ?? {}
    this.calls.push({ method, payload, at })
    const fault = this.faults.next(method, payload.chat_id)
    try {
      if (token !== this.token) throw new Refused(401, 'Unauthorized')
      if (request.method !== 'POST') throw new Refused(405, 'Method Not Allowed')
      if (!/^application\/json\b/.test(request.headers['content-type'] ?? '')) throw new Refused(415, 'not JSON')
      checkFields(method, payload)
      if (fault && !(await survives(fault, response))) return
      const gone = new AbortController()
      response.on('close', () => gone.abort())
      const result = await this.#carryOut(method, payload, at, gone.signal)
      if (fault?.kind === 'reset') response.destroy()
      else reply(response, 200, { ok: true, result })
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      if (error.code !== 409) this.wrong.push(`${method}: ${error.message}`)
      reply(response, error.code, { ok: false, error_code: error.code, description: error.message })
    }
  }

  async #carryOut(method: string, payload: Json, at: number, gone: AbortSignal): Promise<unknown> {
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
      case 'setMyCommands':
        checkCommands(payload)
        return true
      case 'leaveChat':
        return true
      case 'answerCallbackQuery':
        if (!this.#taps.delete(String(payload.callback_query_id))) throw tooOld()
        return true
      case 'sendMessage':
        return this.#send(payload, at)
      default:
        return { id: 700_100, is_bot: true, first_name: 'Helpline', username: 'HelplineBot' }
    }
  }

  #send(payload: Json, at: number): object {
    const chat = payload.chat_id
    const kept = typeof chat === 'number' ? this.#chats.get(chat) : undefined
    if (typeof chat !== 'number' || !kept) throw noSuchChat()
    const text = checkText(payload.text)
    const message = {
      id: this.newMessageId(),
      chat,
      text,
      buttons: checkKeyboard(payload.reply_markup),
      at,
    }
    kept.push(message)
    this.sent.push(message)
    for (const listener of this.#listeners) listener()
    return { message_id: message.id, date: Math.floor(message.at / 1000), chat: { id: chat, type: 'private' }, text }
  }
}
