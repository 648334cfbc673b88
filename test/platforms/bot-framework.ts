import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text as readAll } from 'node:stream/consumers'
import { type Json, record } from '../../src/core/door.ts'
import { parsed, reply } from './bot-http.ts'
import { ChatPerson } from './chat-person.ts'
import { buttonsOf, type ShownButton, wrongIn } from './connector-checks.ts'
import { asJwk, channelIssuer, newKey, type SigningKey, type TokenParts, tokenOf } from './tokens.ts'

export interface Said {
  readonly conversation: string
  readonly text: string
  readonly buttons: readonly ShownButton[]
  readonly activity: Json
  readonly at: number
}

/** What the platform does on a bad day to one call of the bot's. */
export type BadDay =
  | { readonly kind: 'status'; readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  | { readonly kind: 'hang' }
  /** The connection breaks; `carriedOut`: after the message was delivered. */
  | { readonly kind: 'reset'; readonly carriedOut: boolean }
  | { readonly kind: 'slow'; readonly ms: number }

type Place = 'send' | 'login' | 'keys'
type Answer = readonly [status: number, body: object]

/**
 * Microsoft's Bot Framework on loopback: it publishes keys, signs its requests with them, gives the bot a token for its
 * secret, and takes what the bot says. What a correct bot never does is collected in `wrong`.
 */
export class BotFramework {
  readonly appId = '11112222-aaaa-4bbb-8ccc-333344445555'
  readonly password = 'canary-secret~of.the_app'
  /** The newest signs. */
  readonly keys: SigningKey[] = [newKey()]
  readonly emulatorKeys: SigningKey[] = [newKey(null)]
  readonly said: Said[] = []
  /** Conversations in which the bot was shown typing. */
  readonly typed: string[] = []
  readonly wrong: string[] = []
  readonly calls: { readonly place: Place; readonly at: number }[] = []
  /** Tokens the bot was given. */
  readonly given = new Set<string>()
  /** What people have attached, by name: `fileUrl` leads there. */
  readonly files = new Map<string, Uint8Array>()
  readonly #rooms = new Map<string, Said[]>()
  readonly #planned: { readonly place: Place; readonly conversation?: string; times: number; readonly day: BadDay }[] =
    []
  readonly #server: Server
  #count = 0

  private constructor() {
    this.#server = createServer((request, response) => void this.#answer(request, response))
  }

  static async start(): Promise<BotFramework> {
    const platform = new BotFramework()
    await new Promise<void>((resolve) => platform.#server.listen(0, '127.0.0.1', resolve))
    return platform
  }

  get root(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  /** Where this platform takes what the bot says: a path, as the real ones have. */
  get service(): string {
    return `${this.root}/emea/`
  }

  get env(): Readonly<Record<string, string>> {
    return { MICROSOFT_APP_ID: this.appId, MICROSOFT_APP_PASSWORD: this.password, MICROSOFT_API_ROOT: this.root }
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  fileUrl = (name: string): string => `${this.service}v3/attachments/${name}/views/original`

  newId = (): string => `${++this.#count}`

  token(parts: TokenParts = {}): string {
    return tokenOf(this.keys[0] as SigningKey, this.appId, this.service, parts)
  }

  person(url: string | (() => string), channel: string, name: string): ChatPerson {
    const person = new ChatPerson(this, url, channel, name)
    this.open(person.conversation)
    return person
  }

  /** The bot may speak here. */
  open(conversation: string): void {
    if (!this.#rooms.has(conversation)) this.#rooms.set(conversation, [])
  }

  room(conversation: string): readonly Said[] {
    return this.#rooms.get(conversation) ?? []
  }

  plan(day: BadDay, where: { place?: Place; conversation?: string; times?: number } = {}): void {
    const { place = 'send', conversation, times = 1 } = where
    this.#planned.push({ place, times, day, ...(conversation === undefined ? {} : { conversation }) })
  }

  clear(): void {
    this.#planned.length = 0
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readAll(request).catch(() => '')
    const path = request.url ?? ''
    const file = /^\/emea\/v3\/attachments\/([^/]+)\/views\/original$/.exec(path)?.[1]
    if (file !== undefined) return this.#giveFile(file, request, response)
    const [, encoded] = /^\/emea\/v3\/conversations\/([^/]+)\/activities$/.exec(path) ?? []
    const conversation = encoded === undefined ? undefined : decodeURIComponent(encoded)
    const place: Place =
      path.includes('/.well-known/') || path.startsWith('/keys') ? 'keys' : conversation ? 'send' : 'login'
    this.calls.push({ place, at: Date.now() })
    const day = this.#next(place, conversation)
    if (day?.kind === 'hang') return
    if (day?.kind === 'status') return void response.writeHead(day.status, day.headers).end('<h1>canary page</h1>')
    if (day?.kind === 'reset' && !day.carriedOut) return void response.destroy()
    if (day?.kind === 'slow') await new Promise((resolve) => setTimeout(resolve, day.ms))
    const [status, answer] =
      place === 'keys'
        ? this.#publish(path)
        : conversation === undefined
          ? this.#login(path, body)
          : this.#take(conversation, request, record(parsed(body)))
    if (day?.kind === 'reset') response.destroy()
    else reply(response, status, answer)
  }

  #giveFile(name: string, request: IncomingMessage, response: ServerResponse): void {
    const token = (request.headers.authorization ?? '').replace(/^Bearer /, '')
    const bytes = this.files.get(name)
    // Some answers of real file stores: moved elsewhere, no length said.
    if (!this.given.has(token)) response.writeHead(401).end()
    else if (name === 'moved') response.writeHead(302, { location: 'http://169.254.169.254/latest' }).end()
    else if (!bytes) response.writeHead(404).end()
    else response.writeHead(200, { 'content-type': 'text/html' }).end(bytes)
  }

  #publish(path: string): Answer {
    const of = path.includes('/common/') || path.endsWith('emulator') ? 'emulator' : 'channel'
    if (!path.startsWith('/keys/')) return [200, { issuer: channelIssuer, jwks_uri: `${this.root}/keys/${of}` }]
    return [200, { keys: (of === 'channel' ? this.keys : this.emulatorKeys).map(asJwk) }]
  }

  #next(place: Place, conversation: string | undefined): BadDay | null {
    const found = this.#planned.find(
      (one) =>
        one.times > 0 && one.place === place && (one.conversation === undefined || one.conversation === conversation),
    )
    if (!found) return null
    found.times--
    return found.day
  }

  #login(path: string, body: string): Answer {
    const form = new URLSearchParams(body)
    const isRight =
      path === '/botframework.com/oauth2/v2.0/token' &&
      form.get('grant_type') === 'client_credentials' &&
      form.get('client_id') === this.appId &&
      form.get('scope') === 'https://api.botframework.com/.default'
    if (!isRight) this.wrong.push(`login: ${path}`)
    if (!isRight || form.get('client_secret') !== this.password)
      return [401, { error: 'invalid_client', error_description: 'canary' }]
    const token = `canary-bearer-${this.newId()}`
    this.given.add(token)
    return [200, { token_type: 'Bearer', expires_in: 3600, access_token: token }]
  }

  #take(conversation: string, request: IncomingMessage, activity: Json | null): Answer {
    const token = (request.headers.authorization ?? '').replace(/^Bearer /, '')
    if (!this.given.has(token)) return [401, { error: { code: 'Unauthorized' } }]
    const room = this.#rooms.get(conversation)
    if (!room) return [404, { error: { code: 'ConversationNotFound' } }]
    const wrong = activity ? wrongIn(activity, conversation) : 'no activity'
    if (!activity || wrong) {
      this.wrong.push(`${conversation}: ${wrong}`)
      return [400, { error: { code: 'BadArgument', message: wrong } }]
    }
    if (activity.type === 'typing') {
      this.typed.push(conversation)
      return [200, {}]
    }
    const text = typeof activity.text === 'string' ? activity.text : ''
    const said = { conversation, text, buttons: buttonsOf(activity), activity, at: Date.now() }
    room.push(said)
    this.said.push(said)
    return [200, { id: `m${this.newId()}` }]
  }
}
