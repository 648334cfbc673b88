import type { DatabaseSync } from 'node:sqlite'
import type { LedgerRow } from '../../core/ledger.ts'
import type { StaffLink } from '../../core/staff.ts'
import type { Keys } from '../keys.ts'
import { createLedgerTags, freshTag } from '../ledger-tags.ts'
import { caseOrder, type Moved, type MovedService, type MovedTalk, retryOf } from '../move/rows.ts'
import { lookInto } from '../move/state.ts'
import type { Seal } from '../seal.ts'
import { isIdle } from '../semantics.ts'
import { withChain } from './chain.ts'
import { cut } from './seen.ts'

export interface Files {
  readonly db: DatabaseSync
  readonly keysDb: DatabaseSync
}

interface TalkRow extends Pick<MovedTalk, 'id' | 'version' | 'handling' | 'sealed' | 'since' | 'due'> {
  readonly no: number
  readonly key_id: number
  readonly touched_at: number
  readonly ready_at: number | null
  readonly tries: number | null
  readonly doubtful: number | null
}

/** All rows of both files. `endedWell`: otherwise the first line of each outbox may have arrived. */
export async function* sqliteRows(
  { db, keysDb }: Files,
  seal: Seal,
  { idKey }: Keys,
  now: number,
  endedWell: boolean,
): AsyncGenerator<Moved> {
  const tags = createLedgerTags(idKey)
  const key = keysDb.prepare('SELECT wrapped FROM keys WHERE id = ? AND conversation = ?')
  const talkOf = createTalkReader(db, seal, now, endedWell)
  /** Erased, and not yet cleared away: their key is gone. */
  const erased = new Set<string>()
  const talks = db.prepare(
    `SELECT no, id, version, key_id, handling, touched_at, since, due, sealed, ready_at, tries, doubtful
     FROM conversations LEFT JOIN postponed ON postponed.conversation = conversations.no ORDER BY no`,
  )
  for (const found of talks.iterate()) {
    const row = found as unknown as TalkRow
    const wrapped = key.get(row.key_id, row.id)?.wrapped as Uint8Array | undefined
    if (wrapped) yield talkOf(row, wrapped)
    else erased.add(row.id)
  }
  yield* pieces(db, erased)
  for (const { tags: joined, at } of db.prepare('SELECT tags, at FROM seen ORDER BY no').iterate())
    for (const tag of cut(joined)) yield { kind: 'event', tag, at: Number(at) }
  yield* services(db, new Set([...erased].map(tags.person)))
  yield* staffRows(db)
}

function createTalkReader(db: DatabaseSync, seal: Seal, now: number, endedWell: boolean) {
  const lines = db.prepare(
    `${withChain} SELECT lines.number, delivery, outcome, until, sealed FROM chain JOIN lines ON lines.no = at
     WHERE sealed IS NOT NULL ORDER BY lines.number`,
  )
  const cases = db.prepare(
    'SELECT id, open, rank, opened_at, closed_at, by_id, sealed FROM cases WHERE conversation = ? ORDER BY id',
  )
  return (row: TalkRow, wrapped: Uint8Array): MovedTalk => {
    const { conversation } = lookInto(seal, { ...row, wrapped })
    const found = (lines.all(row.no, 0) as unknown as Omit<MovedTalk['lines'][number], 'waits'>[]).map((line) => ({
      ...line,
      waits: line.delivery === 'waiting',
    }))
    const waits = found.some((line) => line.waits)
    const doubtful = !endedWell || row.doubtful === 1
    const due = row.due === null ? null : (JSON.parse(row.due) as { at: number }[])
    return {
      kind: 'talk',
      id: row.id,
      version: row.version,
      keyName: String(row.key_id),
      wrapped,
      sealed: row.sealed,
      handling: row.handling,
      touchedAt: row.touched_at,
      idle: isIdle(row.handling),
      last: conversation.lines,
      since: waits ? (row.since ?? 0) : null,
      retry: waits ? retryOf({ readyAt: row.ready_at ?? 0, tries: row.tries ?? 0, doubtful }, now) : null,
      due: row.due,
      dueAt: due && Math.min(...due.map(({ at }) => at)),
      lines: found,
      cases: (cases.all(row.id) as unknown as CaseRow[]).map(caseOf),
    }
  }
}

interface CaseRow {
  readonly id: string
  readonly open: number
  readonly rank: number
  readonly opened_at: number
  readonly closed_at: number | null
  readonly by_id: string | null
  readonly sealed: Uint8Array
}

const caseOf = (row: CaseRow): MovedTalk['cases'][number] => ({
  id: row.id,
  open: row.open === 1,
  order: caseOrder(row.open === 1, row.rank, row.opened_at, row.closed_at),
  by: row.by_id,
  rank: row.rank,
  openedAt: row.opened_at,
  closedAt: row.closed_at,
  sealed: row.sealed,
})

function* pieces(db: DatabaseSync, erased: ReadonlySet<string>): Generator<Moved> {
  const whole = db.prepare(
    `SELECT id, conversation, until, count(*) AS parts, sum(length(sealed)) AS bytes FROM files GROUP BY id`,
  )
  const piece = db.prepare('SELECT part, sealed FROM files WHERE id = ? ORDER BY part')
  for (const found of whole.iterate()) {
    const about = found as { id: string; conversation: string; until: number | null; parts: number; bytes: number }
    if (erased.has(about.conversation)) continue
    for (const one of piece.iterate(about.id))
      yield { kind: 'piece', ...about, ...(one as { part: number; sealed: Uint8Array }) }
  }
}

/** `erased`: people of whom nothing may lead to their services any more. */
function* services(db: DatabaseSync, erased: ReadonlySet<string>): Generator<MovedService> {
  const all = db.prepare(
    `SELECT no, person, case_tag AS "case", service, desk, office, funding, language, staff,
       started_at AS startedAt, ended_at AS endedAt, messages, topics FROM ledger ORDER BY no`,
  )
  const strangers = new Map<string, string>()
  const strange = (tag: string): string => {
    const known = strangers.get(tag) ?? freshTag()
    strangers.set(tag, known)
    return known
  }
  for (const found of all.iterate()) {
    const { no, ...row } = found as unknown as Omit<LedgerRow, 'topics'> & { no: number; topics: string }
    const who = erased.has(row.person) ? { person: strange(row.person), case: strange(row.case) } : {}
    yield { kind: 'service', entered: no, row: { ...row, ...who, topics: JSON.parse(row.topics) } }
  }
}

function* staffRows(db: DatabaseSync): Generator<Moved> {
  for (const row of db.prepare('SELECT id, staff, created_at, used_at, half FROM sessions').iterate()) {
    const { id, staff, created_at, used_at, half } = row
    const [createdAt, usedAt] = [Number(created_at), Number(used_at)]
    yield { kind: 'session', id: String(id), staff: String(staff), createdAt, usedAt, half: half === 1 }
  }
  for (const row of db.prepare('SELECT id, staff, what, drop_factors, until FROM links').iterate()) {
    const { drop_factors, ...link } = row as unknown as Omit<StaffLink, 'dropFactors'> & { drop_factors: number }
    yield { kind: 'link', ...link, dropFactors: drop_factors === 1 }
  }
  for (const row of db.prepare('SELECT id, login, seen_at AS seenAt, sealed FROM staff').iterate())
    yield { kind: 'member', ...(row as unknown as Omit<Extract<Moved, { kind: 'member' }>, 'kind'>) }
}
