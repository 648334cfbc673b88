import type { IncomingMessage } from 'node:http'
import { type Json, record } from '../core/door.ts'

/** What the client is told; `code` is for programs, the sentence for people. Carries no word of what was sent. */
export class HttpError extends Error {
  readonly status: number
  readonly code: string
  /** When to try again, in seconds. */
  readonly retryAfter: number | null
  constructor(status: number, code: string, sentence: string, retryAfter: number | null = null) {
    super(sentence)
    this.status = status
    this.code = code
    this.retryAfter = retryAfter
  }
}

export const largestBody = 256 * 1024

/** A body of a page's size that takes longer than this is given up; files of slow lines have as long as the server gives. */
const patienceMs = 30_000

/**
 * Reads a JSON body of at most 256 KB. Its own reader because size is checked while the bytes come in, compressed
 * bodies are not unpacked, and nothing is read before the caller has checked who is asking.
 */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const body = await read(request, largestBody, patienceMs)
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    // The parser's own sentence quotes the body: it stays here.
    throw new HttpError(400, 'json', 'This is not valid JSON.')
  }
}

/** Reads a body of at most `most` bytes as it is. */
export const readBytes = (request: IncomingMessage, most: number): Promise<Buffer> => read(request, most, null)

function read(request: IncomingMessage, most: number, patience: number | null): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const declared = Number(request.headers['content-length'] ?? 0)
    if (declared > most) return reject(tooLarge(most))
    const encoding = request.headers['content-encoding']
    if (encoding && encoding !== 'identity')
      return reject(new HttpError(415, 'encoding', 'Send the body uncompressed.'))
    const late = patience === null ? undefined : setTimeout(() => stop(tooSlow()), patience)
    const chunks: Buffer[] = []
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= most) chunks.push(chunk)
      else stop(tooLarge(most))
    })
    request.on('end', () => {
      clearTimeout(late)
      resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks))
    })
    request.on('error', () => stop(new HttpError(400, 'aborted', 'The body broke off.')))

    function stop(fault: HttpError): void {
      clearTimeout(late)
      request.pause()
      reject(fault)
    }
  })
}

const tooLarge = (most: number): HttpError => new HttpError(413, 'too-large', `Send at most ${most / 1024} KB.`)
const tooSlow = (): HttpError => new HttpError(408, 'slow', 'The body did not come in time.')

/** The members of a JSON object; of anything else, none. */
export const fieldsOf = async (request: IncomingMessage): Promise<Json> => record(await readJson(request)) ?? {}

/** The text under that name, of a length that somebody may type; otherwise the empty one. */
export function textIn(fields: Json, name: string): string {
  const value = fields[name]
  return typeof value === 'string' && value.length <= 2000 ? value : ''
}

/** The texts in the list under that name. */
export function listIn(fields: Json, name: string): readonly string[] {
  const value = fields[name]
  const texts = Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []
  return texts.filter((one) => one.length <= 200).slice(0, 200)
}
