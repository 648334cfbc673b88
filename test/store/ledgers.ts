import type { LedgerRow } from '../../src/core/ledger.ts'

/** Tags say no more than which rows are of one person and of one case: numbered by their first row, ledgers can be compared. */
export function alike(rows: readonly LedgerRow[]): readonly LedgerRow[] {
  const people = numbers()
  const cases = numbers()
  return rows.map((row) => ({ ...row, person: people(row.person), case: cases(row.case) }))
}

function numbers(): (tag: string) => string {
  const known = new Map<string, string>()
  return (tag) => {
    const number = known.get(tag) ?? `no. ${known.size + 1}`
    known.set(tag, number)
    return number
  }
}
