import type { Channel, Receive } from '../../core/ports.ts'
import { createPace } from '../common/pace.ts'
import { createPieces } from '../common/pieces.ts'
import { createSeldom, typingMs } from '../common/seldom.ts'
import { type Address, readAddress } from './address.ts'
import { loadAuthentication } from './authentication.ts'
import { createConnector } from './connector.ts'
import { createDoor, type Look } from './door.ts'
import { readActivity } from './read.ts'
import { fileAccess, isAllowedService } from './service.ts'
import { activitiesOf, typingTo, wordsTo } from './shape.ts'

export interface BotFrameworkOptions {
  readonly appId: string
  readonly password: string
  /** Null: an app of many tenants. */
  readonly tenant: string | null
  /** Hosts, besides Microsoft's own, that may be spoken to. */
  readonly serviceHosts: readonly string[]
  /** Where keys and tokens come from; null = Microsoft. */
  readonly root: string | null
  /** A developer's computer: the Emulator may speak, services may be on loopback. Never in production. */
  readonly developing: boolean
  readonly messagesPerSecond: number
  /** Where platforms fetch the files we send; null = nowhere, and none can be sent. */
  readonly publicUrl: string | null
  readonly now: () => number
  readonly receive: Receive
  /** Why we do not talk in groups, in words for everybody there. */
  readonly declined: string
  readonly trouble: (what: string, error: unknown) => void
}

/** Teams takes 7 in one second and 60 in thirty from one bot in one conversation; the others say nothing. */
const burst = 6
const perConversation = 2

export interface BotFrameworkChannel extends Channel {
  /** May this request go on? Looked at before any of its body is read. */
  look(authorization: string | undefined, from: string): Look
  /** One activity. `taken` = durable. Throws when it is not, or when nobody can say whose it is: send it again. */
  activity(body: unknown, authorization: string, from: string): Promise<'taken' | 'refused' | 'unreadable'>
}

/** Teams, Web Chat, Direct Line and what was Skype, by one protocol (docs/architecture.md, "Bot Framework"). */
export async function createBotFramework(options: BotFrameworkOptions): Promise<BotFrameworkChannel> {
  const { now, receive, serviceHosts, developing, trouble } = options
  const authentication = await loadAuthentication({
    appId: options.appId,
    keyRoot: options.root,
    emulator: developing,
  })
  const door = createDoor({ authentication, serviceHosts, loopback: developing, now })
  const isAllowed = (service: string): boolean => isAllowedService(service, serviceHosts, developing)
  const pace = createPace(options.messagesPerSecond, burst, perConversation)
  const connector = createConnector({
    ...options,
    pace,
    isAllowed,
    fileAccess: (address) => fileAccess(address, serviceHosts, developing),
  })
  const seldom = createSeldom(typingMs)
  const sendPieces = createPieces<object>()
  /** Groups that were told lately. */
  const told = new Set<string>()

  return {
    name: 'botframework',
    async send(message, address) {
      const to = readAddress(address)
      // A file that nobody could fetch is no message: its sender is told.
      const isLost = message.line.media !== undefined && options.publicUrl === null
      if (!to || isLost) return { at: 'failed', why: 'refused' }
      return sendPieces(message, activitiesOf(message.line, to, options.publicUrl), (activity) =>
        connector.post(activity, to),
      )
    },
    fetch: connector.fetch,
    typing(address) {
      const to = readAddress(address)
      // A sign more or less: whatever becomes of it, nothing is told or tried again.
      if (to && seldom(address, now()) && pace.spare(now()))
        void connector.post(typingTo(to), to).catch(() => undefined)
    },
    look: door.look,
    async activity(body, authorization, from) {
      const { channel, service } = claimed(body)
      if (!(await door.admits(authorization, channel, service, from))) return 'refused'
      const read = readActivity(body, now())
      if (!read) return 'unreadable'
      for (const inbound of read.inbounds) await receive(inbound)
      if (read.group) void decline(read.group.address, read.group.event)
      return 'taken'
    },
    async run(signal) {
      await authentication.warmUp().catch((error: unknown) => trouble('keys', error))
      await untilAborted(signal)
      await connector.hangUp()
    },
  }

  /** A nicety, outside the promise: once, and never again if it is lost. */
  async function decline(to: Address, event: string): Promise<void> {
    if (told.has(event)) return
    if (told.size > 1000) told.clear()
    told.add(event)
    const delivery = await connector.post(wordsTo(to, options.declined, null), to)
    if (delivery.at !== 'ok') trouble('group', new Error('A group was not told.'))
  }
}

/** What the activity says of itself, to be proved by the token. */
function claimed(body: unknown): { readonly channel: string; readonly service: string } {
  const { channelId, serviceUrl } = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {}
  return {
    channel: typeof channelId === 'string' ? channelId : '',
    service: typeof serviceUrl === 'string' ? serviceUrl : '',
  }
}

const untilAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
