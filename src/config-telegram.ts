import { readNumber, readUrl } from './config-values.ts'

export interface TelegramConfig {
  readonly token: string
  readonly apiRoot: string
  readonly webhookSecret: string | null
  readonly mode: 'webhook' | 'polling'
  /** Overall; without end at an API server of one's own. */
  readonly messagesPerSecond: number
  /** In one chat: so many at once, then so many a second. */
  readonly chatBurst: number
  readonly chatMessagesPerSecond: number
}

const telegramRoot = 'https://api.telegram.org'

/** Off when there is no token. */
export function readTelegram(
  value: (name: string) => string | null,
  publicUrl: string | null,
  faults: string[],
): TelegramConfig | null {
  const token = value('TELEGRAM_BOT_TOKEN')
  if (token === null) return null
  if (!/^[A-Za-z0-9:_-]{5,}$/.test(token))
    faults.push('TELEGRAM_BOT_TOKEN has letters that no token has. Copy it again from @BotFather.')
  const mode = value('TELEGRAM_MODE') ?? (publicUrl?.startsWith('https:') ? 'webhook' : 'polling')
  if (mode !== 'webhook' && mode !== 'polling') faults.push('TELEGRAM_MODE must be `webhook` or `polling`.')
  const secret = value('TELEGRAM_WEBHOOK_SECRET')
  if (mode === 'webhook') {
    if (publicUrl === null)
      faults.push('TELEGRAM_MODE=webhook needs PUBLIC_URL: the address at which Telegram reaches this server.')
    if (secret === null)
      faults.push('TELEGRAM_WEBHOOK_SECRET is missing. Make one with `openssl rand -hex 32`; see README, "Telegram".')
    else if (!/^[A-Za-z0-9_-]{32,256}$/.test(secret))
      faults.push('TELEGRAM_WEBHOOK_SECRET must be 32 to 256 of A-Z a-z 0-9 _ -. Make one with `openssl rand -hex 32`.')
  }
  const apiRoot = readUrl('TELEGRAM_API_ROOT', value('TELEGRAM_API_ROOT'), faults) ?? telegramRoot
  // Telegram's own limits bind us at Telegram only; a local server of one's own has none unless they are asked for.
  const limit = value('TELEGRAM_MESSAGES_PER_SECOND')
  const number = (name: string, usual: number): number => readNumber(name, value(name), usual, 1, 1000, faults)
  const unlimited = limit === null && apiRoot !== telegramRoot
  return {
    token,
    apiRoot,
    webhookSecret: secret,
    mode: mode === 'webhook' ? 'webhook' : 'polling',
    messagesPerSecond: unlimited
      ? Number.POSITIVE_INFINITY
      : readNumber('TELEGRAM_MESSAGES_PER_SECOND', limit, 25, 1, 1000, faults),
    chatMessagesPerSecond: number('TELEGRAM_CHAT_MESSAGES_PER_SECOND', 1),
    chatBurst: number('TELEGRAM_CHAT_BURST', 3),
  }
}
