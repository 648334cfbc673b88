import type { KeyObject } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import type { CaseView } from '../../core/case-view.ts'
import type { Conversation, EventId, Time } from '../../core/conversation.ts'
import type { Committed, Turn } from '../../core/ports.ts'
import type { Line } from '../../core/transcript.ts'
import type { Leases } from '../leases.ts'
import { place, sealCase, sealLine, sealOutcome } from '../rows.ts'
import { sealText } from '../seal.ts'
import { dayOf, urgencyRank } from '../semantics.ts'
import { stateText } from '../state-text.ts'
import type { Agenda, Box } from './agenda.ts'
import { withChain } from './chain.ts'
import type { Entries, Entry, Last, Remembered } from './entries.ts'
import type { SqliteFiles } from './files.ts'
import type { KeyRing } from './key-ring.ts'
import type { Ledger } from './ledger.ts'
import type { Seen } from './seen.ts'

export interface TurnParts {
  readonly db: DatabaseSync
  readonly entries: Entries
  readonly agenda: Agenda
  readonly seen: Seen
  readonly ring: KeyRing
  readonly ledger: Ledger
  readonly files: SqliteFiles
  readonly leases: Leases
  readonly eventTag: (event: EventId) => string
  readonly now: () => Time
  readonly leaseMs: number
  readonly remembered: Remembered
}

/** Writes one turn inside the transaction of its group; the returned function is called once it is durable. */
export function createTurnWriter(parts: TurnParts): (turn: Turn) => () => Committed {
  const { db, entries, agenda, seen, ring, ledger, files, leases, now, leaseMs, remembered } = parts
  const write = createWrites(db)

  return (turn) => {
    const { id } = turn.conversation
    const tag = parts.eventTag(turn.event)
    if (seen.has(tag)) return refusal('alreadySeen')
    const before = entries.get(id)
    if ((before?.version ?? 0) !== turn.version) return refusal('conflict')

    const past = turn.forget ? null : agenda.box(id)
    const toSend = turn.lines.filter((line) => line.delivery?.at === 'waiting')
    const box = past ?? boxOf(toSend, turn.at)
    const owned = before && !turn.forget ? { id: before.keyId, key: before.key } : ring.make(id)
    if (turn.forget && before) write.erasePast(before)
    if (turn.keep && before) write.keepPast(before)
    const no = before?.no ?? write.first(turn, owned.id)
    let last = turn.forget ? null : (before?.last ?? null)
    for (const line of turn.lines) last = write.line(no, last, id, line, owned.key)
    write.state(no, turn, before?.conversation ?? null, owned, box, last)
    if (turn.case) write.case(turn.case, owned.key)
    if (turn.forget || turn.keep || turn.lines.some((line) => line.media)) files.write(turn)
    if (turn.services.length > 0 || turn.forget) ledger.write(turn)

    seen.add(tag, turn.at)
    agenda.setDue(id, turn.due)
    if (box !== past || turn.forget) agenda.setBox(id, box)
    const already = past ? before?.waiting : []
    const isShort = already && already.length < mostRemembered
    entries.put(id, {
      no,
      version: turn.version + 1,
      last,
      keyId: owned.id,
      key: owned.key,
      conversation: remembered(turn.conversation),
      waiting: isShort && !turn.keep ? [...already, ...toSend.map(remembered)] : null,
    })

    return () => {
      if (before && turn.forget) ring.destroy(before.keyId)
      if (turn.forget && box === null) leases.drop(id)
      const at = now()
      const sendsNow = toSend.length > 0 && box !== null && box.readyAt <= at
      if (box !== null && leases.hasLapsed(id)) agenda.setBox(id, { ...box, doubtful: true })
      return { at: 'done', version: turn.version + 1, fence: sendsNow ? leases.hold(id, leaseMs) : null }
    }
  }
}

/** While a platform is down lines pile up; more than these of one talk are read from the disk again. */
const mostRemembered = 32

const refusal = (at: 'alreadySeen' | 'conflict') => (): Committed => ({ at })

function boxOf(toSend: readonly Line[], at: Time): Box | null {
  const first = toSend[0]
  return first ? { head: first.number, since: at, readyAt: 0, tries: 0, doubtful: false } : null
}

function createWrites(db: DatabaseSync) {
  const insert = db.prepare(
    `INSERT INTO conversations (version, key_id, touched_at, sealed, handling, day, id) VALUES (0, ?, ?, x'', ?, ?, ?)`,
  )
  const update = db.prepare(
    `UPDATE conversations SET (version, key_id, touched_at, since, due, last, sealed) = (?, ?, ?, ?, ?, ?, ?)
     WHERE no = ?`,
  )
  const updateIndexed = db.prepare('UPDATE conversations SET handling = ?, day = ? WHERE no = ?')
  const insertLine = db.prepare(
    'INSERT INTO lines (conversation, number, before, delivery, outcome, until, sealed) VALUES (?, ?, ?, ?, ?, ?, ?)',
  )
  const replaceCase = db.prepare(
    `INSERT OR REPLACE INTO cases (id, conversation, open, rank, opened_at, closed_at, by_id, sealed)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const keepPast = db.prepare(
    `${withChain} UPDATE lines SET until = NULL
     WHERE no IN (SELECT at FROM chain) AND until IS NOT NULL AND sealed IS NOT NULL`,
  )
  const erase = createPastEraser(db)
  return {
    erasePast: (entry: Entry) => erase(entry.no, entry.conversation.id),
    keepPast: (entry: Entry) => void keepPast.run(entry.no, 0),
    /** The row of a conversation that has none; gives its number. */
    first({ conversation: c }: Turn, keyId: number): number {
      return Number(insert.run(keyId, c.touchedAt, c.handling.at, dayOf(c.touchedAt), c.id).lastInsertRowid)
    },
    state(
      no: number,
      turn: Turn,
      before: Conversation | null,
      owned: { id: number; key: KeyObject },
      box: Box | null,
      last: Last | null,
    ): void {
      const { conversation: c, due } = turn
      const version = turn.version + 1
      const sealed = sealText(owned.key, stateText(c), place(c.id, 'state', version))
      const dueText = due.length > 0 ? JSON.stringify(due) : null
      update.run(version, owned.id, c.touchedAt, box?.since ?? null, dueText, last?.no ?? null, sealed, no)
      if (before && isIndexedAnew(before, c)) updateIndexed.run(c.handling.at, dayOf(c.touchedAt), no)
    },
    line(no: number, last: Last | null, id: string, line: Line, key: KeyObject): Last {
      const { number } = line
      if (last && number <= last.number) throw new Error(`Line ${number} would follow line ${last.number}.`)
      const outcome = line.delivery ? sealOutcome(key, id, number, line.delivery) : null
      const at = line.delivery?.at ?? null
      const sealed = sealLine(key, id, line)
      const { lastInsertRowid } = insertLine.run(no, number, last?.no ?? null, at, outcome, line.until, sealed)
      return { no: Number(lastInsertRowid), number }
    },
    case(view: CaseView, key: KeyObject): void {
      const open = view.state === 'closed' ? 0 : 1
      const rank = urgencyRank(view.urgency)
      const sealed = sealCase(key, view)
      replaceCase.run(view.id, view.conversation, open, rank, view.openedAt, view.closedAt, view.by?.id ?? null, sealed)
    },
  }
}

const isIndexedAnew = (before: Conversation, after: Conversation): boolean =>
  before.handling.at !== after.handling.at || dayOf(before.touchedAt) !== dayOf(after.touchedAt)

/** Removes every row of a conversation but its own. */
export function createPastEraser(db: DatabaseSync): (no: number, id: string) => void {
  const lines = db.prepare(`${withChain} DELETE FROM lines WHERE no IN (SELECT at FROM chain)`)
  const postponed = db.prepare('DELETE FROM postponed WHERE conversation = ?')
  const cases = db.prepare('DELETE FROM cases WHERE conversation = ?')
  return (no, id) => {
    lines.run(no, 0)
    postponed.run(no)
    cases.run(id)
  }
}
