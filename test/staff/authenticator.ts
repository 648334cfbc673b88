import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { record } from '../../src/core/door.ts'

interface Use {
  readonly challenge: string
  readonly origin: string
  /** A finger or a PIN was shown to the key. */
  readonly verified?: boolean
  readonly counter?: number
  readonly host?: string
  /** Signs something else than what it says. */
  readonly forged?: boolean
}

/** A key as browsers have them, in few lines: ES256, no attestation. It answers as it is told, lies included. */
export function createAuthenticator() {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const id = randomBytes(16)
  const credential = id.toString('base64url')

  const authData = ({ verified = true, counter = 1, host = 'help.example' }: Use, attested: Buffer | null): Buffer => {
    const head = Buffer.alloc(5)
    head[0] = 1 | (verified ? 4 : 0) | (attested ? 64 : 0)
    head.writeUInt32BE(counter, 1)
    return Buffer.concat([sha(host), head, attested ?? Buffer.alloc(0)])
  }

  return {
    id: credential,
    /** Answers `navigator.credentials.create`. */
    make(use: Use) {
      // COSE: {1: 2, 3: -7, -1: 1, -2: x, -3: y}
      const cose = [Buffer.from('a5010203262001215820', 'hex'), bytes(x), Buffer.from('225820', 'hex'), bytes(y)]
      const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, ...cose])
      const data = authData({ counter: 0, ...use }, attested)
      const object = [
        Buffer.from('a3', 'hex'),
        ...[text('fmt'), text('none'), text('attStmt'), Buffer.from('a0', 'hex'), text('authData')],
        Buffer.from([0x58, data.length]),
        data,
      ]
      const said = clientData('webauthn.create', use)
      return answer({ clientDataJSON: said, attestationObject: Buffer.concat(object) })
    },
    /** Answers `navigator.credentials.get`. */
    show(use: Use, owner: string) {
      const said = clientData('webauthn.get', use)
      const authenticatorData = authData(use, null)
      const signature = sign('sha256', Buffer.concat([authenticatorData, sha(use.forged ? 'other' : said)]), privateKey)
      return answer({ clientDataJSON: said, authenticatorData, signature, userHandle: Buffer.from(owner) })
    },
  }

  function answer(parts: Readonly<Record<string, Buffer>>) {
    const response = Object.fromEntries(
      Object.entries(parts).map(([name, value]) => [name, value.toString('base64url')]),
    )
    return { id: credential, rawId: credential, type: 'public-key', clientExtensionResults: {}, response }
  }
}

/** The challenge in what a browser is asked with. */
export const challengeIn = (options: unknown): string => String(record(options)?.challenge)

const clientData = (type: string, { challenge, origin }: Use): Buffer =>
  Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))
const sha = (data: string | Buffer): Buffer => createHash('sha256').update(data).digest()
const bytes = (base64url: string): Buffer => Buffer.from(base64url, 'base64url')
const text = (word: string): Buffer => Buffer.concat([Buffer.from([0x60 + word.length]), Buffer.from(word)])
