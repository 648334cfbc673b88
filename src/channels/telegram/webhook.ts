import type { TelegramApi } from './api.ts'
import { kindsOfUpdates } from './poll.ts'

export interface WebhookParts {
  readonly api: TelegramApi
  readonly webhook: { readonly url: string; readonly secret: string }
  readonly rest: (ms: number) => Promise<void>
  readonly trouble: (what: string, error: unknown) => void
  /** For the log: numbers alone. */
  readonly note: (what: string, count: number) => void
}

const everyMs = 60_000
/** So many updates wait at Telegram although it may deliver 40 at once: we are too slow, or cannot be reached. */
const many = 40

/** Somebody else has told Telegram another address: they hold our token, or run this bot a second time. */
export class WebhookMoved extends Error {}

/** Says where updates go. All four settings are given each time: none is inherited. */
export const setWebhook = (api: TelegramApi, { url, secret }: WebhookParts['webhook']): Promise<true> =>
  api.setWebhook(url, {
    secret_token: secret,
    max_connections: 40,
    allowed_updates: kindsOfUpdates,
    drop_pending_updates: false,
  })

/** Looks every minute whether updates still come to us: nothing else would tell that they go elsewhere. */
export async function watchWebhook(parts: WebhookParts, signal: AbortSignal): Promise<void> {
  let lastError = 0
  for (;;) {
    await parts.rest(everyMs)
    if (signal.aborted) return
    lastError = await look(parts, lastError).catch((error: unknown) => {
      if (!signal.aborted) parts.trouble('webhook', error)
      return lastError
    })
  }
}

/** One look; gives the time of the last failed delivery, as Telegram tells it. */
async function look({ api, webhook, trouble, note }: WebhookParts, lastError: number): Promise<number> {
  const info = await api.getWebhookInfo()
  if (info.url !== webhook.url) {
    trouble('webhook moved', new WebhookMoved())
    await setWebhook(api, webhook)
  }
  if (info.pending_update_count >= many) note('pending', info.pending_update_count)
  const { last_error_date: at = 0, last_error_message: message = '' } = info
  // The sentence may hold our address; the status in it is what helps: 0 = no connection at all.
  if (at > lastError) note('delivery error', Number(/\b[345]\d\d\b/.exec(message)?.[0] ?? 0))
  return Math.max(at, lastError)
}
