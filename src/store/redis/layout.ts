import type { ConversationId } from '../../core/conversation.ts'

/**
 * Everything of one conversation lies in one partition, so that one script can change all of it, on a cluster too: what
 * stands in braces decides on which server a key lies.
 *
 *   tilts:{7}:     c:<id>     state, version, lease      tilts:keys:{7}   <id> = wrapped data key
 *                  l:<id>     lines (12) and what became of them (12d)
 *                  i: u: w:   numbers of its lines: all, those to be forgotten, those that wait for the person
 *                  cs:<id>    its cases                  case:<case>
 *                  fs:<id>    its files                  file:<file>     pieces
 *                  work due idle until                   which conversation is next to be sent, looked at, erased
 *                  open shut                             cases in their order
 *                  seen                                  tags of events (48 h)
 *                  ledger rows lp:<person>               services (5 years), by time and by tag of the person
 *                  n                                     counters: fence, row, bytes of files
 *   tilts:{staff}: members logins tags seen session:<id> sessions of:<member> link:<id> links
 *   tilts:meta     shape, number of partitions, checks of the two keys, notices of a move
 *
 * Events and services that were moved here lie in the partition of their own tag, not of their talk (`strays.ts`).
 *
 * What lies there in the clear is the same as in `sqlite/schema.ts`: our own ids, numbers, times, states.
 */
export interface Layout {
  readonly partitions: readonly Partition[]
  of(id: ConversationId): Partition
  readonly staff: string
  readonly meta: string
}

export interface Partition {
  readonly number: number
  /** What its keys begin with. */
  readonly name: string
  /** Its wrapped data keys. */
  readonly keys: string
}

/** `name`: before every key, for several helplines on one server. */
export function createLayout(name: string, count: number): Layout {
  const partitions = Array.from({ length: count }, (_, number) => ({
    number,
    name: `${name}:{${number}}:`,
    keys: `${name}:keys:{${number}}`,
  }))
  const first = partitions[0]
  if (!first) throw new Error('There must be at least one partition.')
  return {
    partitions,
    of: (id) => partitions[spread(id) % count] ?? first,
    staff: `${name}:{staff}:`,
    meta: `${name}:meta`,
  }
}

/** FNV-1a: the ids are random already, they only need to become a number, the same one for ever. */
function spread(id: ConversationId): number {
  let sum = 0x811c9dc5
  for (let i = 0; i < id.length; i++) sum = Math.imul(sum ^ id.charCodeAt(i), 0x01000193) >>> 0
  return sum
}
