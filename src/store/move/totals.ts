import { hash } from 'node:crypto'
import type { Moved, MovedTalk } from './rows.ts'

/** What is counted, in the order in which it is told. */
export const kinds = [
  'conversations',
  'lines',
  'lines that wait',
  'due times',
  'cases',
  'files',
  'remembered events',
  'services',
  'members',
  'sessions',
  'links',
] as const
export type Kind = (typeof kinds)[number]

export interface Total {
  readonly count: number
  /** The same for the same content, in whatever order it comes: 16 hexadecimal digits. */
  readonly checksum: string
}

export type Totals = Readonly<Record<Kind, Total>>

export interface Counting {
  add(row: Moved): void
  totals(): Totals
}

const all64 = (1n << 64n) - 1n

/**
 * Counts, and sums up the hashes of everything: one store gives its rows in another order than the other. Nothing is
 * left out that a person, a consultant or a funder could miss.
 */
export function createCounting(): Counting {
  const counts = new Map<Kind, number>()
  const sums = new Map<Kind, bigint>()

  function note(kind: Kind, values: readonly unknown[], counted = 1): void {
    const digest = hash('sha256', JSON.stringify([kind, ...values.map(plain)]), 'hex').slice(0, 16)
    counts.set(kind, (counts.get(kind) ?? 0) + counted)
    sums.set(kind, ((sums.get(kind) ?? 0n) + BigInt(`0x${digest}`)) & all64)
  }

  function talk(row: MovedTalk): void {
    const { id, version, idle, retry } = row
    // Only of quiet ones do both stores keep the time beside the state.
    const quiet = idle ? [row.handling, row.touchedAt] : [row.handling]
    note('conversations', [id, version, row.wrapped, row.sealed, idle, ...quiet, row.last])
    for (const line of row.lines) {
      note('lines', [id, line.number, line.delivery, line.outcome, line.until, line.sealed])
      if (line.waits) note('lines that wait', [id, line.number, row.since, retry])
    }
    if (row.due !== null) note('due times', [id, row.due, row.dueAt])
    for (const one of row.cases) note('cases', [id, one.id, one.open, one.order, one.by, one.sealed])
  }

  function service({ row: r }: Extract<Moved, { kind: 'service' }>): void {
    const who = [r.person, r.case, r.staff]
    const what = [r.service, r.desk, r.office, r.funding, r.language, r.messages, r.topics]
    note('services', [...who, ...what, r.startedAt, r.endedAt])
  }

  return {
    add(row) {
      switch (row.kind) {
        case 'talk':
          return talk(row)
        case 'piece':
          return note('files', [row.id, row.conversation, row.until, row.part, row.sealed], row.part === 0 ? 1 : 0)
        case 'event':
          return note('remembered events', [row.tag, row.at])
        case 'service':
          return service(row)
        case 'member':
          return note('members', [row.id, row.login, row.seenAt, row.sealed])
        case 'session':
          return note('sessions', [row.id, row.staff, row.createdAt, row.usedAt, row.half])
        case 'link':
          return note('links', [row.id, row.staff, row.what, row.dropFactors, row.until])
      }
    },
    totals: () =>
      Object.fromEntries(kinds.map((kind) => [kind, { count: counts.get(kind) ?? 0, checksum: hex(kind) }])) as Totals,
  }

  function hex(kind: Kind): string {
    return (sums.get(kind) ?? 0n).toString(16).padStart(16, '0')
  }
}

const plain = (value: unknown): unknown =>
  value instanceof Uint8Array ? Buffer.from(value.buffer, value.byteOffset, value.length).toString('base64') : value

/** The kinds of which two stores do not hold the same. */
export const differing = (a: Totals, b: Totals): readonly Kind[] =>
  kinds.filter((kind) => a[kind].count !== b[kind].count || a[kind].checksum !== b[kind].checksum)
