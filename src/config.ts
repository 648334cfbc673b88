import { join, resolve } from 'node:path'
import { type BotFrameworkConfig, readBotFramework } from './config-botframework.ts'
import { type RedisConfig, readRedis } from './config-redis.ts'
import { readTelegram, type TelegramConfig } from './config-telegram.ts'
import { isLoopback, readNumber, readUrl } from './config-values.ts'

export type { BotFrameworkConfig } from './config-botframework.ts'
export type { RedisConfig } from './config-redis.ts'
export type { TelegramConfig } from './config-telegram.ts'

export interface Config {
  readonly production: boolean
  /** No channel credential and not production: demo staff, demo talks, loopback only. */
  readonly demo: boolean
  readonly host: string
  readonly port: number
  /** Without a slash at the end; null = not known from outside. */
  readonly publicUrl: string | null
  readonly dataDir: string
  /** Where conversations are kept instead of in `dataDir`. */
  readonly redis: RedisConfig | null
  /** What was learnt from the knowledge; may be deleted at any time. */
  readonly modelDir: string
  readonly knowledgeDir: string
  /** Where the editor's page writes; null: it gives files to take along. */
  readonly workingCopy: string | null
  readonly localesDir: string
  readonly telegram: TelegramConfig | null
  readonly botFramework: BotFrameworkConfig | null
  /** Where copies of the data are put every hour; null = nowhere. */
  readonly backupDir: string | null
  /** Of all files that nobody else keeps. */
  readonly filesMaxBytes: number
  /** How fast one person is listened to: so many messages at once, then so many a second. */
  readonly person: { readonly burst: number; readonly perSecond: number }
  /** Whoever shows it reads `/metrics`; null = there is no such page. */
  readonly metricsToken: string | null
  readonly masterKey: string | null
  /** They open what was sealed before the key changed. */
  readonly olderMasterKeys: readonly string[]
  readonly idKey: string | null
  /** Express's `trust proxy`: how many proxies, or which; false = none. */
  readonly trustProxy: number | string | false
  /** Sites that may show the web chat in a frame. */
  readonly embedOrigins: readonly string[]
}

/** Everything that is wrong with the settings, at once: nobody should have to start ten times to read ten sentences. */
export class ConfigError extends Error {
  readonly faults: readonly string[]
  constructor(faults: readonly string[]) {
    super(`The settings are not usable:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`)
    this.faults = faults
  }
}

type Env = Readonly<Record<string, string | undefined>>

/** The environment as one value. Throws `ConfigError` with every fault. Secrets appear in no sentence. */
export function readConfig(env: Env): Config {
  const faults: string[] = []
  const value = (name: string): string | null => env[name]?.trim() || null
  const production = value('NODE_ENV') === 'production'
  const publicUrl = readUrl('PUBLIC_URL', value('PUBLIC_URL'), faults)
  const telegram = readTelegram(value, publicUrl, faults)
  const botFramework = readBotFramework(value, production, faults)
  const redis = readRedis(value, faults)
  if (production) requireForProduction(value, publicUrl, faults)
  const host = value('HOST') ?? '127.0.0.1'
  const demo = !production && telegram === null && botFramework === null
  if (demo && !isLoopback(host)) {
    faults.push(
      `HOST is ${host}, but the demo has known passwords and serves this computer only. Set a channel (TELEGRAM_BOT_TOKEN or MICROSOFT_APP_ID) or NODE_ENV=production, or leave HOST out.`,
    )
  }
  const config: Config = {
    production,
    demo,
    host,
    port: readNumber('PORT', value('PORT'), 3000, 0, 65_535, faults),
    publicUrl,
    dataDir: resolve(value('DATA_DIR') ?? './data'),
    redis,
    modelDir: resolve(value('MODEL_DIR') ?? join(value('DATA_DIR') ?? './data', 'model')),
    knowledgeDir: resolve(value('KNOWLEDGE_DIR') ?? './knowledge'),
    workingCopy: value('KNOWLEDGE_WORKING_COPY') && resolve(value('KNOWLEDGE_WORKING_COPY') ?? ''),
    localesDir: resolve(value('LOCALES_DIR') ?? './locales'),
    telegram,
    botFramework,
    backupDir: value('BACKUP_DIR') && resolve(value('BACKUP_DIR') ?? ''),
    filesMaxBytes: readNumber('FILES_MAX_MB', value('FILES_MAX_MB'), 2_000, 0, 1_000_000, faults) * 1024 * 1024,
    person: {
      burst: readNumber('PERSON_BURST', value('PERSON_BURST'), 20, 1, 100_000, faults),
      perSecond: readNumber('PERSON_MESSAGES_PER_SECOND', value('PERSON_MESSAGES_PER_SECOND'), 1, 1, 100_000, faults),
    },
    metricsToken: readMetricsToken(value('METRICS_TOKEN'), faults),
    masterKey: value('MASTER_KEY'),
    olderMasterKeys: (value('MASTER_KEYS_OLD') ?? '').split(/[\s,]+/).filter((key) => key !== ''),
    idKey: value('ID_KEY'),
    trustProxy: readProxy(value('TRUST_PROXY')),
    embedOrigins: readOrigins(value('EMBED_ORIGINS'), faults),
  }
  if (config.backupDir !== null && config.redis !== null)
    faults.push(
      'BACKUP_DIR is for data in DATA_DIR. On Redis run `npm run backup -- --to DIR` every hour; see docs/runbook.md.',
    )
  if (config.backupDir !== null && config.backupDir === config.dataDir)
    faults.push(
      'BACKUP_DIR is DATA_DIR: a copy beside the original is lost with it. Give it a folder of its own, best on another disk.',
    )
  if (faults.length > 0) throw new ConfigError(faults)
  return config
}

function readMetricsToken(token: string | null, faults: string[]): string | null {
  if (token !== null && !/^[A-Za-z0-9_-]{32,256}$/.test(token))
    faults.push('METRICS_TOKEN must be 32 to 256 of A-Z a-z 0-9 _ -. Make one with `openssl rand -hex 32`.')
  return token
}

function requireForProduction(
  value: (name: string) => string | null,
  publicUrl: string | null,
  faults: string[],
): void {
  for (const name of ['MASTER_KEY', 'ID_KEY']) {
    if (value(name) === null)
      faults.push(
        `${name} is missing. Make one with \`openssl rand -base64 32\` and keep it safe: without it nothing stored can be read.`,
      )
  }
  if (publicUrl === null)
    faults.push('PUBLIC_URL is missing: the https address at which people and consultants reach this server.')
  else if (!publicUrl.startsWith('https:')) faults.push('PUBLIC_URL must begin with https: in production.')
  if (value('DATA_DIR') === null)
    faults.push('DATA_DIR is missing: the folder in which conversations are kept. It must survive a restart.')
}

function readOrigins(text: string | null, faults: string[]): string[] {
  const origins = (text ?? '').split(/[\s,]+/).filter((origin) => origin !== '')
  for (const origin of origins) {
    if (!URL.canParse(origin) || new URL(origin).origin !== origin)
      faults.push(`EMBED_ORIGINS: \`${origin}\` is no origin. Write it as https://www.example.org.`)
  }
  return origins
}

function readProxy(text: string | null): number | string | false {
  if (text === null || text === 'false') return false
  return /^\d+$/.test(text) ? Number(text) : text
}
