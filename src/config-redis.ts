import { readNumber } from './config-values.ts'

export interface RedisConfig {
  readonly kind: 'one' | 'cluster' | 'sentinel'
  /** Of `sentinel`: the sentinels. */
  readonly servers: readonly { readonly host: string; readonly port: number }[]
  /** A unix socket instead of servers. */
  readonly path: string | null
  readonly tls: boolean
  readonly user: string | null
  readonly password: string | null
  readonly database: number
  /** What the sentinels call it. */
  readonly master: string | null
  readonly partitions: number
}

const forms =
  'REDIS_URL must be redis://host:6379, rediss://… (TLS), unix:///run/redis.sock, several servers of one cluster with commas between them, or sentinel://a,b,c/name. User and password go before the host: redis://user:password@host. What they hold of `@:/?#%,` is written as %XX.'

/** Off when there is no REDIS_URL. What stands in it appears in no sentence: there is a password in it. */
export function readRedis(value: (name: string) => string | null, faults: string[]): RedisConfig | null {
  const text = value('REDIS_URL')
  if (text === null) return null
  const partitions = readNumber('REDIS_PARTITIONS', value('REDIS_PARTITIONS'), 64, 1, 1024, faults)
  const found = parse(text)
  if (!found) faults.push(forms)
  return found && { ...found, partitions }
}

const ports = { redis: 6379, rediss: 6379, sentinel: 26_379 } as const
type Scheme = keyof typeof ports

function parse(text: string): Omit<RedisConfig, 'partitions'> | null {
  const [first = '', ...others] = text.split(',').map((part) => part.trim())
  const scheme = /^(rediss?|sentinel|unix):\/\//.exec(first)?.[1] as Scheme | 'unix' | undefined
  if (!scheme) return null
  if (scheme === 'unix') return others.length > 0 ? null : socket(first)
  // Only the first must say how it is spoken to and who we are, and only the last of sentinels which name it is.
  const urls = [first, ...others].map((part) => {
    const whole = part.includes('://') ? part : `${scheme}://${part}`
    return whole.startsWith(`${scheme}://`) ? parts(whole) : null
  })
  const [head] = urls
  const last = urls.at(-1)
  if (!head || !last || urls.some((url) => !url?.hostname)) return null
  const servers = urls.flatMap((url) =>
    url ? [{ host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port) || ports[scheme] }] : [],
  )
  const path = last.pathname.slice(1)
  const login = { user: decode(head.username), password: decode(head.password), tls: scheme === 'rediss', path: null }
  if (scheme === 'sentinel') return path ? { ...login, kind: 'sentinel', servers, database: 0, master: path } : null
  const database = Number(path || 0)
  if (!Number.isInteger(database) || database < 0 || (servers.length > 1 && database > 0)) return null
  return { ...login, kind: servers.length > 1 ? 'cluster' : 'one', servers, database, master: null }
}

function socket(text: string): Omit<RedisConfig, 'partitions'> | null {
  // A scheme with hosts, because only there a name and a password may stand.
  const url = parts(text.replace(/^unix:\/\/(?=\/)/, 'http://localhost').replace(/^unix:/, 'http:'))
  if (!url || url.pathname.length < 2) return null
  const login = { user: decode(url.username), password: decode(url.password), tls: false, master: null }
  return { ...login, kind: 'one', servers: [], path: decode(url.pathname), database: 0 }
}

/** Read as an http address: of other schemes URL reads less. */
function parts(text: string): URL | null {
  const asHttp = text.replace(/^(rediss?|sentinel):/, 'http:')
  return URL.canParse(asHttp) ? new URL(asHttp) : null
}

function decode(text: string): string | null {
  try {
    return text === '' ? null : decodeURIComponent(text)
  } catch {
    // A percent sign that stands for itself.
    return text
  }
}
