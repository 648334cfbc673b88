import type { DatabaseSync } from 'node:sqlite'
import type { CaseView } from '../../core/case-view.ts'
import type { ConversationId } from '../../core/conversation.ts'
import type { CaseFilter } from '../../core/ports.ts'
import type { Line } from '../../core/transcript.ts'
import { type LineRow, openCase, openLine } from '../rows.ts'
import { withChain } from './chain.ts'
import type { Entries } from './entries.ts'

interface CaseRow {
  readonly id: string
  readonly conversation: string
  readonly sealed: Uint8Array
}

export interface Views {
  cases(filter: CaseFilter): CaseView[]
  case(id: string): CaseView | null
  transcript(id: ConversationId, after: number, max: number): Line[]
}

/** What is read without a turn. */
export function createViews(db: DatabaseSync, entries: Entries): Views {
  const mine = '(?1 IS NULL OR by_id = ?1)'
  const columns = 'SELECT id, conversation, sealed FROM cases'
  const open = db.prepare(`${columns} WHERE open = 1 AND ${mine} ORDER BY rank, opened_at, id LIMIT ?2`)
  const closed = db.prepare(`${columns} WHERE open = 0 AND ${mine} ORDER BY closed_at DESC, id LIMIT ?2`)
  const one = db.prepare(`${columns} WHERE id = ?`)
  const lines = db.prepare(
    `${withChain} SELECT lines.number, delivery, outcome, until, sealed FROM chain JOIN lines ON lines.no = at
     WHERE sealed IS NOT NULL ORDER BY lines.number LIMIT ?3`,
  )

  const view = (row: CaseRow): CaseView[] => {
    const entry = entries.get(row.conversation)
    return entry ? [openCase(entry.key, row)] : []
  }

  return {
    cases(filter) {
      const by = filter.consultant ?? null
      const max = atMost(filter.max)
      const first = filter.open === false ? [] : (open.all(by, max) as unknown as CaseRow[])
      const then = filter.open === true ? [] : (closed.all(by, max) as unknown as CaseRow[])
      return [...first, ...then].slice(0, max).flatMap(view)
    },
    case(id) {
      const row = one.get(id) as unknown as CaseRow | undefined
      return (row && view(row)[0]) ?? null
    },
    transcript(id, after, max) {
      const entry = entries.get(id)
      if (!entry) return []
      return (lines.all(entry.no, after, atMost(max)) as unknown as LineRow[]).map((row) =>
        openLine(entry.key, id, row),
      )
    },
  }
}

/** SQLite takes no Infinity for a LIMIT. */
const atMost = (max: number): number => Math.min(max, 1_000_000)
