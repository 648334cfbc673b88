import type { CaseId } from './conversation.ts'

/** Short enough to say over the phone; the id stays what counts. */
export function caseNumber(id: CaseId): string {
  let sum = 0
  for (const sign of id) sum = (sum * 31 + sign.charCodeAt(0)) % 1_679_616
  return `P-${sum.toString(36).toUpperCase().padStart(4, '0')}`
}
