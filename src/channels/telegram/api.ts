import { Telegram, TelegramError } from 'telegraf'
import { type Dispatcher, Pool } from 'undici'
import { record } from '../../core/door.ts'
import { ask, carriedNothing, type Reply } from '../common/ask.ts'

/** The request may have reached Telegram, its answer did not reach us: nobody knows whether it was carried out. */
export class AnswerLost extends Error {}
/** Nothing was carried out, and asking again later makes sense. */
export class NotNow extends Error {}

/** Long polling holds its answer back for up to 50 s on purpose. */
const pollMs = 60_000
/** Shorter than the outbox's lease (30 s): whoever waits longer finds his line sent a second time by the next holder. */
const answerMs = 15_000
/** For a whole upload, for the same reason. */
const uploadMs = 25_000
/** How long a stopping process waits for answers. */
const partingMs = 3_000

type CallApi = Telegram['callApi']

/**
 * telegraf's typed client over an undici pool: its own transport builds a form and a new request object per call
 * (326 -> 155 µs of CPU a reply), never repeats on 429 and mixes "not sent" with "answer lost".
 */
export class TelegramApi extends Telegram {
  readonly #pool: Pool
  readonly #path: string
  readonly #filePath: string
  /** Told of every message that this client has sent. */
  onSent: ((chat: number, message: number) => void) | null = null

  constructor(token: string, apiRoot: string, timeoutMs = 20_000) {
    super(token, { apiRoot, webhookReply: false })
    const root = new URL(apiRoot)
    const folder = root.pathname.replace(/\/$/, '')
    this.#path = `${folder}/bot${token}/`
    this.#filePath = `${folder}/file/bot${token}/`
    this.#pool = new Pool(root.origin, {
      connections: 64,
      bodyTimeout: timeoutMs,
      connect: { timeout: 5_000 },
    })
  }

  override callApi: CallApi = async (method, payload, options) => {
    const request = {
      path: this.#path + method,
      headersTimeout: method === 'getUpdates' ? pollMs : answerMs,
      method: 'POST' as const,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(payload),
    }
    // telegraf types the signal by an old package; Node's own is what arrives.
    const answer = await this.#ask(request, options?.signal as unknown as AbortSignal | undefined)
    // telegraf types each method's result by its name; the platform is trusted for the shape.
    return this.#noted(resultOf(answer)) as never
  }

  /** A call with a file in it, as a form; the same errors as any other call. */
  async upload(method: UploadMethod, { type, body }: Form): Promise<{ readonly message_id: number }> {
    const headers = { 'content-type': type }
    const request = { path: this.#path + method, method: 'POST' as const, headersTimeout: answerMs, headers, body }
    const answer = await this.#ask(request, AbortSignal.timeout(uploadMs))
    return this.#noted(resultOf(answer)) as { readonly message_id: number }
  }

  /** Opens a file by its `file_path`. No redirect is followed, so that nobody but this host ever hears the token. */
  download(filePath: string, signal: AbortSignal): Promise<Dispatcher.ResponseData> {
    return this.#pool.request({ path: this.#filePath + filePath, method: 'GET', headersTimeout: answerMs, signal })
  }

  #noted(result: unknown): unknown {
    const message = record(result)
    const chat = record(message?.chat)?.id
    if (typeof message?.message_id === 'number' && typeof chat === 'number') this.onSent?.(chat, message.message_id)
    return result
  }

  async #ask(request: Dispatcher.DispatchOptions, signal?: AbortSignal): Promise<Answer> {
    let reply: Reply
    try {
      reply = await ask(this.#pool, request, signal)
    } catch (error) {
      // A connection that was refused carried nothing, nor does one we have hung up ourselves; anything later may have.
      if (carriedNothing(error)) throw new NotNow('Telegram cannot be reached.')
      if (error instanceof Error && error.name === 'AbortError') throw error
      throw new AnswerLost('The connection to Telegram broke before its answer.')
    }
    const body = asJson(reply.text)
    if (isAnswer(body)) return body
    if (reply.status >= 500) throw new NotNow(`Telegram answered ${reply.status}.`)
    throw new AnswerLost(`Telegram answered ${reply.status} without an answer of its own.`)
  }

  /** Waits for requests under way, but not for ever. */
  async hangUp(): Promise<void> {
    const closed = this.#pool.close()
    const timer = setTimeout(() => this.#pool.destroy(new AnswerLost('We are stopping.')), partingMs)
    await closed
    clearTimeout(timer)
  }
}

/** multipart/form-data */
export interface Form {
  readonly type: string
  readonly body: Buffer
}

export type UploadMethod = 'sendPhoto' | 'sendVoice' | 'sendAudio' | 'sendDocument'

function resultOf(answer: Answer): unknown {
  if (answer.ok) return answer.result
  throw new TelegramError({
    error_code: answer.error_code ?? 0,
    description: answer.description ?? 'no description',
    ...(answer.parameters ? { parameters: answer.parameters } : {}),
  })
}

interface Answer {
  readonly result: unknown
  readonly ok: boolean
  readonly error_code?: number
  readonly description?: string
  readonly parameters?: { retry_after?: number; migrate_to_chat_id?: number }
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const isAnswer = (body: unknown): body is Answer =>
  typeof body === 'object' && body !== null && 'ok' in body && typeof body.ok === 'boolean'
