import type { DatabaseSync } from 'node:sqlite'

/**
 * Group commit: everything that arrives in one tick of the event loop becomes one transaction, and nobody is told
 * before it is durable. One fsync for all of them instead of one for each: that is most of the price.
 *
 *   enqueue, enqueue, … ──setImmediate──> BEGIN · run each · beforeCommit · COMMIT
 *                                         · answer each · afterCommit · resolve all
 */
export interface Group {
  /**
   * `run` works inside the transaction and returns what is to be done, and answered, once it is durable. When it throws,
   * only its own writes are undone and only its own promise rejects. It may run twice, the first time undone.
   */
  enqueue<T>(run: () => () => T): Promise<T>
  /** Writes what is queued, now. */
  flush(): void
  /** Flushes; from then on everything is refused. */
  close(): void
}

export interface Edges {
  /** Last chance to fail before COMMIT. */
  beforeCommit(): void
  /** The transaction is durable. Must not throw. */
  afterCommit(): void
  /** One of the group threw and was undone: memory must not know more than the transaction. */
  undone(): void
  /** Nothing of the group was stored: memory must not know more than the disk. */
  failed(): void
}

interface Queued {
  readonly run: () => () => unknown
  readonly resolve: (answer: unknown) => void
  readonly reject: (error: unknown) => void
}

type Ran = { readonly op: Queued; readonly answer: () => unknown } | { readonly op: Queued; readonly error: unknown }

export function createGroup(db: DatabaseSync, edges: Edges): Group {
  const begin = db.prepare('BEGIN IMMEDIATE')
  const commit = db.prepare('COMMIT')
  const savepoint = db.prepare('SAVEPOINT one')
  const undo = db.prepare('ROLLBACK TO one')
  const release = db.prepare('RELEASE one')
  let queue: Queued[] = []
  let closed = false

  function flush(): void {
    const group = queue
    queue = []
    if (group.length === 0) return
    let ran: Ran[]
    try {
      ran = runAll(group)
      edges.beforeCommit()
      commit.run()
    } catch (error) {
      rollBack()
      for (const op of group) op.reject(error)
      return
    }
    const answers = ran.map((one) => ('answer' in one ? { op: one.op, value: one.answer() } : one))
    edges.afterCommit()
    for (const one of answers) 'error' in one ? one.op.reject(one.error) : one.op.resolve(one.value)
  }

  /** Hardly ever one throws: only then all of them run again, each in a savepoint of its own. */
  function runAll(group: readonly Queued[]): Ran[] {
    begin.run()
    try {
      return group.map((op) => ({ op, answer: op.run() }))
    } catch {
      rollBack()
      begin.run()
      return group.map(runOne)
    }
  }

  function rollBack(): void {
    if (db.isTransaction) db.exec('ROLLBACK')
    edges.failed()
  }

  function runOne(op: Queued): Ran {
    savepoint.run()
    try {
      const answer = op.run()
      release.run()
      return { op, answer }
    } catch (error) {
      // A full disk may end the whole transaction by itself: then there is nothing left to save for the others.
      if (!db.isTransaction) throw error
      undo.run()
      release.run()
      edges.undone()
      return { op, error }
    }
  }

  return {
    enqueue<T>(run: () => () => T): Promise<T> {
      if (closed) return Promise.reject(new Error('The store is closed: nothing more can be written.'))
      return new Promise<T>((resolve, reject) => {
        if (queue.length === 0) setImmediate(flush)
        queue.push({ run, resolve: (answer) => resolve(answer as T), reject })
      })
    },
    flush,
    close() {
      closed = true
      flush()
    },
  }
}
