import { timingSafeEqual } from 'node:crypto'
import type { EventId } from '../../core/conversation.ts'
import type { Channel, Pager, Receive } from '../../core/ports.ts'
import { createPace } from '../common/pace.ts'
import { TelegramApi } from './api.ts'
import { createPager } from './pager.ts'
import { poll, rest } from './poll.ts'
import { type ReadUpdate, readUpdate } from './read.ts'
import { createSender } from './send.ts'

export interface TelegramOptions {
  readonly token: string
  readonly apiRoot: string
  /** Set: updates come to this address. Null: we ask for them. */
  readonly webhook: { readonly url: string; readonly secret: string } | null
  readonly messagesPerSecond: number
  readonly chatBurst: number
  readonly chatMessagesPerSecond: number
  readonly now: () => number
  readonly receive: Receive
  /** A member of staff connects their own chat. Resolves when it is durable; throws otherwise. */
  readonly staffCame: (code: string, address: string, event: EventId) => Promise<void>
  /** A chat has shut us out; it may have been a member's. */
  readonly staffLeft: (address: string) => Promise<void>
  /** `/language` and so on in the words of each language. */
  readonly commands: ReadonlyMap<string, readonly { readonly command: string; readonly description: string }[]>
  /** Why we do not talk in groups, in words for everybody there. */
  readonly declined: string
  readonly trouble: (what: string, error: unknown) => void
}

export interface TelegramChannel extends Channel {
  /** Is this the secret that Telegram was told? Compared in constant time, before any of the body is read. */
  knows(secret: string | undefined): boolean
  /** One webhook body. Resolves when it is durable; false: this is no update. */
  update(body: unknown): Promise<boolean>
  /** To members of staff who have connected their chat: through the same client, at a pace of their own. */
  readonly pager: Pager
  /** Asked for until it is known; null = Telegram cannot be reached now. */
  botName(): Promise<string | null>
}

/** Telegram: telegraf as typed client; route, order, rate and repetition are our own (docs/architecture.md, "Telegram"). */
export function createTelegram(options: TelegramOptions): TelegramChannel {
  const { now, receive, trouble } = options
  const api = new TelegramApi(options.token, options.apiRoot)
  const pace = createPace(options.messagesPerSecond, options.chatBurst, options.chatMessagesPerSecond)
  // The client spins until a tap is answered; that it was answered is a nicety and may fail.
  const tapped = (tap: string): void => {
    if (pace.halted(now()) === 0) void api.answerCbQuery(tap).catch((error: unknown) => trouble('tap', error))
  }
  let name: string | null = null
  const secret = options.webhook && Buffer.from(options.webhook.secret)

  return {
    name: 'telegram',
    send: createSender(api, pace, now),
    knows(given) {
      const other = Buffer.from(given ?? '')
      return secret !== null && other.length === secret.length && timingSafeEqual(other, secret)
    },
    async update(body) {
      const read = readUpdate(body, now())
      if (!read) return false
      await takeIn(read)
      return true
    },
    pager: createPager(api, pace, options.messagesPerSecond, now),
    async botName() {
      try {
        name ??= (await api.getMe()).username
      } catch (error) {
        trouble('name', error)
      }
      return name
    },
    async run(signal) {
      await register(api, options, signal)
      if (options.webhook) await untilAborted(signal)
      else await poll({ api, now, takeIn, trouble }, signal)
      await api.hangUp()
    },
  }

  /** Said once, then gone: what is written in a group others would read. A nicety that may fail. */
  async function decline(group: number): Promise<void> {
    await api.sendMessage(group, options.declined)
    await api.leaveChat(group)
  }

  async function takeIn({ inbound, staff, tap, group }: ReadUpdate): Promise<void> {
    if (staff) await options.staffCame(staff.code, staff.address, staff.event)
    if (inbound) await receive(inbound)
    if (inbound?.what.type === 'personLeft') await options.staffLeft(inbound.address)
    if (tap) tapped(tap)
    if (group !== null) void decline(group).catch((error: unknown) => trouble('group', error))
  }
}

/**
 * Says where updates go, again until Telegram has heard it (without that nobody reaches us), and what the commands are
 * called, which is a nicety. All four webhook settings are given each time: none is inherited.
 */
async function register(api: TelegramApi, options: TelegramOptions, signal: AbortSignal): Promise<void> {
  for (let failures = 1; !signal.aborted; failures++) {
    try {
      await sayWhere(api, options)
      break
    } catch (error) {
      options.trouble('register', error)
      await rest(Math.min(30_000, 500 * 2 ** Math.min(failures, 6)), signal)
    }
  }
  if (signal.aborted) return
  await nameCommands(api, options).catch((error: unknown) => options.trouble('commands', error))
}

async function sayWhere(api: TelegramApi, { webhook }: TelegramOptions): Promise<void> {
  if (webhook) {
    await api.setWebhook(webhook.url, {
      secret_token: webhook.secret,
      max_connections: 40,
      allowed_updates: ['message', 'edited_message', 'callback_query', 'my_chat_member'],
      drop_pending_updates: false,
    })
  } else {
    await api.deleteWebhook({ drop_pending_updates: false })
  }
}

async function nameCommands(api: TelegramApi, { commands }: TelegramOptions): Promise<void> {
  for (const [language, words] of commands) {
    await api.setMyCommands(words, language === 'en' ? {} : { language_code: language })
  }
}

const untilAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
