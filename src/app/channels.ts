import { hkdfSync, type KeyObject } from 'node:crypto'
import { createTelegram, type TelegramChannel, type TelegramOptions } from '../channels/telegram/telegram.ts'
import { createWebchat, type WebchatOptions } from '../channels/webchat/webchat.ts'
import type { Config, TelegramConfig } from '../config.ts'
import type { Channel } from '../core/ports.ts'
import type { Locales } from '../texts/locales.ts'
import type { Log } from '../web/log.ts'
import { demoChannel } from './demo.ts'

export interface ChannelParts
  extends Omit<WebchatOptions, 'tokenKey'>,
    Pick<TelegramOptions, 'staffCame' | 'staffLeft'> {
  readonly config: Config
  readonly person: Locales
  readonly idKey: KeyObject
  readonly log: Log
}

export interface Channels {
  readonly webchat: ReturnType<typeof createWebchat>
  /** Null: off. */
  readonly telegram: TelegramChannel | null
  readonly all: ReadonlyMap<string, Channel>
}

/** The ways in that the settings turn on. */
export function createChannels({ config, person, idKey, log, ...parts }: ChannelParts): Channels {
  const webchat = createWebchat({ ...parts, tokenKey: tokenKey(idKey) })
  const telegram =
    config.telegram &&
    createTelegram({
      ...telegramOptions(config.telegram, config.publicUrl, person),
      now: parts.now,
      receive: parts.receive,
      staffCame: parts.staffCame,
      staffLeft: parts.staffLeft,
      trouble: (what, error) => log.trouble({ event: `telegram ${what}` }, error),
    })
  const all = [webchat.channel, ...(telegram ? [telegram] : []), ...(config.demo ? [demoChannel] : [])]
  return { webchat, telegram, all: new Map(all.map((channel) => [channel.name, channel])) }
}

/** Signs web chat tokens. Derived, so that the key which turns ids into ours is used for that alone. */
const tokenKey = (idKey: KeyObject): Buffer => Buffer.from(hkdfSync('sha256', idKey, '', 'webchat token', 32))

const commandNames = ['start', 'language', 'human', 'offices', 'privacy', 'delete', 'help']

function telegramOptions(
  settings: TelegramConfig,
  publicUrl: string | null,
  { i18n }: Locales,
): Omit<TelegramOptions, 'now' | 'receive' | 'staffCame' | 'staffLeft' | 'trouble'> {
  const commands = ['en', 'lv', 'ru'].map((tag) => {
    const named = commandNames.map((command) => ({ command, description: i18n.t(`command.${command}`, { lng: tag }) }))
    return [tag, named] as const
  })
  return {
    token: settings.token,
    apiRoot: settings.apiRoot,
    webhook:
      settings.mode === 'webhook' ? { url: `${publicUrl}/telegram`, secret: settings.webhookSecret ?? '' } : null,
    messagesPerSecond: settings.messagesPerSecond,
    commands: new Map(commands),
  }
}
