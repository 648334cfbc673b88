import { AsyncLocalStorage } from 'node:async_hooks'

/**
 * The only file that knows botbuilder (archived upstream): is this request really from the platform? It is loaded when
 * the channel is on, and not before: half a second and 50 MB.
 */
export interface Authentication {
  /**
   * Until when the token is good, in ms; null = forged, not for us, or not for this channel and service. Throws when the
   * platform's keys cannot be had: then nobody knows, and the platform must send again.
   */
  check(header: string, channel: string, service: string): Promise<number | null>
  /** Fetches the platform's keys, so that the first person need not wait for them. */
  warmUp(): Promise<void>
}

export interface AuthenticationSettings {
  readonly appId: string
  /** Where the platform publishes its keys; null = Microsoft's. */
  readonly keyRoot: string | null
  /** Tokens that somebody makes with our own secret, for the Emulator: a developer's tool. */
  readonly emulator: boolean
}

const issuer = 'https://api.botframework.com'
const publicKeys = {
  channel: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
  emulator: 'https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration',
}
/** botbuilder would wait for ever, and the platform itself waits 15 s for us. */
const longestMs = 5_000

export async function loadAuthentication(settings: AuthenticationSettings): Promise<Authentication> {
  const { ConfigurationBotFrameworkAuthentication } = await import('botbuilder')
  const { JwtTokenExtractor } = await import('botframework-connector/lib/auth/jwtTokenExtractor.js')
  const keys = keyAddresses(settings.keyRoot)
  const inner = new ConfigurationBotFrameworkAuthentication(
    {
      ToBotFromChannelTokenIssuer: issuer,
      ToBotFromChannelOpenIdMetadataUrl: keys.channel,
      ToBotFromEmulatorOpenIdMetadataUrl: keys.emulator,
      ToChannelFromBotOAuthScope: issuer,
    },
    {
      isValidAppId: async (id) => id === settings.appId,
      // With an empty app id botbuilder lets everybody in.
      isAuthenticationDisabled: async () => false,
      createCredentials: () => Promise.reject(new Error('Sending is ours (connector.ts).')),
    },
  )
  // botbuilder's own store of keys, one for each address: asked, too, which channels a key may speak for.
  const { openIdMetadata } = new JwtTokenExtractor({}, keys.channel, [])

  return {
    check: (header, channel, service) => quietly(() => inTime(checked(header, channel, service))),
    warmUp: () => quietly(async () => void (await inTime(openIdMetadata.getKey('none')))),
  }

  async function checked(header: string, channel: string, service: string): Promise<number | null> {
    try {
      const activity = { channelId: channel, serviceUrl: service }
      const { claimsIdentity } = await inner.authenticateRequest(activity as never, header)
      const end = Number(claimsIdentity.getClaimValue('exp'))
      // botbuilder takes a token without an end, and one that another issuer made for its own tools.
      if (!(end > 0)) return null
      const isOurs =
        claimsIdentity.getClaimValue('iss') === issuer
          ? await isEndorsed(header, channel)
          : settings.emulator && channel === 'emulator'
      return isOurs ? end * 1000 : null
    } catch (error) {
      if (isUnavailable(error)) throw new KeysUnavailable('The keys of the Bot Framework cannot be had.')
      return null
    }
  }

  /** botbuilder lets a key speak for every channel when it is published for none. */
  async function isEndorsed(header: string, channel: string): Promise<boolean> {
    const key = await openIdMetadata.getKey(keyIdOf(header))
    return key?.endorsements?.includes(channel) ?? false
  }
}

export class KeysUnavailable extends Error {
  readonly code = 'KEYS_UNAVAILABLE'
}

const keyAddresses = (root: string | null): typeof publicKeys =>
  root === null
    ? publicKeys
    : {
        channel: `${root}/v1/.well-known/openidconfiguration`,
        emulator: `${root}/common/v2.0/.well-known/openid-configuration`,
      }

/** Which key signed it, as a token that was found to be good says. */
function keyIdOf(header: string): string {
  const [head = ''] = (header.split(' ')[1] ?? '').split('.')
  return String(JSON.parse(Buffer.from(head, 'base64url').toString()).kid)
}

/** Everything else that botbuilder throws is about the token, and a bad token is refused, whatever is wrong with it. */
function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (error instanceof KeysUnavailable || error.name === 'FetchError') return true
  return 'statusCode' in error && error.statusCode === 500
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new KeysUnavailable('The keys of the Bot Framework come too late.')), longestMs)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

const muted = new AsyncLocalStorage<true>()
let isMuffled = false

/** botbuilder prints keys and stack traces for every bad token: what it says while it checks is said to nobody. */
function quietly<T>(work: () => Promise<T>): Promise<T> {
  if (!isMuffled) {
    isMuffled = true
    for (const name of ['error', 'warn', 'log', 'info'] as const) {
      const print = console[name].bind(console)
      console[name] = (...words: unknown[]) => {
        if (!muted.getStore()) print(...words)
      }
    }
  }
  return muted.run(true, work)
}
