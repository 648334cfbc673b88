import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
  randomFillSync,
} from 'node:crypto'

/**
 *   MASTER_KEY ──wraps──> data key (one per conversation) ──seals──> state, lines, cases of that conversation
 *        └────HKDF────> records key ──seals──> names of staff
 *
 * Everything sealed is AES-256-GCM: nonce (12 bytes), words, tag (16 bytes). What it belongs to is authenticated
 * along with it, so that a blob moved to another row does not open. Whatever the master key touches carries the key's
 * id in front, so that the key can rotate. Keys are KeyObjects: no log prints them, and Node prepares them only once
 * (with plain bytes sealing a line took three times as long).
 */
export interface Seal {
  /** A fresh data key and the form in which it may be stored. */
  newKey(owner: string): { readonly key: KeyObject; readonly wrapped: Buffer }
  wrap(key: KeyObject, owner: string): Buffer
  /** False: an older master key wrapped or sealed it; it should be done anew. */
  isCurrent(box: Uint8Array): boolean
  /** Throws a sentence about MASTER_KEY when another one wrapped it. */
  unwrap(wrapped: Uint8Array, owner: string): KeyObject
  sealRecord(text: string, place: string): Buffer
  openRecord(sealed: Uint8Array, place: string): string
}

export interface SealOptions {
  readonly masterKey: KeyObject
  /** Master keys of before: they open, they no longer seal. */
  readonly olderMasterKeys?: readonly KeyObject[]
}

const keyIdBytes = 4
const nonceBytes = 12
const tagBytes = 16

export function createSeal({ masterKey, olderMasterKeys = [] }: SealOptions): Seal {
  const current = derive(masterKey)
  const all = [current, ...olderMasterKeys.map(derive)]
  const owning = (box: Uint8Array) => {
    const id = Buffer.from(box.subarray(0, keyIdBytes))
    const found = all.find((keys) => keys.id.equals(id))
    if (found) return found
    throw new Error(
      `The stored data was sealed with another MASTER_KEY (its id begins with ${id.toString('hex')}). Start with the MASTER_KEY it was made with; without it the data cannot be read by anybody.`,
    )
  }
  const wrap = (key: KeyObject, owner: string) =>
    Buffer.concat([current.id, sealBytes(current.wrapping, key.export(), `key\0${owner}`)])
  return {
    newKey(owner) {
      const key = createSecretKey(randomBytes(32))
      return { key, wrapped: wrap(key, owner) }
    },
    wrap,
    isCurrent: (box) => current.id.equals(box.subarray(0, keyIdBytes)),
    unwrap(wrapped, owner) {
      return createSecretKey(openBytes(owning(wrapped).wrapping, wrapped.subarray(keyIdBytes), `key\0${owner}`))
    },
    sealRecord: (text, place) =>
      Buffer.concat([current.id, sealBytes(current.records, Buffer.from(text), `record\0${place}`)]),
    openRecord: (sealed, place) =>
      openBytes(owning(sealed).records, sealed.subarray(keyIdBytes), `record\0${place}`).toString(),
  }
}

/** Seals words with a data key. `place`: what the words belong to. */
export function sealText(key: KeyObject, text: string, place: string): Buffer {
  return sealBytes(key, text, place)
}

/** Opens what `sealText` sealed; throws when a byte or the place differs. */
export function openText(key: KeyObject, sealed: Uint8Array, place: string): string {
  return openBytes(key, sealed, place).toString()
}

function derive(masterKey: KeyObject) {
  return {
    id: createHash('sha256').update('master key id').update(masterKey.export()).digest().subarray(0, keyIdBytes),
    wrapping: masterKey,
    records: createSecretKey(Buffer.from(hkdfSync('sha256', masterKey, '', 'records', 32))),
  }
}

function sealBytes(key: KeyObject, words: string | Buffer, place: string): Buffer {
  const nonce = nextNonce()
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(utf8(place))
  const body = cipher.update(typeof words === 'string' ? utf8(words) : words)
  // Gives no more bytes in this mode; without it there is no tag.
  cipher.final()
  const sealed = Buffer.allocUnsafe(nonceBytes + body.length + tagBytes)
  sealed.set(nonce, 0)
  sealed.set(body, nonceBytes)
  sealed.set(cipher.getAuthTag(), nonceBytes + body.length)
  return sealed
}

// `update(words, 'utf8')` takes half as long again: it measures first, then writes into memory of its own.
const desk = Buffer.alloc(64 * 1024)
const encoder = new TextEncoder()
/** Good until the next one is asked for. */
function utf8(words: string): Buffer {
  // A character takes three bytes at most.
  if (words.length * 3 > desk.length) return Buffer.from(words)
  return desk.subarray(0, encoder.encodeInto(words, desk).written)
}

function openBytes(key: KeyObject, sealed: Uint8Array, place: string): Buffer {
  const end = sealed.length - tagBytes
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceBytes), { authTagLength: tagBytes })
  decipher.setAAD(Buffer.from(place))
  decipher.setAuthTag(sealed.subarray(end))
  const words = decipher.update(sealed.subarray(nonceBytes, end))
  decipher.final()
  return words
}

// Asking the system for 12 random bytes costs as much as sealing a line: they are fetched 256 at a time.
const nonces = Buffer.alloc(nonceBytes * 256)
let used = nonces.length
/** Good until the next one is asked for. */
function nextNonce(): Buffer {
  if (used === nonces.length) {
    randomFillSync(nonces)
    used = 0
  }
  used += nonceBytes
  return nonces.subarray(used - nonceBytes, used)
}
