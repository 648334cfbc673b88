import type { DatabaseSync } from 'node:sqlite'
import type { Time } from '../../core/conversation.ts'
import { rememberEventsMs } from '../semantics.ts'

/**
 * Tags of the events taken in. Looked up in memory (about 90 bytes each: 20 MB for a hundred thousand messages a day)
 * and only appended on disk: an index over tags would write a page somewhere else for every event.
 */
export interface Seen {
  has(tag: string): boolean
  /** Inside a transaction, when nothing but this can fail any more. */
  add(tag: string, at: Time): void
  /** Inside a transaction: forgets the oldest, at most `max`. The returned function is called once that is durable. */
  sweep(now: Time, max: number): { readonly count: number; readonly forget: () => void }
  /** The transaction is durable. */
  keep(): void
  /** The transaction failed. */
  abandon(): void
}

export function createSeen(db: DatabaseSync, now: () => Time): Seen {
  const insert = db.prepare('INSERT INTO seen (tag, at) VALUES (?, ?)')
  const oldest = db.prepare('SELECT no, tag, at FROM seen ORDER BY no LIMIT ?')
  const remove = db.prepare('DELETE FROM seen WHERE no <= ?')
  const tags = new Set<string>()
  let fresh: string[] = []
  for (const row of db.prepare('SELECT tag FROM seen').iterate()) tags.add(String(row.tag))

  return {
    has: (tag) => tags.has(tag),
    add(tag, at) {
      // Never in our future: a platform's wrong clock would keep all later ones from being forgotten.
      insert.run(tag, Math.min(at, now()))
      fresh.push(tag)
      tags.add(tag)
    },
    sweep(at, max) {
      const rows = oldest.all(max) as { no: number; tag: string; at: number }[]
      const young = rows.findIndex((row) => row.at > at - rememberEventsMs)
      const old = young < 0 ? rows : rows.slice(0, young)
      const last = old.at(-1)
      if (last) remove.run(last.no)
      return { count: old.length, forget: () => old.forEach((row) => void tags.delete(row.tag)) }
    },
    keep() {
      fresh = []
    },
    abandon() {
      for (const tag of fresh) tags.delete(tag)
      fresh = []
    },
  }
}
