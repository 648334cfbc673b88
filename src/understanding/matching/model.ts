import type { Rows } from './rows.ts'
import type { Space } from './space.ts'

/** A text and the label it stands for. */
export interface Example {
  readonly text: string
  readonly label: string
}

/**
 * What was learnt, as plain arrays: it is made in a worker and travels here. A question needs three of them:
 *
 *   question ─> vector ─┬─ weights ──> a margin per label
 *        (space)        └─ examples ─> a cosine per example, the best of each label
 */
export interface Model {
  readonly labels: readonly string[]
  /** As they were written: the nearest one is the explanation. */
  readonly texts: readonly string[]
  readonly labelOf: Uint16Array
  readonly space: Space
  /** By place: which labels it speaks for or against. */
  readonly weights: Rows
  readonly biases: Float32Array
  /** Per label, times the sum of a question's values; see exclusive.ts. */
  readonly breadth: Float32Array
  /** By place: which examples have it. */
  readonly examples: Rows
}

/** How sure a match is, as weights of its signs; and from where on it is worth something. */
export interface Confidence {
  readonly weights: readonly number[]
  /** From here an answer is given. */
  readonly answerFrom: number
  /** And only this far ahead of the second, as a difference of scores. */
  readonly leadFrom: number
  /** From here the best three are shown. */
  readonly offerFrom: number
}

/** A model that knows how far to trust itself. */
export interface Trained {
  readonly model: Model
  readonly confidence: Confidence
}
