import { hkdfSync, type KeyObject } from 'node:crypto'
import {
  type BotFrameworkChannel,
  type BotFrameworkOptions,
  createBotFramework,
} from '../channels/botframework/botframework.ts'
import { createTelegram, type TelegramChannel, type TelegramOptions } from '../channels/telegram/telegram.ts'
import { createWebchat, type WebchatOptions } from '../channels/webchat/webchat.ts'
import type { BotFrameworkConfig, Config, TelegramConfig } from '../config.ts'
import type { Channel } from '../core/ports.ts'
import type { Locales } from '../texts/locales.ts'
import type { Log } from '../web/log.ts'
import { botProfiles } from './bot-profiles.ts'
import type { Brake } from './brake.ts'
import { demoChannel } from './demo.ts'

export interface ChannelParts
  extends Omit<WebchatOptions, 'tokenKey'>,
    Pick<TelegramOptions, 'staffCame' | 'staffLeft' | 'openFile'> {
  readonly config: Config
  readonly person: Locales
  readonly brake: Brake
  readonly idKey: KeyObject
  readonly log: Log
}

export interface Channels {
  readonly webchat: ReturnType<typeof createWebchat>
  /** Null: off. */
  readonly telegram: TelegramChannel | null
  /** Null: off. */
  readonly botFramework: BotFrameworkChannel | null
  readonly all: ReadonlyMap<string, Channel>
}

/** The ways in that the settings turn on. */
export async function createChannels({ config, person, brake, idKey, log, ...parts }: ChannelParts): Promise<Channels> {
  const slowed = brake.slowed(parts.receive)
  const webchat = createWebchat({ ...parts, tokenKey: tokenKey(idKey) })
  const telegram =
    config.telegram &&
    createTelegram({
      ...telegramOptions(config.telegram, config.publicUrl, person),
      now: parts.now,
      // Polling takes everybody's messages in one go: there one person's pause would be everybody's.
      receive: config.telegram.mode === 'webhook' ? slowed : parts.receive,
      staffCame: parts.staffCame,
      staffLeft: parts.staffLeft,
      openFile: parts.openFile,
      trouble: (what, error) => log.trouble({ event: `telegram ${what}` }, error),
      note: (what, count) => log.note({ event: `telegram ${what}`, count }),
    })
  const botFramework =
    config.botFramework &&
    (await createBotFramework({
      ...botFrameworkOptions(config.botFramework, config.production, config.publicUrl, person),
      now: parts.now,
      receive: slowed,
      trouble: (what, error) => log.trouble({ event: `botframework ${what}` }, error),
    }))
  const ours = [webchat.channel, telegram, botFramework, config.demo ? demoChannel : null]
  const all = ours.filter((channel) => channel !== null)
  return { webchat, telegram, botFramework, all: new Map(all.map((channel) => [channel.name, channel])) }
}

/** Signs web chat tokens. Derived, so that the key which turns ids into ours is used for that alone. */
const tokenKey = (idKey: KeyObject): Buffer => Buffer.from(hkdfSync('sha256', idKey, '', 'webchat token', 32))

function telegramOptions(
  settings: TelegramConfig,
  publicUrl: string | null,
  person: Locales,
): Omit<TelegramOptions, 'now' | 'receive' | 'staffCame' | 'staffLeft' | 'openFile' | 'trouble' | 'note'> {
  return {
    token: settings.token,
    apiRoot: settings.apiRoot,
    webhook:
      settings.mode === 'webhook' ? { url: `${publicUrl}/telegram`, secret: settings.webhookSecret ?? '' } : null,
    messagesPerSecond: settings.messagesPerSecond,
    chatBurst: settings.chatBurst,
    chatMessagesPerSecond: settings.chatMessagesPerSecond,
    profiles: botProfiles(person),
    declined: declinedIn(person.i18n),
  }
}

/** Nobody knows yet which language is spoken in a group: it is told in those we answer in. */
function botFrameworkOptions(
  settings: BotFrameworkConfig,
  production: boolean,
  publicUrl: string | null,
  { i18n }: Locales,
): Omit<BotFrameworkOptions, 'now' | 'receive' | 'trouble'> {
  const declined = declinedIn(i18n)
  return { ...settings, root: settings.apiRoot, developing: !production, publicUrl, declined }
}

/** Nobody knows which language a group speaks. */
const declinedIn = (i18n: Locales['i18n']): string =>
  ['lv', 'ru', 'en'].map((tag) => i18n.t('group.declined', { lng: tag })).join('\n')
