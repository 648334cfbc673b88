import { TelegramError } from 'telegraf'
import type { Fetched } from '../../core/ports.ts'
import type { Pace } from '../common/pace.ts'
import type { TelegramApi } from './api.ts'
import { noteFlood } from './send.ts'

/** A download that takes longer is given up: 20 MB, Telegram's own limit, over a telephone's line. */
const wholeMs = 120_000

/** Opens files that Telegram keeps for us. What is thrown while a body is read names neither address nor token. */
export function createFetch(api: TelegramApi, pace: Pace, now: () => number) {
  return async function open(reference: string, most: number): Promise<Fetched> {
    if (pace.halted(now()) > 0) return { at: 'not-now' }
    try {
      const { file_path: path, file_size: size } = await api.getFile(reference)
      if (size !== undefined && size > most) return { at: 'too-large' }
      return isInside(path) ? await download(path, most) : { at: 'gone' }
    } catch (error) {
      return refusal(error)
    }
  }

  async function download(path: string, most: number): Promise<Fetched> {
    const signal = AbortSignal.timeout(wholeMs)
    const { statusCode, headers, body } = await api.download(path, signal)
    // A body that nobody comes to read is given up by the signal: that is no error of anybody's.
    body.on('error', () => undefined)
    const length = Number(headers['content-length'] ?? Number.NaN)
    const bytes = Number.isSafeInteger(length) ? length : null
    if (statusCode === 200 && (bytes ?? 0) <= most) return { at: 'open', body: upTo(body, most), bytes }
    body.destroy()
    if (statusCode === 200) return { at: 'too-large' }
    // Nobody follows a redirect: our token stands in the address.
    return statusCode === 400 || statusCode === 404 || statusCode === 410 ? { at: 'gone' } : { at: 'not-now' }
  }

  function refusal(error: unknown): Fetched {
    if (!(error instanceof TelegramError)) return { at: 'not-now' }
    const { code, description } = error
    if (code === 429) noteFlood(error, pace, now())
    if (code !== 400 && code !== 404) return { at: 'not-now' }
    if (description.includes('too big')) return { at: 'too-large' }
    // Of "wrong file_id or the file is temporarily unavailable" nobody knows which: asking again does no harm.
    return { at: description.includes('temporarily') ? 'not-now' : 'gone' }
  }
}

/**
 * Below the files of this bot, and nowhere else. A Bot API server run with `--local` names places on its own disk
 * instead: those we do not open, or whoever answers in its stead could make us read any file of this machine.
 */
const isInside = (path: string | undefined): path is string =>
  path !== undefined && path.length <= 500 && /^[\w-][\w./-]*$/.test(path) && !path.includes('..')

async function* upTo(body: AsyncIterable<Uint8Array>, most: number): AsyncGenerator<Uint8Array> {
  let left = most
  try {
    for await (const chunk of body) {
      left -= chunk.byteLength
      if (left < 0) break
      yield chunk
    }
  } catch {
    // The library's errors know the address, and in it stands the token.
    throw new Error('The file broke off.')
  }
  if (left < 0) throw new Error('The file is larger than it was said to be.')
}
