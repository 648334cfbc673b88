import { type Dispatcher, request } from 'undici'
import type { Fetched } from '../../core/ports.ts'

/** A file larger than was allowed, though its header did not say so. */
export class TooLarge extends Error {}

const answerMs = 15_000
const pauseMs = 30_000

/**
 * Opens a file at an address that the caller has allowed, of at most `most` bytes. Follows nobody elsewhere, unpacks
 * nothing, and names the address in no error: it may hold a token.
 */
export async function download(
  over: Dispatcher,
  address: URL,
  headers: Readonly<Record<string, string>>,
  most: number,
): Promise<Fetched> {
  try {
    const reply = await request(address, {
      dispatcher: over,
      headers: { ...headers, 'accept-encoding': 'identity' },
      headersTimeout: answerMs,
      bodyTimeout: pauseMs,
    })
    const { 'content-length': length, 'content-encoding': packed } = reply.headers
    const bytes = length === undefined ? null : Number(length)
    const at = stateOf(reply.statusCode, bytes, most, packed !== undefined && packed !== 'identity')
    if (at === 'open') return { at, bytes, body: limited(reply.body, most) }
    reply.body.on('error', () => undefined).destroy()
    return { at }
  } catch {
    return { at: 'not-now' }
  }
}

function stateOf(status: number, bytes: number | null, most: number, packed: boolean): Fetched['at'] {
  if (status === 429 || status === 401 || status === 408 || status >= 500) return 'not-now'
  if (status === 413) return 'too-large'
  if (status !== 200 || packed) return 'gone'
  return bytes !== null && bytes > most ? 'too-large' : 'open'
}

async function* limited(body: AsyncIterable<Uint8Array>, most: number): AsyncGenerator<Uint8Array> {
  let size = 0
  for await (const piece of body) {
    size += piece.length
    if (size > most) throw new TooLarge('The file is larger than allowed.')
    yield piece
  }
}
