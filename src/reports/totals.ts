import type { LedgerRow } from '../core/ledger.ts'
import { monthIn } from './period.ts'

export interface Total {
  readonly entries: number
  /** Different ones. */
  readonly people: number
  readonly minutes: number
  readonly messages: number
}

/** One line of a table, and the services it is made of, in the same order everywhere. */
export interface Group {
  /** Null: the entries say nothing of it. */
  readonly key: string | null
  readonly all: Total
  readonly services: readonly { readonly service: string; readonly total: Total }[]
}

/** By what the funder wants services counted; for each, the groups an entry belongs to. */
export type Dimension = 'service' | 'month' | 'language' | 'office' | 'desk' | 'funding' | 'topic'

/**
 * Started minutes of one entry, one at least. Rounded up for each entry, not for the sum: whoever helped for twenty
 * seconds has worked, and so the lines of the interpreters' list add up to the totals exactly.
 */
export const minutesOf = ({ startedAt, endedAt }: LedgerRow): number =>
  Math.max(1, Math.ceil((endedAt - startedAt) / 60_000))

export function totalOf(rows: readonly LedgerRow[]): Total {
  return {
    entries: rows.length,
    people: new Set(rows.map((row) => row.person)).size,
    minutes: rows.reduce((sum, row) => sum + minutesOf(row), 0),
    messages: rows.reduce((sum, row) => sum + row.messages, 0),
  }
}

/** Groups with most entries first, months in their order, what is not known last. */
export function groupsOf(rows: readonly LedgerRow[], dimension: Dimension, zone: string): readonly Group[] {
  const groups = gathered(rows, (row) => keysOf(row, dimension, zone))
  const inOrder = [...groups].sort(([a, rowsOfA], [b, rowsOfB]) => {
    if (a === null || b === null) return Number(a === null) - Number(b === null)
    const byNumber = dimension === 'month' ? 0 : rowsOfB.length - rowsOfA.length
    return byNumber || (a < b ? -1 : 1)
  })
  return inOrder.map(([key, own]) => ({
    key,
    all: totalOf(own),
    services: servicesOf(own),
  }))
}

const servicesOf = (rows: readonly LedgerRow[]): Group['services'] =>
  [...gathered(rows, (row) => [row.service])]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([service, part]) => ({ service, total: totalOf(part) }))

function keysOf(row: LedgerRow, dimension: Dimension, zone: string): readonly (string | null)[] {
  switch (dimension) {
    case 'topic':
      return row.topics.length > 0 ? [...new Set(row.topics)] : [null]
    case 'month':
      return [monthIn(zone, row.endedAt)]
    default:
      return [row[dimension]]
  }
}

function gathered<Key>(
  rows: readonly LedgerRow[],
  keys: (row: LedgerRow) => readonly Key[],
): ReadonlyMap<Key, readonly LedgerRow[]> {
  const groups = new Map<Key, LedgerRow[]>()
  for (const row of rows) {
    for (const key of keys(row)) {
      const group = groups.get(key)
      if (group) group.push(row)
      else groups.set(key, [row])
    }
  }
  return groups
}
