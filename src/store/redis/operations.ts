import { randomBytes } from 'node:crypto'

/** A name for each call that changes something: the same name again is the same call. */
export type Operations = () => string

/** Names begin with their process', twelve characters: what one process holds no other is given. */
export function createOperations(): Operations {
  const self = randomBytes(9).toString('base64url')
  return () => self + randomBytes(9).toString('base64url')
}
