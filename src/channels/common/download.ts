import { type Dispatcher, request } from 'undici'
import type { Fetched } from '../../core/ports.ts'

const answerMs = 15_000
/** A download that takes longer is given up: 20 MB over a telephone's line. */
export const wholeMs = 120_000

type FileReply = Pick<Dispatcher.ResponseData, 'statusCode' | 'headers' | 'body'>

/**
 * Opens a file at an address that the caller has allowed, of at most `most` bytes. Follows nobody elsewhere, unpacks
 * nothing.
 */
export async function download(
  over: Dispatcher,
  address: URL,
  headers: Readonly<Record<string, string>>,
  most: number,
): Promise<Fetched> {
  const reply = await request(address, {
    dispatcher: over,
    headers: { ...headers, 'accept-encoding': 'identity' },
    headersTimeout: answerMs,
    signal: AbortSignal.timeout(wholeMs),
  })
  return opened(reply, most)
}

/** What a reply with a file means. An error while its body is read names no address: there may be a token in it. */
export function opened({ statusCode, headers, body }: FileReply, most: number): Fetched {
  // A body that nobody comes to read is given up by its signal: that is no error of anybody's.
  body.on('error', () => undefined)
  const length = Number(headers['content-length'] ?? Number.NaN)
  const bytes = Number.isSafeInteger(length) ? length : null
  const packed = (headers['content-encoding'] ?? 'identity') !== 'identity'
  const at = stateOf(statusCode, bytes, most, packed)
  if (at === 'open') return { at, bytes, body: limited(body, most) }
  body.destroy()
  return { at }
}

/** Nobody follows a redirect: a token may stand in the address, or go along. */
function stateOf(status: number, bytes: number | null, most: number, packed: boolean): Fetched['at'] {
  if (status === 401 || status === 408 || status === 429 || status >= 500) return 'not-now'
  if (status === 413) return 'too-large'
  if (status !== 200 || packed) return 'gone'
  return (bytes ?? 0) > most ? 'too-large' : 'open'
}

async function* limited(body: AsyncIterable<Uint8Array>, most: number): AsyncGenerator<Uint8Array> {
  let left = most
  try {
    for await (const piece of body) {
      left -= piece.byteLength
      if (left < 0) break
      yield piece
    }
  } catch {
    throw new Error('The file broke off.')
  }
  if (left < 0) throw new Error('The file is larger than it was said to be.')
}
