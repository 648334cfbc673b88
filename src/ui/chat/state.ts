import { type Store, store } from '../shared/store.ts'
import { kept } from './kept.ts'
import type { ChatLine } from './line.ts'
import type { Unsent } from './outbox.ts'
import type { PageStrings, Settings } from './wire.ts'

/** All the page shows. */
export interface ChatState {
  readonly settings: Settings | null
  readonly words: PageStrings | null
  /** Beside drafts only. */
  readonly english: PageStrings | null
  readonly lines: readonly ChatLine[]
  readonly unsent: readonly Unsent[]
  readonly link: 'connecting' | 'live' | 'polling' | 'offline'
  /** Somebody is writing to the person. */
  readonly typing: boolean
  /** The earlier talk is gone and a new one has begun. */
  readonly anew: boolean
}

export type Chat = Store<ChatState>

export function chatState(): Chat {
  return store<ChatState>({
    settings: null,
    words: null,
    english: null,
    lines: [],
    unsent: kept.unsent(),
    link: 'connecting',
    typing: false,
    anew: false,
  })
}

/** A part of the state changed. */
export function put(chat: Chat, part: Partial<ChatState>): void {
  chat.change((now) => ({ ...now, ...part }))
}
