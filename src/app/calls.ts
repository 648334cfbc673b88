import { setTimeout } from 'node:timers/promises'
import type { TelegramChannel, TelegramOptions } from '../channels/telegram/telegram.ts'
import type { Live, Records, Store } from '../core/ports.ts'
import type { Consoles } from '../shift/consoles.ts'
import { createPaging } from '../shift/paging.ts'
import type { Phones } from '../staff/phones.ts'
import type { CallWords } from '../texts/calls.ts'
import type { Log } from '../web/log.ts'
import type { PagerDoor } from '../web/staff-doors.ts'
import type { LibraryState } from './library.ts'

export interface CallsParts {
  readonly store: Store & Records
  readonly consoles: Consoles
  readonly phones: Phones
  readonly words: CallWords
  readonly telegram: () => TelegramChannel | null
  readonly log: Log
  readonly now: () => number
}

/** Members' telephones, joined: who is called, with which words, how a chat is connected and let go. */
export interface Calls extends Pick<TelegramOptions, 'staffCame' | 'staffLeft'> {
  /**
   * Signals that ring telephones, too: for what this process has decided itself. Were every process to call for what it
   * only hears of, everybody would be called several times.
   */
  ringing(live: Live): Live
  readonly door: PagerDoor
  /** An edit of the answers was refused: whoever looks after them is called, once until it is mended. */
  readonly editState: (state: LibraryState) => void
  stop(): Promise<void>
}

export function createCalls({ store, consoles, phones, words, telegram, log, now }: CallsParts): Calls {
  const paging = createPaging({
    records: store,
    store,
    now,
    present: consoles.present,
    words: words.call,
    // Without Telegram nobody is connected, and nobody is called.
    pager: { page: async (call) => telegram()?.pager.page(call) ?? { at: 'failed', why: 'refused' } },
    lost: phones.lost,
    rest: (ms, signal) => setTimeout(ms, undefined, { signal }).catch(() => undefined),
    settled: (call, error) => {
      const about = call.case === null ? {} : { case: call.case }
      const entry = { event: 'call', account: call.member, outcome: call.outcome, ...about }
      if (error === undefined) log.note(entry)
      else log.trouble(entry, error)
    },
  })
  let isRefused = false
  return {
    editState({ refused }) {
      const [first] = refused?.faults ?? []
      if (first && !isRefused && telegram()) paging.tellKeepers(words.editRefused(`${first.file}:${first.line}`))
      isRefused = refused !== null
    },
    ringing: (live) => ({
      ...live,
      publish(signal) {
        live.publish(signal)
        if (signal.what === 'alert' && telegram()) paging.alert(signal)
      },
    }),
    async staffCame(code, address, event) {
      const connected = await phones.connect(code, address, event)
      paging.tell(address, connected ? words.connected : words.codeOver)
    },
    staffLeft: phones.lost,
    door: {
      async link(member) {
        const bot = await telegram()?.botName()
        return bot ? `https://t.me/${bot}?start=staff_${phones.code(member)}` : null
      },
      disconnect: phones.disconnect,
    },
    stop: paging.stop,
  }
}
