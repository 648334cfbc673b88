import { timingSafeEqual } from 'node:crypto'
import type { EventId } from '../../core/conversation.ts'
import type { Channel, Pager, Receive } from '../../core/ports.ts'
import { createPace } from '../common/pace.ts'
import { TelegramApi } from './api.ts'
import { createFetch } from './fetch.ts'
import { createNiceties } from './niceties.ts'
import { createOwnMessages } from './own-messages.ts'
import { createPager } from './pager.ts'
import { poll, rest } from './poll.ts'
import { type Profiles, presentItself } from './profile.ts'
import { type ReadUpdate, readUpdate } from './read.ts'
import { createSender } from './send.ts'
import { createFileSender, type OpenFile } from './send-file.ts'
import { setWebhook, watchWebhook } from './webhook.ts'

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
  /** Commands and descriptions in the words of each language. */
  readonly profiles: Profiles
  /** The bytes of a file that lies with us. */
  readonly openFile: OpenFile
  /** Why we do not talk in groups, in words for everybody there. */
  readonly declined: string
  readonly trouble: (what: string, error: unknown) => void
  /** A number for the log. */
  readonly note: (what: string, count: number) => void
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

/** Node's clocks know no longer one: 24 days. */
const longestRest = 2 ** 31 - 1

/** Telegram: telegraf as typed client; route, order, rate and repetition are our own (docs/architecture.md, "Telegram"). */
export function createTelegram(options: TelegramOptions): TelegramChannel {
  const { now, receive, trouble } = options
  const api = new TelegramApi(options.token, options.apiRoot)
  const pace = createPace(options.messagesPerSecond, options.chatBurst, options.chatMessagesPerSecond)
  const own = createOwnMessages(now)
  api.onSent = own.note
  const niceties = createNiceties(api, pace, now, trouble)
  let name: string | null = null
  const secret = options.webhook && Buffer.from(options.webhook.secret)

  return {
    name: 'telegram',
    send: createSender(api, pace, now, createFileSender(api, pace, now, options.openFile)),
    fetch: createFetch(api, pace, now),
    typing: niceties.typing,
    hide: (address) => niceties.takeBack(Number(address), own.take(Number(address))),
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
      // Beside the work: people are answered before the bot has introduced itself in the last language.
      const beside = [presented(signal), watched(signal)]
      if (options.webhook) while (!signal.aborted) await rest(longestRest, signal)
      else await poll({ api, now, takeIn, trouble }, signal)
      // First hung up, then waited for: a Telegram that does not answer keeps nobody from stopping.
      await api.hangUp()
      await Promise.all(beside)
    },
  }

  function presented(signal: AbortSignal): Promise<void> {
    const halted = (): number => pace.halted(now())
    return presentItself(api, options.profiles, halted, (ms) => rest(ms, signal), signal).catch((error: unknown) => {
      if (!signal.aborted) trouble('profile', error)
    })
  }

  async function watched(signal: AbortSignal): Promise<void> {
    const { webhook, note } = options
    if (webhook) await watchWebhook({ api, webhook, rest: (ms) => rest(ms, signal), trouble, note }, signal)
  }

  /** Said once, then gone: what is written in a group others would read. A nicety that may fail. */
  async function decline(group: number): Promise<void> {
    await api.sendMessage(group, options.declined)
    await api.leaveChat(group)
  }

  async function takeIn({ inbound, staff, tap, group }: ReadUpdate): Promise<void> {
    // At once: the button spins, and after a while Telegram takes no answer. That it was heard is said by the tick, once it is.
    if (tap) niceties.answer(tap)
    if (staff) await options.staffCame(staff.code, staff.address, staff.event)
    if (inbound) await receive(inbound)
    if (inbound?.what.type === 'personLeft') await options.staffLeft(inbound.address)
    if (tap) niceties.mark(tap)
    if (group !== null) void decline(group).catch((error: unknown) => trouble('group', error))
  }
}

/** Says where updates go, again until Telegram has heard it: without that nobody reaches us. */
async function register(api: TelegramApi, { webhook, trouble }: TelegramOptions, signal: AbortSignal): Promise<void> {
  for (let failures = 1; !signal.aborted; failures++) {
    try {
      if (webhook) await setWebhook(api, webhook)
      else await api.deleteWebhook({ drop_pending_updates: false })
      return
    } catch (error) {
      trouble('register', error)
      await rest(Math.min(30_000, 500 * 2 ** Math.min(failures, 6)), signal)
    }
  }
}
