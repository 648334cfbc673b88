import { createHmac, createSecretKey, hkdfSync, type KeyObject, randomBytes } from 'node:crypto'
import type { CaseId, ConversationId } from '../core/conversation.ts'

/** 96 bits: two of a million people meet by chance once in 10^17 ledgers. */
const bytes = 12

/** What the ledger calls a person and a case: equal for the same one, and without ID_KEY worth nothing. */
export interface LedgerTags {
  person(conversation: ConversationId): string
  case(id: CaseId): string
}

/** With a key of their own, so that a ledger which is shown to others cannot be joined with anything else we store. */
export function createLedgerTags(idKey: KeyObject): LedgerTags {
  const key = createSecretKey(Buffer.from(hkdfSync('sha256', idKey, '', 'ledger tags', 32)))
  const tag = (kind: string, id: string): string =>
    createHmac('sha256', key).update(`${kind}\0${id}`).digest().subarray(0, bytes).toString('base64url')
  return { person: (conversation) => tag('person', conversation), case: (id) => tag('case', id) }
}

/** For who was erased: made from nothing, so that nothing leads back. */
export const freshTag = (): string => randomBytes(bytes).toString('base64url')
