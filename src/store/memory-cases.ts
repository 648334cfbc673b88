import type { CaseView } from '../core/case-view.ts'
import type { ConversationId } from '../core/conversation.ts'
import type { CaseFilter } from '../core/ports.ts'
import { urgencyRank } from './semantics.ts'

/** The queue, in plain values. */
export function createMemoryCases() {
  const cases = new Map<string, CaseView>()
  return {
    put: (row: CaseView) => void cases.set(row.id, row),
    get: (id: string): CaseView | null => cases.get(id) ?? null,
    erase(id: ConversationId): void {
      for (const row of cases.values()) if (row.conversation === id) cases.delete(row.id)
    },
    find({ open, consultant, max }: CaseFilter): readonly CaseView[] {
      const rows = [...cases.values()].filter((row) => consultant === undefined || row.by?.id === consultant)
      const waitingRows = rows.filter((row) => row.state !== 'closed').sort(byUrgency)
      const closedRows = rows.filter((row) => row.state === 'closed').sort(newestFirst)
      return [...(open === false ? [] : waitingRows), ...(open === true ? [] : closedRows)].slice(0, max)
    },
  }
}

const byUrgency = (a: CaseView, b: CaseView) =>
  urgencyRank(a.urgency) - urgencyRank(b.urgency) || a.openedAt - b.openedAt || (a.id < b.id ? -1 : 1)
const newestFirst = (a: CaseView, b: CaseView) => (b.closedAt ?? 0) - (a.closedAt ?? 0) || (a.id < b.id ? -1 : 1)
