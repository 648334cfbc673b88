import type { Model } from '../matching/model.ts'
import { type Lesson, train } from '../matching/train.ts'
import { scoreIn } from './sense.ts'

/** A lesson of danger or of everyday talk. `spare`: a question of the FAQ, of which there are many more than are needed. */
export interface DangerLesson extends Lesson {
  readonly spare?: true
}

/**
 * So many questions of the FAQ say what everyday talk is; were all of 4,900 to teach, what people say of danger would drown
 * among them (of dangers kept from the learning 89.8 % were seen instead of 92 %).
 */
const enough = 1_500
/** Those of the rest that would then look doubtful teach, too: no question of ours is taken for danger. */
const suspectFrom = -1

export function learnDanger(lessons: readonly DangerLesson[]): Model {
  const spare = lessons.filter((lesson) => lesson.spare)
  const step = Math.ceil(spare.length / enough)
  if (step <= 1) return train(lessons)
  const chosen = new Set(spare.filter((_, i) => i % step === 0))
  const first = train(lessons.filter((lesson) => !lesson.spare || chosen.has(lesson)))
  const score = scoreIn(first)
  return train(lessons.filter((lesson) => !lesson.spare || chosen.has(lesson) || score(lesson.text) > suspectFrom))
}
