import { parentPort, workerData } from 'node:worker_threads'
import { loadKnowledge } from '../knowledge/load.ts'
import { keptIn } from '../understanding/learning/kept.ts'
import { learnAll, learnChanges } from '../understanding/learning/learn-all.ts'
import { lessonsOf } from '../understanding/learning/lessons.ts'

const { dir, modelDir } = workerData

/** The other end of study.ts. */
parentPort?.once('message', ({ before }) => {
  const loaded = loadKnowledge(dir)
  parentPort?.postMessage({ loaded })
  if (!loaded.ok) return
  const lessons = lessonsOf(loaded.knowledge)
  const kept = keptIn(modelDir, lessons)
  let learnt = kept.read()
  if (!learnt) {
    parentPort?.postMessage({ learnt: learnChanges(lessons, before) })
    learnt = learnAll(lessons)
    kept.write(learnt)
  }
  parentPort?.postMessage({ learnt })
})
