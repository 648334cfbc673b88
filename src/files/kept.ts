import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { ConversationId, Time } from '../core/conversation.ts'
import { readKept, writeKept } from '../core/kept-file.ts'
import type { Files } from '../core/ports.ts'

export interface KeptFiles {
  /** Seals and keeps; resolves with its reference once it is durable, with null when there is no room. */
  keep(conversation: ConversationId, bytes: Uint8Array): Promise<string | null>
  /** Null: it is gone, or the reference was never ours. */
  open(reference: string): Promise<Uint8Array | null>
}

/** So long a file waits for the message that bears it. */
export const unsentFileMs = 3_600_000
const nonceBytes = 12
const tagBytes = 16

/** AES-256-GCM under a key of its own, which stands in the reference and nowhere else. */
export function createKeptFiles(files: Files, now: () => Time): KeptFiles {
  return {
    async keep(conversation, bytes) {
      const id = randomBytes(16).toString('base64url')
      const key = randomBytes(32)
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(id))
      const sealed = Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()])
      const kept = await files.keepFile({ id, conversation, sealed, until: now() + unsentFileMs })
      return kept ? writeKept({ id, key: key.toString('base64url') }) : null
    },
    async open(reference) {
      const kept = readKept(reference)
      const sealed = kept && (await files.file(kept.id))
      if (!sealed || sealed.length < nonceBytes + tagBytes) return null
      const decipher = createDecipheriv(
        'aes-256-gcm',
        Buffer.from(kept.key, 'base64url'),
        sealed.subarray(0, nonceBytes),
      )
      decipher.setAAD(Buffer.from(kept.id)).setAuthTag(sealed.subarray(sealed.length - tagBytes))
      try {
        return Buffer.concat([decipher.update(sealed.subarray(nonceBytes, sealed.length - tagBytes)), decipher.final()])
      } catch {
        // Another key, or a file that is still being written.
        return null
      }
    },
  }
}
