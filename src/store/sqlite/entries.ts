import type { KeyObject } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import type { Conversation, ConversationId } from '../../core/conversation.ts'
import type { Line } from '../../core/transcript.ts'
import { createLru } from '../lru.ts'
import { place } from '../rows.ts'
import { openText } from '../seal.ts'
import { upgradeConversation } from '../upgrade.ts'
import type { KeyRing } from './key-ring.ts'

/** The newest line of a conversation: its place, and its number. */
export interface Last {
  readonly no: number
  readonly number: number
}

/** A conversation as this process knows it. Nobody changes it: everybody shares it. */
export interface Entry {
  /** Of its row. */
  readonly no: number
  readonly version: number
  readonly last: Last | null
  readonly keyId: number
  readonly key: KeyObject
  readonly conversation: Conversation
  /** Its lines that wait for the person; null = to be read. */
  readonly waiting: readonly Line[] | null
}

/** The conversations used last: one process owns the database, so what it remembers is true. */
export interface Entries {
  /** From memory, else from disk. Null: never seen, or erased. */
  get(id: ConversationId): Entry | null
  /** Inside a transaction, after its last statement. */
  put(id: ConversationId, entry: Entry | null): void
  /** The transaction is durable. */
  keep(): void
  /** Something was undone: whatever was put since `keep` is asked from the disk again. */
  reread(): void
}

interface Row extends Pick<Entry, 'no' | 'version'> {
  readonly last: number | null
  readonly number: number | null
  readonly key_id: number
  readonly sealed: Uint8Array
}

/** What a value becomes before it is shared: frozen in tests, itself otherwise. */
export type Remembered = <T>(value: T) => T

export function createEntries(db: DatabaseSync, ring: KeyRing, max: number, remembered: Remembered): Entries {
  const cache = createLru<ConversationId, Entry>(max)
  const touched = new Set<ConversationId>()
  const select = db.prepare(
    `SELECT conversations.no, version, last, number, key_id, conversations.sealed
     FROM conversations LEFT JOIN lines ON lines.no = last WHERE id = ?`,
  )

  function fromDisk(id: ConversationId): Entry | null {
    const row = select.get(id) as Row | undefined
    const key = row ? ring.get(row.key_id, id) : null
    if (!row || !key) return null
    const json = openText(key, row.sealed, place(id, 'state', row.version))
    const conversation = remembered(upgradeConversation(JSON.parse(json)))
    const { no, version, number } = row
    const last = row.last !== null && number !== null ? { no: row.last, number } : null
    return { no, version, last, keyId: row.key_id, key, conversation, waiting: null }
  }

  return {
    get(id) {
      const known = cache.get(id)
      if (known) return known
      const found = fromDisk(id)
      if (found) cache.set(id, found)
      return found
    },
    put(id, entry) {
      touched.add(id)
      entry ? cache.set(id, entry) : cache.delete(id)
    },
    keep: () => touched.clear(),
    reread() {
      for (const id of touched) cache.delete(id)
    },
  }
}
