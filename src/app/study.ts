import { Worker } from 'node:worker_threads'
import type { Knowledge } from '../core/knowledge.ts'
import { deepFreeze } from '../knowledge/freeze.ts'
import type { Loaded } from '../knowledge/load.ts'
import type { Learnt } from '../understanding/learning/learn-all.ts'

/** Reads and learns an edited knowledge in a thread of its own: whoever is answered meanwhile is not held up. */
export interface Study {
  /** Once. With what was learnt before, so that what has changed is known first. */
  begin(before: Learnt): void
  end(): void
}

export interface StudyParts {
  readonly dir: string
  readonly modelDir: string
  readonly loaded: (loaded: Loaded) => void
  /** Twice: with the changes alone, usually within a second, and with all; once when all was known already. */
  readonly learnt: (knowledge: Knowledge, learnt: Learnt) => void
  readonly failed: (error: unknown) => void
}

/** The thread is there and has read its programs; it waits for `begin`. */
export function openStudy({ dir, modelDir, loaded, learnt, failed }: StudyParts): Study {
  const workerData = { dir, modelDir }
  const worker = new Worker(new URL('./study-worker.ts', import.meta.url), {
    workerData,
    execArgv: [],
    // Reading sixty files leaves much behind: with room for it a tenth of a second less goes into tidying up.
    resourceLimits: { maxYoungGenerationSizeMb: 64 },
  })
  let read: Knowledge | null = null
  let ended = false
  worker.on('message', (said: { readonly loaded: Loaded } | { readonly learnt: Learnt }) => {
    // What was on its way when it was ended is no longer wanted.
    if (ended) return
    if ('loaded' in said) {
      // What comes from another thread comes thawed.
      if (said.loaded.ok) read = deepFreeze(said.loaded.knowledge)
      loaded(said.loaded)
    } else if (read) learnt(read, said.learnt)
  })
  worker.once('error', failed)
  return {
    begin: (before) => worker.postMessage({ before }),
    end() {
      ended = true
      void worker.terminate()
    },
  }
}
