import { TelegramError } from 'telegraf'
import type { Fetched } from '../../core/ports.ts'
import { opened, wholeMs } from '../common/download.ts'
import type { Pace } from '../common/pace.ts'
import type { TelegramApi } from './api.ts'
import { noteFlood } from './send.ts'

/** Opens files that Telegram keeps for us. What is thrown while a body is read names neither address nor token. */
export function createFetch(api: TelegramApi, pace: Pace, now: () => number) {
  return async function open(reference: string, most: number): Promise<Fetched> {
    if (pace.halted(now()) > 0) return { at: 'not-now' }
    try {
      const { file_path: path, file_size: size } = await api.getFile(reference)
      if (size !== undefined && size > most) return { at: 'too-large' }
      if (!isInside(path)) return { at: 'gone' }
      return opened(await api.download(path, AbortSignal.timeout(wholeMs)), most)
    } catch (error) {
      return refusal(error)
    }
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
