import type { KeyObject } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import type { CaseView } from '../../core/case-view.ts'
import type { Time } from '../../core/conversation.ts'
import type { Committed, Turn } from '../../core/ports.ts'
import { eventTag } from '../ids.ts'
import type { Leases } from '../leases.ts'
import { sealText } from '../seal.ts'
import { urgencyRank } from '../semantics.ts'
import type { Entries, Entry } from './entries.ts'
import type { KeyRing } from './key-ring.ts'
import { place, sealCase, sealLine, sealOutcome } from './rows.ts'

export interface TurnParts {
  readonly db: DatabaseSync
  readonly entries: Entries
  readonly ring: KeyRing
  readonly leases: Leases
  readonly idKey: KeyObject
  readonly now: () => Time
  readonly leaseMs: number
}

/** Writes one turn inside the transaction of its group; the returned function is called once it is durable. */
export function createTurnWriter(parts: TurnParts): (turn: Turn) => () => Committed {
  const { db, entries, ring, leases, now, leaseMs } = parts
  const wasSeen = db.prepare('SELECT 1 FROM seen WHERE event = ?')
  const remember = db.prepare('INSERT INTO seen (event, at) VALUES (?, ?) ON CONFLICT DO NOTHING')
  const write = createWrites(db)

  return (turn) => {
    const id = turn.conversation.id
    const tag = eventTag(parts.idKey, turn.event)
    const before = entries.get(id)
    if ((before?.version ?? 0) !== turn.version) return refusal(wasSeen.get(tag) ? 'alreadySeen' : 'conflict')
    if (remember.run(tag, turn.at).changes === 0) return refusal('alreadySeen')

    if (turn.forget) write.erasePast(id)
    if (turn.keep) write.keepPast(id)
    const owned = before && !turn.forget ? { id: before.keyId, key: before.key } : ring.make(id)
    const after = {
      version: turn.version + 1,
      keyId: owned.id,
      key: owned.key,
      json: JSON.stringify(turn.conversation),
    }
    write.state(turn, after)
    for (const line of turn.lines) {
      const outcome = line.delivery ? sealOutcome(after.key, id, line.number, line.delivery) : null
      const sealed = sealLine(after.key, id, line)
      write.line(id, line.number, line.delivery?.at ?? null, outcome, line.until, sealed)
    }
    if (turn.case) write.case(turn.case, after.key)
    const readyAt = write.outbox(turn)
    entries.put(id, after)

    return () => {
      if (before && turn.forget) ring.destroy(before.keyId)
      if (turn.forget && readyAt === null) leases.drop(id)
      const at = now()
      const sendsNow = readyAt !== null && readyAt <= at
      return { at: 'done', version: after.version, fence: sendsNow ? leases.hold(id, at, leaseMs) : null }
    }
  }
}

const refusal = (at: 'alreadySeen' | 'conflict') => (): Committed => ({ at })

function createWrites(db: DatabaseSync) {
  const columns = 'version, key_id, handling, touched_at, due_at, due, sealed'
  const insert = db.prepare(`INSERT INTO conversations (${columns}, id) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`)
  const update = db.prepare(`UPDATE conversations SET (${columns}) = (?, ?, ?, ?, ?, ?, ?) WHERE id = ?`)
  const line = db.prepare(
    'INSERT INTO lines (conversation, number, delivery, outcome, until, sealed) VALUES (?, ?, ?, ?, ?, ?)',
  )
  const replaceCase = db.prepare(
    `INSERT OR REPLACE INTO cases (id, conversation, open, rank, opened_at, closed_at, by_id, sealed)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const startOutbox = db.prepare(
    'INSERT INTO outbox (conversation, head, since, ready_at, tries) VALUES (?, ?, ?, 0, 0) ON CONFLICT DO NOTHING',
  )
  const readyAt = db.prepare('SELECT ready_at FROM outbox WHERE conversation = ?')
  const keepPast = db.prepare(
    'UPDATE lines SET until = NULL WHERE conversation = ? AND until IS NOT NULL AND sealed IS NOT NULL',
  )
  const past = ['lines', 'cases', 'outbox'].map((table) => db.prepare(`DELETE FROM ${table} WHERE conversation = ?`))
  return {
    erasePast: (id: string) => past.forEach((erase) => void erase.run(id)),
    keepPast: (id: string) => keepPast.run(id),
    line: line.run.bind(line),
    state({ conversation: c, due, version }: Turn, { keyId, key, json, version: next }: Entry): void {
      const dueAt = due.length > 0 ? Math.min(...due.map((one) => one.at)) : null
      const sealed = sealText(key, json, place(c.id, 'state', next))
      const statement = version === 0 ? insert : update
      statement.run(next, keyId, c.handling.at, c.touchedAt, dueAt, JSON.stringify(due), sealed, c.id)
    },
    case(view: CaseView, key: KeyObject): void {
      const open = view.state === 'closed' ? 0 : 1
      const rank = urgencyRank(view.urgency)
      const sealed = sealCase(key, view)
      replaceCase.run(view.id, view.conversation, open, rank, view.openedAt, view.closedAt, view.by?.id ?? null, sealed)
    },
    /** From when on the first waiting line may be sent; null when this turn leaves nothing to send. */
    outbox(turn: Turn): Time | null {
      const first = turn.lines.find((one) => one.delivery?.at === 'waiting')
      if (!first) return null
      const id = turn.conversation.id
      if (startOutbox.run(id, first.number, turn.at).changes > 0) return 0
      return Number(readyAt.get(id)?.ready_at ?? 0)
    },
  }
}
