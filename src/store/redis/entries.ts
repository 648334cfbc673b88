import { type KeyObject, randomBytes } from 'node:crypto'
import type { Conversation, ConversationId } from '../../core/conversation.ts'
import { createLru } from '../lru.ts'
import { place } from '../rows.ts'
import { openText, type Seal } from '../seal.ts'
import { upgradeConversation } from '../upgrade.ts'
import type { Layout } from './layout.ts'
import { bytes, list, number, type Reply, text } from './reply.ts'
import { scripts } from './scripts.ts'
import type { Wire } from './wire.ts'

/** A conversation at one version. Nobody changes it: everybody shares it. */
export interface Entry {
  readonly version: number
  readonly key: DataKey
  readonly conversation: Conversation
}

export interface DataKey {
  /** By chance: a key that came in the place of another is told apart by it. */
  readonly id: string
  readonly key: KeyObject
}

/** What this process has read or written last. Others write too: each look asks Redis whether it is still the newest. */
export interface Entries {
  load(id: ConversationId): Promise<Entry | null>
  /** Without asking: true once, perhaps no more. */
  known(id: ConversationId): Entry | null
  put(id: ConversationId, entry: Entry): void
  /** A state as a script gives it. */
  open(id: ConversationId, version: Reply, keyId: Reply, wrapped: Reply, sealed: Reply): Entry
  newKey(id: ConversationId): DataKey & { readonly wrapped: Buffer }
  keyOf(id: ConversationId, wrapped: Reply | undefined): KeyObject
}

/** `remembered`: what a value becomes before it is shared. */
export function createEntries(
  wire: Wire,
  layout: Layout,
  seal: Seal,
  max: number,
  remembered: <T>(value: T) => T,
): Entries {
  const cache = createLru<ConversationId, Entry>(max)
  const unwrapped = createLru<ConversationId, { readonly wrapped: Buffer; readonly key: KeyObject }>(max)

  const keyOf = (id: ConversationId, given: Reply | undefined): KeyObject => {
    const wrapped = bytes(given)
    const known = unwrapped.get(id)
    if (known?.wrapped.equals(wrapped)) return known.key
    const key = seal.unwrap(wrapped, id)
    unwrapped.set(id, { wrapped, key })
    return key
  }

  const open: Entries['open'] = (id, given, keyId, wrapped, sealed) => {
    const version = number(given)
    const known = cache.get(id)
    if (known && known.version === version && known.key.id === text(keyId)) return known
    const key = { id: text(keyId), key: keyOf(id, wrapped) }
    const json = openText(key.key, bytes(sealed), place(id, 'state', version))
    const entry = { version, key, conversation: remembered(upgradeConversation(JSON.parse(json))) }
    cache.set(id, entry)
    return entry
  }

  return {
    async load(id) {
      const known = cache.get(id)
      const { name, keys } = layout.of(id)
      const asked = [id, String(known?.version ?? 0), known?.key.id ?? '']
      const [version = 0, keyId = null, wrapped = null, sealed = null] = list(
        await wire.run(scripts.load, [name, keys], asked),
      )
      if (version === 0) {
        cache.delete(id)
        return null
      }
      return keyId === null && known ? known : open(id, version, keyId, wrapped, sealed)
    },
    known: (id) => cache.get(id) ?? null,
    put: (id, { conversation, ...entry }) => cache.set(id, { ...entry, conversation: remembered(conversation) }),
    open,
    newKey(id) {
      const { key, wrapped } = seal.newKey(id)
      return { id: randomBytes(8).toString('base64url'), key, wrapped }
    },
    keyOf,
  }
}
