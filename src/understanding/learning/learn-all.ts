import { type DangerLesson, learnDanger } from '../danger/learn.ts'
import { learn } from '../matching/learn.ts'
import type { Model, Trained } from '../matching/model.ts'
import { type Lesson, train } from '../matching/train.ts'

/** What one knowledge set teaches. */
export interface Lessons {
  /** Labels are topics: those for people who need help themselves. */
  readonly faq: readonly Lesson[]
  /** The same and those for specialists. Empty: there are none, and specialists are answered like everybody. */
  readonly specialists: readonly Lesson[]
  /** Labels are `danger` and `everyday`; see danger/sense.ts. */
  readonly danger: readonly DangerLesson[]
}

/** What was learnt from it: plain arrays, so that it can come from another thread or from a file. */
export interface Learnt {
  readonly faq: Trained
  /**
   * A model of its own: specialists ask about the same things in nearly the same words. One model for all was tried: of
   * 324 questions of people nobody had used, 271 were met instead of 277.
   */
  readonly specialists: Trained | null
  /** Null when there are no examples of both kinds. */
  readonly danger: Model | null
}

/**
 * Enough to answer with until all is learnt: topics whose lessons have changed are learnt, the rest, and how far to trust
 * it, is as before. A tenth of the time.
 */
export const learnChanges = ({ faq, specialists }: Lessons, before: Learnt): Learnt => ({
  faq: { model: train(faq, before.faq.model), confidence: before.faq.confidence },
  specialists:
    specialists.length === 0 || !before.specialists
      ? null
      : { model: train(specialists, before.specialists.model), confidence: before.specialists.confidence },
  danger: before.danger,
})

export function learnAll({ faq, specialists, danger }: Lessons): Learnt {
  const kinds = new Set(danger.map(({ label }) => label))
  return {
    faq: learn(faq),
    specialists: specialists.length === 0 ? null : learn(specialists),
    danger: kinds.size < 2 ? null : learnDanger(danger),
  }
}
