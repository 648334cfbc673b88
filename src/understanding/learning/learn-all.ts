import { learn } from '../matching/learn.ts'
import type { Model, Trained } from '../matching/model.ts'
import { type Lesson, train } from '../matching/train.ts'

/** What one knowledge set teaches. */
export interface Lessons {
  /** Labels are topics. */
  readonly faq: readonly Lesson[]
  /** Labels are `danger` and `everyday`; see danger/sense.ts. */
  readonly danger: readonly Lesson[]
}

/** What was learnt from it: plain arrays, so that it can come from another thread or from a file. */
export interface Learnt {
  readonly faq: Trained
  /** Null when there are no examples of both kinds. */
  readonly danger: Model | null
}

export function learnAll({ faq, danger }: Lessons): Learnt {
  const kinds = new Set(danger.map(({ label }) => label))
  return { faq: learn(faq), danger: kinds.size < 2 ? null : train(danger) }
}
