import { createHash, randomBytes } from 'node:crypto'

/** 256 random bits: for a cookie, for a link. Nobody guesses one, so a plain hash of it is enough for the store. */
export const newSecret = (): string => randomBytes(32).toString('base64url')

/** What is stored of a secret. */
export const secretId = (secret: string): string => createHash('sha256').update(secret).digest('base64url')
