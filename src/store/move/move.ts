import type { Moved } from './rows.ts'
import { createCounting, differing, type Kind, type Totals } from './totals.ts'

/** What is the same on both sides, in the clear: under which master key, and with which ID_KEY, it was made. */
export interface KeyChecks {
  readonly masterKey: Uint8Array
  readonly idKey: Uint8Array
}

/** A store that everything is read from. It is changed in nothing but its notices. */
export interface Source {
  /** As the command calls it; without a password. */
  readonly where: string
  readonly checks: KeyChecks
  conversations(): Promise<number>
  rows(): AsyncIterable<Moved>
  /** Throws a sentence when somebody works on it; asked before and after. */
  refuseInUse(): Promise<void>
  /** From now on it starts only after `reopen`. */
  leave(to: string): Promise<void>
  close(): Promise<void>
}

/** An empty store that is filled. Until `complete` no server starts on it. */
export interface Target {
  readonly where: string
  begin(from: string, checks: KeyChecks): Promise<void>
  put(row: Moved): Promise<void>
  /** Everything that was put is durable. */
  flush(): Promise<void>
  /** Reads it all again, as a source does. */
  rows(): AsyncIterable<Moved>
  refuseInUse(): Promise<void>
  complete(): Promise<void>
  close(): Promise<void>
}

export interface Progress {
  readonly doing: 'moving' | 'reading again'
  readonly done: number
  readonly of: number
}

export interface Outcome {
  /** Conversations that were erased, and only waited to be cleared away: they are not moved. */
  readonly erased: number
  readonly source: Totals
  readonly target: Totals
  /** Empty: both hold the same. */
  readonly differing: readonly Kind[]
}

/** After so many conversations somebody is told. */
const report = 100

/**
 * Moves everything, reads it again from the target and compares. Only when both sides hold the same is the target free to
 * be started, and the source says that it was left.
 */
export async function move(source: Source, target: Target, progress: (progress: Progress) => void): Promise<Outcome> {
  await source.refuseInUse()
  await target.refuseInUse()
  const of = await source.conversations()
  await target.begin(source.where, source.checks)
  const given = await through(source.rows(), 'moving', of, progress, (row) => target.put(row))
  await target.flush()
  const found = await through(target.rows(), 'reading again', of, progress)
  // Somebody may have started one of them meanwhile, by an older program that does not know our notices.
  await source.refuseInUse()
  await target.refuseInUse()
  const erased = of - given.conversations.count
  const outcome = { erased, source: given, target: found, differing: differing(given, found) }
  if (outcome.differing.length > 0) return outcome
  await target.complete()
  await source.leave(target.where)
  return outcome
}

/** Counts all rows on their way to `put`. */
export async function through(
  rows: AsyncIterable<Moved>,
  doing: Progress['doing'],
  of: number,
  progress: (progress: Progress) => void,
  put?: (row: Moved) => Promise<void>,
): Promise<Totals> {
  const counting = createCounting()
  let done = 0
  for await (const row of rows) {
    counting.add(row)
    if (put) await put(row)
    if (row.kind === 'talk' && ++done % report === 0) progress({ doing, done, of })
  }
  progress({ doing, done, of })
  return counting.totals()
}
