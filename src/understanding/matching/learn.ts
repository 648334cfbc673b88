import { fitConfidence } from './confidence.ts'
import type { Trained } from './model.ts'
import { type Lesson, train } from './train.ts'

/** Learns, and learns how far to trust what it learnt. Seconds for thousands of lessons: see training.ts. */
export const learn = (lessons: readonly Lesson[]): Trained => ({
  model: train(lessons),
  confidence: fitConfidence(lessons),
})
