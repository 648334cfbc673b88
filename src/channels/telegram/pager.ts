import type { Pager } from '../../core/ports.ts'
import { createPace, type Pace } from '../common/pace.ts'
import type { TelegramApi } from './api.ts'
import { sendPiece } from './send.ts'

/** Of the bot's whole rate at most so much: a night with many calls must not keep persons waiting for their answers. */
const share = 1 / 5

/** Calls to members of staff, in their own chats with the bot. */
export function createPager(api: TelegramApi, pace: Pace, messagesPerSecond: number, now: () => number): Pager {
  const own = createPace(Math.max(1, messagesPerSecond * share))
  return {
    async page({ address, text }) {
      const wait = own.take(address, now())
      return wait > 0 ? { at: 'retry', afterMs: wait, tried: false } : sendPiece(api, pace, now, address, text)
    },
  }
}
