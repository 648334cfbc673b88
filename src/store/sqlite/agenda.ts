import type { DatabaseSync } from 'node:sqlite'
import type { ConversationId, Time } from '../../core/conversation.ts'
import type { DueTime } from '../../core/due.ts'

/** Lines of a conversation that wait for the person. */
export interface Box {
  /** The number of the first. Only the first is ever postponed. */
  readonly head: number
  readonly since: Time
  /** 0 = at once */
  readonly readyAt: Time
  readonly tries: number
  /** The first may have arrived already. */
  readonly doubtful: boolean
}

/**
 * What is to be sent and what is due, of all conversations: in memory, because one process owns the database. The disk
 * holds what is needed to know it again: at the start, and when a transaction failed.
 */
export interface Agenda {
  box(id: ConversationId): Box | null
  boxes(): Iterable<readonly [ConversationId, Box]>
  /** Inside a transaction. */
  setBox(id: ConversationId, box: Box | null): void
  setDue(id: ConversationId, due: readonly DueTime[]): void
  /** Up to `now`, earliest first. */
  due(now: Time, max: number): (DueTime & { conversation: ConversationId })[]
  nextDue(): Time | null
  /** Each due time that has passed. */
  lateBy(now: Time): readonly Time[]
  /** The transaction is durable. */
  keep(): void
  /** Something was undone: whatever was set since `keep` is read from the disk again. */
  reread(): void
}

interface BoxRow {
  readonly id: string
  readonly head: number
  readonly since: number
  readonly ready_at: number | null
  readonly tries: number | null
  readonly doubtful: number | null
}

/** `endedWell`: whoever had the database before gave everything back; otherwise the first line of each box is in doubt. */
export function createAgenda(db: DatabaseSync, endedWell: boolean): Agenda {
  const dues = new Map<ConversationId, readonly DueTime[]>()
  const boxes = new Map<ConversationId, Box>()
  const touched = new Set<ConversationId>()
  /** The earliest due time; null = to be found out. */
  let earliest: Time | null = null

  const dueRows = (which: string) => db.prepare(`SELECT id, due FROM conversations WHERE due IS NOT NULL ${which}`)
  const boxRows = (which: string) =>
    db.prepare(`
      SELECT id, min(number) AS head, ifnull(since, 0) AS since, ready_at, tries, doubtful
      FROM lines JOIN conversations ON conversations.no = lines.conversation
        LEFT JOIN postponed ON postponed.conversation = conversations.no
      WHERE delivery = 'waiting' ${which} GROUP BY id`)
  const oneDue = dueRows('AND id = ?')
  const oneBox = boxRows('AND id = ?')
  for (const row of dueRows('').iterate()) takeDue(row)
  for (const row of boxRows('').iterate()) takeBox(row, !endedWell)

  function takeDue(row: unknown): void {
    const { id, due } = row as { id: string; due: string }
    dues.set(id, JSON.parse(due))
  }
  function takeBox(row: unknown, inDoubt: boolean): void {
    const { id, head, since, ready_at, tries, doubtful } = row as BoxRow
    boxes.set(id, { head, since, readyAt: ready_at ?? 0, tries: tries ?? 0, doubtful: inDoubt || doubtful === 1 })
  }
  const first = (due: readonly DueTime[]): Time =>
    due.reduce((at, one) => Math.min(at, one.at), Number.POSITIVE_INFINITY)
  const next = (): Time => {
    if (earliest !== null) return earliest
    earliest = Number.POSITIVE_INFINITY
    for (const due of dues.values()) earliest = Math.min(earliest, first(due))
    return earliest
  }

  return {
    box: (id) => boxes.get(id) ?? null,
    boxes: () => boxes,
    setBox(id, box) {
      touched.add(id)
      if (box) boxes.set(id, box)
      else boxes.delete(id)
    },
    setDue(id, due) {
      const before = dues.get(id)
      if (due.length === 0 && !before) return
      touched.add(id)
      if (due.length > 0) dues.set(id, due)
      else dues.delete(id)
      if (earliest === null) return
      if (before && first(before) === earliest) earliest = null
      else earliest = Math.min(earliest, first(due))
    },
    due(now, max) {
      if (next() > now) return []
      return [...dues]
        .flatMap(([conversation, due]) => due.map((one) => ({ ...one, conversation })))
        .filter((one) => one.at <= now)
        .sort((a, b) => a.at - b.at)
        .slice(0, max)
    },
    nextDue: () => (Number.isFinite(next()) ? next() : null),
    lateBy: (now) =>
      next() > now ? [] : [...dues.values()].flatMap((due) => due.map(({ at }) => at)).filter((at) => at <= now),
    keep: () => touched.clear(),
    reread() {
      for (const id of touched) {
        const before = boxes.get(id)
        dues.delete(id)
        boxes.delete(id)
        for (const row of oneDue.all(id)) takeDue(row)
        for (const row of oneBox.all(id)) takeBox(row, before?.doubtful === true)
      }
      earliest = null
    },
  }
}
