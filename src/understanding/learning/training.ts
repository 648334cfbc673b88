import { Worker } from 'node:worker_threads'
import { keptIn } from './kept.ts'
import { type Learnt, type Lessons, learnAll } from './learn-all.ts'

/** What was learnt before from the same lessons, or learnt now, in this thread: for commands and tests. */
export function trainHere(lessons: Lessons, dir: string | null = null): Learnt {
  const kept = dir === null ? null : keptIn(dir, lessons)
  const before = kept?.read()
  if (before) return before
  const learnt = learnAll(lessons)
  kept?.write(learnt)
  return learnt
}

/**
 * The same in a thread of its own: whoever answers questions meanwhile is not held up. Rejects with what went wrong
 * there; the caller goes on with what it has.
 */
export function trainAside(lessons: Lessons, dir: string | null = null): Promise<Learnt> {
  const before = dir === null ? null : keptIn(dir, lessons).read()
  if (before) return Promise.resolve(before)
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: { lessons, dir }, execArgv: [] })
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`The training thread ended with ${code} and no result.`)))
  })
}
