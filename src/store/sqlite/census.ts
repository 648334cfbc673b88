import type { DatabaseSync } from 'node:sqlite'
import type { Time } from '../../core/conversation.ts'
import type { Counted } from '../../core/ports.ts'
import { earliest } from '../semantics.ts'
import type { Agenda } from './agenda.ts'

/** Counts what lies here. Asked every few seconds at most: each answer comes out of memory or out of an index. */
export function createCensus(db: DatabaseSync, agenda: Agenda): (now: Time) => Counted {
  const waiting = db.prepare("SELECT count(*) AS lines FROM lines WHERE delivery = 'waiting'")
  // The length of a blob stands before it: its pages are not read.
  const files = db.prepare('SELECT count(DISTINCT id) AS count, ifnull(sum(length(sealed)), 0) AS bytes FROM files')
  return (now) => {
    const held = files.get()
    const late = agenda.lateBy(now)
    return {
      outbox: {
        lines: Number(waiting.get()?.lines),
        since: earliest([...agenda.boxes()].map(([, { since }]) => since)),
      },
      late: { count: late.length, since: earliest(late) },
      files: { count: Number(held?.count), bytes: Number(held?.bytes) },
    }
  }
}
