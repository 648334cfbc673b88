import type { KeyObject } from 'node:crypto'
import type { CaseView } from '../../core/case-view.ts'
import type { Conversation } from '../../core/conversation.ts'
import { openCase, place } from '../rows.ts'
import { openText, type Seal } from '../seal.ts'
import { upgradeConversation } from '../upgrade.ts'

export interface Looked {
  readonly conversation: Conversation
  caseView(id: string, sealed: Uint8Array): CaseView
}

/**
 * Looks into a talk on its way: for what stands in the clear in one store alone, and because what does not open here would
 * open nowhere.
 */
export function lookInto(
  seal: Seal,
  talk: { readonly id: string; readonly version: number; readonly wrapped: Uint8Array; readonly sealed: Uint8Array },
): Looked {
  const { id, version, wrapped, sealed } = talk
  const opened = <T>(what: string, open: () => T): T => {
    try {
      return open()
    } catch (error) {
      const why = error instanceof Error && error.message.includes('MASTER_KEY') ? ` ${error.message}` : ''
      throw new Error(
        `${what} of conversation ${id} does not open: it is damaged, or was sealed with another key.${why} Nothing was changed in the source; bring a copy back (docs/runbook.md), or report it.`,
        { cause: error },
      )
    }
  }
  const key: KeyObject = opened('The key', () => seal.unwrap(wrapped, id))
  const conversation = opened('The state', () =>
    upgradeConversation(JSON.parse(openText(key, sealed, place(id, 'state', version)))),
  )
  return {
    conversation,
    caseView: (caseId, box) =>
      opened(`Case ${caseId}`, () => openCase(key, { id: caseId, conversation: id, sealed: box })),
  }
}
