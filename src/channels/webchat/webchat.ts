import type { ConversationId } from '../../core/conversation.ts'
import type { LanguageTag } from '../../core/language.ts'
import type { Channel, InboundBody, Live, Receive, Store } from '../../core/ports.ts'
import type { Media } from '../../core/transcript.ts'
import { asActivity, browserLanguage, readActivity } from './activity.ts'
import { createTokens, tokenLifeMs } from './token.ts'

export interface WebchatOptions {
  readonly tokenKey: Buffer
  readonly store: Pick<Store, 'transcript'>
  readonly live: Pick<Live, 'publish'>
  readonly receive: Receive
  readonly now: () => number
  readonly idOf: (channel: string, person: string) => ConversationId
  readonly directionOf: (tag: LanguageTag) => 'ltr' | 'rtl'
}

/** Our own web chat: its mailbox is the store itself, so "sent" means "lies ready for the page". */
export function createWebchat(options: WebchatOptions) {
  const { now, store } = options
  const tokens = createTokens(options.tokenKey)
  let unnamed = 0

  const channel: Channel = {
    name: 'webchat',
    send: async () => ({ at: 'shelved' }),
    typing: (conversation) =>
      options.live.publish({ what: 'typing', conversation: options.idOf('webchat', conversation) }),
    run: async () => {},
  }

  return {
    channel,
    /** A new conversation. Nothing is stored until something is said. */
    open() {
      const { conversation, token } = tokens.open(now())
      return { conversationId: conversation, token, expires_in: tokenLifeMs / 1000 }
    },
    renew(conversation: string) {
      return { conversationId: conversation, token: tokens.renew(conversation, now()), expires_in: tokenLifeMs / 1000 }
    },
    /** The conversation a token opens; null = none, whether it exists or not. */
    admit: (token: string) => tokens.read(token, now()),
    idOf: (conversation: string) => options.idOf('webchat', conversation),
    /** A posted activity; null when it says nothing we know. Resolves when it is durable. */
    async post(conversation: string, body: unknown): Promise<string | null> {
      const read = readActivity(body)
      return read && receive(conversation, read.clientId, browserLanguage(body), read.what)
    },
    /** A file that is kept already. Resolves when its message is durable. */
    sent: (conversation: string, clientId: string | null, media: Media): Promise<string> =>
      receive(conversation, clientId, null, { type: 'personSent', media, caption: null }),
    /** What the person may see after the watermark; marks and notes stay inside. */
    async activities(conversation: string, after: number) {
      const lines = await store.transcript(options.idOf('webchat', conversation), after, 200)
      const shown = lines.filter(
        (line) => line.seenBy === 'all' && line.from.who !== 'desk' && (line.text !== '' || line.media),
      )
      const watermark = Math.max(after, ...lines.map((line) => line.number))
      return {
        activities: shown.map((line) => asActivity(line, conversation, options.directionOf)),
        watermark: String(watermark),
      }
    },
  }

  async function receive(
    conversation: string,
    given: string | null,
    clientLanguage: LanguageTag | null,
    what: InboundBody,
  ): Promise<string> {
    const clientId = given ?? `${now().toString(36)}-${unnamed++}`
    await options.receive({
      event: `webchat:${conversation}:${clientId}`,
      at: now(),
      channel: 'webchat',
      person: conversation,
      address: conversation,
      pastKeptBy: 'us',
      clientLanguage,
      what,
    })
    return clientId
  }
}

export type Webchat = ReturnType<typeof createWebchat>
