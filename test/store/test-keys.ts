import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto'
import type { Keys } from '../../src/store/keys.ts'

export const testKeys: Keys = { masterKey: freshKey(), idKey: freshKey() }

export function freshKey(): KeyObject {
  return createSecretKey(randomBytes(32))
}
