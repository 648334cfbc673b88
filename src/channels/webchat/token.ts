import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** Proves that a page opened this conversation: needed with every call. */
export interface Tokens {
  open(now: number): { readonly conversation: string; readonly token: string }
  /** The same conversation, a later end. */
  renew(conversation: string, now: number): string
  /** The conversation a token is for; null for anything not made here, or too old. */
  read(token: string, now: number): string | null
}

/** Somebody who comes back within a month finds their talk; the sweep removes it by then anyway. */
export const tokenLifeMs = 30 * 86_400_000

/** `<conversation>.<end>.<mac>`: nothing to store, nothing to guess (128 random bits and a MAC). */
export function createTokens(key: Buffer): Tokens {
  const macOf = (body: string): Buffer => createHmac('sha256', key).update(body).digest().subarray(0, 16)
  const write = (conversation: string, end: number): string => {
    const body = `${conversation}.${end.toString(36)}`
    return `${body}.${macOf(body).toString('base64url')}`
  }
  return {
    open(now) {
      const conversation = randomBytes(16).toString('base64url')
      return { conversation, token: write(conversation, now + tokenLifeMs) }
    },
    renew: (conversation, now) => write(conversation, now + tokenLifeMs),
    read(token, now) {
      const [conversation, end, mac, ...more] = token.length < 200 ? token.split('.') : []
      if (!conversation || !end || !mac || more.length > 0) return null
      const given = Buffer.from(mac, 'base64url')
      const wanted = macOf(`${conversation}.${end}`)
      if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return null
      return Number.parseInt(end, 36) > now ? conversation : null
    },
  }
}
