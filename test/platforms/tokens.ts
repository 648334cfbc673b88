import { createHmac, createSign, generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto'

/** A key of the platform's, and the channels it may speak for (`endorsements`). */
export interface SigningKey {
  readonly kid: string
  readonly privateKey: KeyObject
  readonly publicKey: KeyObject
  readonly endorsements: readonly string[] | null
}

export const allChannels = ['msteams', 'skype', 'webchat', 'directline', 'slack']

/** `null`: published without a word on channels, as Azure's own keys are. */
export function newKey(endorsements: readonly string[] | null = allChannels): SigningKey {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return { kid: randomUUID(), privateKey, publicKey, endorsements }
}

export const asJwk = ({ kid, publicKey, endorsements }: SigningKey): object => ({
  ...publicKey.export({ format: 'jwk' }),
  kid,
  use: 'sig',
  ...(endorsements ? { endorsements } : {}),
})

export const channelIssuer = 'https://api.botframework.com'
export const emulatorIssuer = 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/'

export interface TokenParts {
  readonly header?: Readonly<Record<string, unknown>>
  /** `undefined` leaves a claim out. */
  readonly claims?: Readonly<Record<string, unknown>>
  /** How it is signed; usually with the key's private half. */
  readonly sign?: (text: string) => string
}

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

export const rs256 =
  (key: KeyObject) =>
  (text: string): string =>
    createSign('RSA-SHA256').update(text).sign(key).toString('base64url')

export const hs256 =
  (secret: string) =>
  (text: string): string =>
    createHmac('sha256', secret).update(text).digest('base64url')

/** A token as the platform makes it, with what a forger changes. */
export function tokenOf(
  key: SigningKey,
  appId: string,
  service: string,
  { header = {}, claims = {}, sign }: TokenParts = {},
): string {
  const now = Math.floor(Date.now() / 1000)
  const head = encoded({ alg: 'RS256', kid: key.kid, typ: 'JWT', ...header })
  const usual = { iss: channelIssuer, aud: appId, nbf: now - 300, exp: now + 3600, serviceurl: service }
  const text = `${head}.${encoded({ ...usual, ...claims })}`
  return `${text}.${(sign ?? rs256(key.privateKey))(text)}`
}
