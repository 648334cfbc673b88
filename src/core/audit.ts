import type { Time } from './conversation.ts'

/** What is noted of whoever sees or takes along what people told us, or makes it go. */
export type AuditDeed =
  /** A case. */
  | 'read'
  /** A colleague's case, with a reason that stands in it. */
  | 'read a colleague’s'
  | 'opened a file'
  /** A person's own data, by their one-time link. */
  | 'took along'
  /** The report, as a file or for printing. */
  | 'exported'
  | 'erased'
  /** What people asked in vain, on the editor's page. */
  | 'read questions'

/** `by` null: the person. `about`: a tag that leads nowhere; null = no case in particular. */
export interface AuditEntry {
  readonly at: Time
  readonly by: string | null
  readonly did: AuditDeed
  readonly about: string | null
}
