import type { KeyObject } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import type { ConversationId } from '../../core/conversation.ts'
import type { Seal } from '../seal.ts'

/**
 * The conversations' data keys, wrapped, in a file of their own. Two files cannot commit together, so the order keeps
 * the promise: a key is durable before anything sealed with it, and destroyed only after the last of that is gone.
 * What a crash leaves between the two is put right by `sweep` at the next start.
 */
export interface KeyRing {
  make(conversation: ConversationId): { readonly id: number; readonly key: KeyObject }
  /** Null: destroyed, and with it everything it sealed. */
  get(id: number, conversation: ConversationId): KeyObject | null
  /** Before the main COMMIT. */
  keep(): void
  /** Once the main COMMIT is durable; done by the next `settle`. */
  destroy(id: number): void
  /** After the main COMMIT: destroys what is to be destroyed. Throws when the disk does not let it; then the next group tries. */
  settle(): void
  /** The main transaction failed: its keys belong to nothing. */
  abandon(): void
  /** Removes keys that `isOwn` does not recognise. */
  sweep(isOwn: (id: number, conversation: ConversationId) => boolean): void
  /** Wraps with the current master key what an older one wrapped: one piece, behind this key. */
  rewrapAfter(id: number): Rewrapped
  /** Nothing that was wrapped before stays in the log. */
  cutOff(): void
  isEmpty(): boolean
  /** For copies of the file. */
  readonly file: DatabaseSync
  close(): void
}

interface KeyRow {
  readonly id: number
  readonly conversation: ConversationId
  readonly wrapped: Uint8Array
}

export interface Rewrapped {
  readonly count: number
  /** The last key that was looked at; null = there was none behind. */
  readonly last: number | null
  readonly percent: number
}

/** A piece at a time, each in some milliseconds: nobody who writes meanwhile waits for more. */
const piece = 500

/** `cutOff`: erases what the other file's log still holds, once a key is destroyed. */
export function createKeyRing(db: DatabaseSync, seal: Seal, cutOff: () => void): KeyRing {
  const begin = db.prepare('BEGIN IMMEDIATE')
  const commit = db.prepare('COMMIT')
  const insert = db.prepare('INSERT INTO keys (conversation, wrapped) VALUES (?, ?)')
  const select = db.prepare('SELECT wrapped FROM keys WHERE id = ? AND conversation = ?')
  const remove = db.prepare('DELETE FROM keys WHERE id = ?')
  const every = db.prepare('SELECT id, conversation, wrapped FROM keys')
  const behind = db.prepare(`SELECT id, conversation, wrapped FROM keys WHERE id > ? ORDER BY id LIMIT ${piece}`)
  const newest = db.prepare('SELECT max(id) AS id FROM keys')
  const replace = db.prepare('UPDATE keys SET wrapped = ? WHERE id = ?')
  /** Keys of the group that is being written: they stand or fall together. */
  let made: number[] = []
  let madeDurable = false
  let doomed: number[] = []

  const destroyDoomed = () => {
    if (!db.isTransaction) begin.run()
    for (const id of doomed) remove.run(id)
    commit.run()
    // The old page would live on in the -wal file until somebody writes over it.
    db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    cutOff()
    doomed = []
  }

  // A full disk may end a transaction by itself; the keys made before are lost then, and nothing may be sealed with them.
  const checkWhole = () => {
    if (!db.isTransaction)
      throw new Error('keys.db could not be written (is the disk full?): nothing of this group is stored.')
  }

  const forgetMade = () => {
    made = []
    madeDurable = false
  }

  const rewrapped = ({ wrapped, conversation }: KeyRow): Buffer =>
    seal.wrap(seal.unwrap(wrapped, conversation), conversation)

  return {
    make(conversation) {
      if (made.length === 0 && !db.isTransaction) begin.run()
      checkWhole()
      const { key, wrapped } = seal.newKey(conversation)
      const id = Number(insert.run(conversation, wrapped).lastInsertRowid)
      made.push(id)
      return { id, key }
    },
    get(id, conversation) {
      const wrapped = select.get(id, conversation)?.wrapped as Uint8Array | undefined
      return wrapped ? seal.unwrap(wrapped, conversation) : null
    },
    keep() {
      if (made.length === 0) return
      checkWhole()
      commit.run()
      madeDurable = true
    },
    destroy: (id) => void doomed.push(id),
    settle() {
      forgetMade()
      if (doomed.length > 0) destroyDoomed()
    },
    abandon() {
      if (db.isTransaction) db.exec('ROLLBACK')
      // Only those: the numbers of keys that never became durable are given again.
      if (madeDurable) doomed.push(...made)
      forgetMade()
    },
    sweep(isOwn) {
      for (const row of every.all() as unknown as KeyRow[]) {
        if (!isOwn(row.id, row.conversation)) doomed.push(row.id)
      }
      destroyDoomed()
    },
    rewrapAfter(id) {
      const rows = behind.all(id) as unknown as KeyRow[]
      const stale = rows.filter(({ wrapped }) => !seal.isCurrent(wrapped))
      const anew = stale.map((row) => ({ ...row, wrapped: rewrapped(row) }))
      if (anew.length > 0) {
        if (!db.isTransaction) begin.run()
        for (const row of anew) replace.run(row.wrapped, row.id)
        commit.run()
      }
      const last = rows.at(-1)?.id ?? null
      return { count: anew.length, last, percent: Math.round(((last ?? 1) / Number(newest.get()?.id ?? 1)) * 100) }
    },
    cutOff: () => db.exec('PRAGMA wal_checkpoint(TRUNCATE)'),
    isEmpty: () => every.get() === undefined,
    file: db,
    close: () => db.close(),
  }
}
