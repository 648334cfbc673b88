import type { KeyObject } from 'node:crypto'
import type { CaseView } from '../core/case-view.ts'
import type { ConversationId } from '../core/conversation.ts'
import type { DeliveryState, Line } from '../core/transcript.ts'
import { openText, sealText } from './seal.ts'

/** What a sealed blob belongs to; it opens nowhere else. */
export function place(
  id: ConversationId,
  kind: 'state' | 'line' | 'outcome' | 'case',
  number: number | string,
): string {
  return `${id}\0${kind}\0${number}`
}

export interface LineRow {
  readonly number: number
  readonly delivery: string | null
  readonly outcome: Uint8Array | null
  readonly until: number | null
  readonly sealed: Uint8Array
}

/** The words of a line and who said them; number, delivery and `until` stand beside it in the clear. */
export function sealLine(key: KeyObject, id: ConversationId, line: Line): Buffer {
  // What is undefined JSON leaves out; taking it away would copy the line a second time.
  const words = { v: 1, ...line, number: undefined, delivery: undefined, until: undefined }
  return sealText(key, JSON.stringify(words), place(id, 'line', line.number))
}

export function openLine(key: KeyObject, id: ConversationId, row: LineRow): Line {
  const { v: _, ...words } = JSON.parse(openText(key, row.sealed, place(id, 'line', row.number)))
  return { ...words, number: row.number, delivery: openDelivery(key, id, row), until: row.until }
}

/** A receipt is the platform's own id, which may name the person: sealed like words. */
export function sealOutcome(key: KeyObject, id: ConversationId, number: number, state: DeliveryState): Buffer | null {
  const detail = state.at === 'sent' ? state.receipt : state.at === 'failed' ? state.why : null
  return detail === null ? null : sealText(key, detail, place(id, 'outcome', number))
}

/** How a state stands in the clear. */
export const columnOf = (state: DeliveryState): string => (state.at === 'sent' && state.twice ? 'sent twice' : state.at)

function openDelivery(key: KeyObject, id: ConversationId, row: LineRow): DeliveryState | null {
  if (row.delivery === null) return null
  const detail = row.outcome ? openText(key, row.outcome, place(id, 'outcome', row.number)) : null
  if (row.delivery === 'sent') return { at: 'sent', receipt: detail }
  if (row.delivery === 'sent twice') return { at: 'sent', receipt: detail, twice: true }
  if (row.delivery === 'failed') return { at: 'failed', why: detail } as DeliveryState
  return { at: row.delivery } as DeliveryState
}

export function sealCase(key: KeyObject, view: CaseView): Buffer {
  return sealText(key, JSON.stringify({ v: 1, ...view }), place(view.conversation, 'case', view.id))
}

export function openCase(key: KeyObject, row: { id: string; conversation: string; sealed: Uint8Array }): CaseView {
  const { v: _, ...view } = JSON.parse(openText(key, row.sealed, place(row.conversation, 'case', row.id)))
  return view
}
