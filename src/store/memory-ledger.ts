import { createSecretKey, randomBytes } from 'node:crypto'
import type { ConversationId, Time } from '../core/conversation.ts'
import type { LedgerRow } from '../core/ledger.ts'
import type { Turn } from '../core/ports.ts'
import { createLedgerTags, freshTag } from './ledger-tags.ts'
import { keepLedgerMs } from './semantics.ts'

export interface MemoryLedger {
  /** What a turn enters, and whom it forgets. */
  write(turn: Turn): void
  /** By the time a service ended; oldest first. */
  between(from: Time, to: Time): readonly LedgerRow[]
  sweep(now: Time): void
}

export function createMemoryLedger(): MemoryLedger {
  // Nothing outlives the process: its tags need no more than the process to agree on them.
  const tags = createLedgerTags(createSecretKey(randomBytes(32)))
  let rows: readonly LedgerRow[] = []

  function forget(conversation: ConversationId): void {
    const before = tags.person(conversation)
    const person = freshTag()
    const cases = new Map<string, string>()
    const unknown = (tag: string): string => {
      const fresh = cases.get(tag) ?? freshTag()
      cases.set(tag, fresh)
      return fresh
    }
    rows = rows.map((row) => (row.person === before ? { ...row, person, case: unknown(row.case) } : row))
  }

  return {
    write({ conversation, services, forget: forgets }) {
      const person = tags.person(conversation.id)
      rows = [...rows, ...services.map((entry) => ({ ...entry, person, case: tags.case(entry.case) }))]
      if (forgets) forget(conversation.id)
    },
    between: (from, to) =>
      rows.filter((row) => row.endedAt >= from && row.endedAt < to).sort((a, b) => a.endedAt - b.endedAt),
    sweep(now) {
      rows = rows.filter((row) => row.endedAt > now - keepLedgerMs)
    },
  }
}
