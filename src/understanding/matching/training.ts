import { Worker } from 'node:worker_threads'
import { keptIn } from './kept.ts'
import { learn } from './learn.ts'
import type { Trained } from './model.ts'
import type { Lesson } from './train.ts'

/** What was learnt before from the same lessons, or learnt now, in this thread: for commands and tests. */
export function trainHere(lessons: readonly Lesson[], dir: string | null = null): Trained {
  const kept = dir === null ? null : keptIn(dir, lessons)
  const before = kept?.read()
  if (before) return before
  const trained = learn(lessons)
  kept?.write(trained)
  return trained
}

/**
 * The same in a thread of its own: whoever answers questions meanwhile is not held up. Rejects with what went wrong
 * there; the caller goes on with what it has.
 */
export function trainAside(lessons: readonly Lesson[], dir: string | null = null): Promise<Trained> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: { lessons, dir }, execArgv: [] })
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`The training thread ended with ${code} and no result.`)))
  })
}
