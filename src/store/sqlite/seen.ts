import type { DatabaseSync } from 'node:sqlite'
import type { Time } from '../../core/conversation.ts'
import { tagLength } from '../ids.ts'
import { rememberEventsMs } from '../semantics.ts'

/**
 * Tags of the events taken in. Looked up in memory (about 90 bytes each: 20 MB for a hundred thousand messages a day)
 * and only appended on disk, a row for all of a group: an index over tags would write a page somewhere else for every event.
 */
export interface Seen {
  has(tag: string): boolean
  /** Inside a transaction, when nothing can fail any more. */
  add(tag: string, at: Time): void
  /** Inside the transaction, last: writes what was added. */
  write(): void
  /** Inside a transaction: forgets the oldest, at most `max`. The returned function is called once that is durable. */
  sweep(now: Time, max: number): { readonly count: number; readonly forget: () => void }
  /** The transaction is durable. */
  keep(): void
  /** The transaction failed. */
  abandon(): void
}

export function createSeen(db: DatabaseSync, now: () => Time): Seen {
  const insert = db.prepare('INSERT INTO seen (tags, at) VALUES (?, ?)')
  const oldest = db.prepare('SELECT no, tags, at FROM seen ORDER BY no LIMIT ?')
  const remove = db.prepare('DELETE FROM seen WHERE no <= ?')
  const tags = new Set<string>()
  let fresh: string[] = []
  /** When the last of them came. */
  let youngest: Time = 0
  for (const row of db.prepare('SELECT tags FROM seen').iterate()) for (const tag of cut(row.tags)) tags.add(tag)

  return {
    has: (tag) => tags.has(tag),
    add(tag, at) {
      youngest = fresh.length === 0 ? at : Math.max(youngest, at)
      fresh.push(tag)
      tags.add(tag)
    },
    write() {
      // Never in our future: a platform's wrong clock would keep all later ones from being forgotten.
      if (fresh.length > 0) insert.run(fresh.join(''), Math.min(youngest, now()))
    },
    sweep(at, max) {
      const rows = oldest.all(max) as { no: number; tags: string; at: number }[]
      const young = rows.findIndex((row) => row.at > at - rememberEventsMs)
      const old = young < 0 ? rows : rows.slice(0, young)
      const last = old.at(-1)
      if (last) remove.run(last.no)
      return {
        count: old.length,
        forget: () => old.flatMap((row) => cut(row.tags)).forEach((tag) => void tags.delete(tag)),
      }
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

/** Tags are all of one length, and stand side by side. */
export function cut(joined: unknown): string[] {
  return String(joined).match(eachTag) ?? []
}
const eachTag = new RegExp(`.{${tagLength}}`, 'g')
