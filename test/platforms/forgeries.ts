import { randomBytes } from 'node:crypto'
import type { BotFramework } from './bot-framework.ts'
import {
  asJwk,
  channelIssuer,
  emulatorIssuer,
  hs256,
  newKey,
  rs256,
  type SigningKey,
  type TokenParts,
  tokenOf,
} from './tokens.ts'

/** Keys that the platform publishes for no channel, for one, and not at all: the first two are put among its keys. */
export const unendorsed = newKey(null)
export const forTeamsOnly = newKey(['msteams'])
export const stranger = newKey()

const now = (): number => Math.floor(Date.now() / 1000)
const publicPem = ({ keys }: BotFramework): string => String(keys[0]?.publicKey.export({ type: 'spki', format: 'pem' }))
const token = (platform: BotFramework, parts: TokenParts = {}): string => `Bearer ${platform.token(parts)}`
const by = (platform: BotFramework, key: SigningKey, parts: TokenParts = {}): string =>
  `Bearer ${tokenOf(key, platform.appId, platform.service, parts)}`

/** Of a good token: another payload under the same signature. */
function swapped(platform: BotFramework): string {
  const [head, , signature] = platform.token().split('.')
  const claims = { iss: channelIssuer, aud: platform.appId, exp: now() + 9999, serviceurl: platform.service, canary: 1 }
  return `Bearer ${head}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.${signature}`
}

/** As the Emulator makes it with the app's own secret. */
export const toolToken = (platform: BotFramework): string =>
  tokenOf(platform.emulatorKeys[0] ?? stranger, platform.appId, platform.service, {
    claims: { iss: emulatorIssuer, appid: platform.appId, ver: '1.0', serviceurl: undefined },
  })

/** Who is not the platform: a header, and what the activity says of itself. */
export type Forgery = readonly [what: string, header: (platform: BotFramework) => string | null, fields?: () => object]
export const forgeries: readonly Forgery[] = [
  ['no header at all', () => null],
  ['an empty bearer', () => 'Bearer '],
  ['`bearer` in small letters', (p) => `bearer ${p.token()}`],
  ['another scheme', () => `Basic ${Buffer.from('canary:canary').toString('base64')}`],
  ['letters that are no token', () => `Bearer ${randomBytes(40).toString('base64url')}`],
  ['three parts that are no JSON', () => 'Bearer canary.canary.canary'],
  ['a token of 12 KB', (p) => token(p, { claims: { canary: 'x'.repeat(9000) } })],
  ['no signature wanted (alg none)', (p) => token(p, { header: { alg: 'none' }, sign: () => '' })],
  ['alg none with a signature', (p) => token(p, { header: { alg: 'none' } })],
  [
    'signed with the public key as a password',
    (p) => token(p, { header: { alg: 'HS256' }, sign: hs256(publicPem(p)) }),
  ],
  ["a stranger's key under a known name", (p) => token(p, { sign: rs256(stranger.privateKey) })],
  ['a key nobody published', (p) => by(p, stranger)],
  ['no name of a key', (p) => token(p, { header: { kid: undefined } })],
  ['its own key inside (jwk)', (p) => by(p, stranger, { header: { jwk: asJwk(stranger), kid: p.keys[0]?.kid } })],
  [
    'its own address of keys (jku)',
    (p) => by(p, stranger, { header: { jku: 'http://127.0.0.1:9/canary', kid: p.keys[0]?.kid } }),
  ],
  ['another issuer', (p) => token(p, { claims: { iss: 'https://sts.windows.net/canary/' } })],
  ['for another app', (p) => token(p, { claims: { aud: '99992222-aaaa-4bbb-8ccc-333344445555' } })],
  ['for no app', (p) => token(p, { claims: { aud: undefined } })],
  ['for an empty app', (p) => token(p, { claims: { aud: '' } })],
  ['over for six minutes', (p) => token(p, { claims: { exp: now() - 360 } })],
  ['good for ever (no end)', (p) => token(p, { claims: { exp: undefined } })],
  ['good only in an hour', (p) => token(p, { claims: { nbf: now() + 3600 } })],
  ['the claims changed under the signature', swapped],
  ['for another service', (p) => token(p, { claims: { serviceurl: 'https://smba.trafficmanager.net/canary/' } })],
  ['for no service', (p) => token(p, { claims: { serviceurl: undefined } })],
  ['an activity that names no service', (p) => token(p), () => ({ serviceUrl: undefined })],
  ['a key published for no channel', (p) => by(p, unendorsed)],
  ['a key published for another channel', (p) => by(p, forTeamsOnly)],
  ['an activity of no channel', (p) => token(p), () => ({ channelId: undefined })],
  ['a channel with a validation of its own', (p) => token(p), () => ({ channelId: 'AseChannel' })],
  ["a tool's token for a real channel", (p) => `Bearer ${toolToken(p)}`],
]

/** Services that a good token may name and that are none of Microsoft's. */
export const foreignHosts = [
  'https://canary.example/',
  'https://smba.trafficmanager.net.canary.example/',
  'https://canarybotframework.com/',
  'http://smba.trafficmanager.net/emea/',
  'https://smba.trafficmanager.net:8443/emea/',
  'https://canary@smba.trafficmanager.net/emea/',
  'https://smba.trafficmanager.net@canary.example/',
  'http://127.0.0.1:9/emea/',
  'http://169.254.169.254/latest/',
  'file:///etc/passwd',
  'canary',
]
