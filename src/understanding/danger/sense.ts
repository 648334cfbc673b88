import type { Danger } from '../../core/knowledge.ts'
import { marginsIn, nearestIn } from '../matching/match.ts'
import type { Model } from '../matching/model.ts'

/** The two labels that are learnt. */
export const danger = 'danger'
export const everyday = 'everyday'

export interface DangerSense {
  /** Above 0: more like danger than like everyday talk. Most messages lie between -15 and 10. */
  score(normalised: string): number
  /** The example or phrase of danger that comes nearest, its category, and whether an everyday one comes nearer. */
  likest(normalised: string): { readonly category: string; readonly example: string; readonly isEveryday: boolean }
}

/**
 * How much a text is like the examples of danger: a second opinion beside the rules. People tell danger in words no rule
 * has; a classifier over the same hashed words and letters as the FAQ's, taught by whole messages of both kinds, sees
 * what they have in common. docs/decisions/0007 says what it brings.
 */
export function dangerSense({ categories, examples }: Danger, model: Model): DangerSense {
  const categoryOf = new Map(examples.danger.map(({ text, category }) => [text, category]))
  for (const { id, phrases } of categories.values())
    for (const phrase of [...phrases.A, ...phrases.B]) if (!categoryOf.has(phrase)) categoryOf.set(phrase, id)
  const [ours, theirs] = labelsOf(model)
  return {
    score: scoreIn(model),
    likest(normalised) {
      const near = nearestIn(model, normalised)
      const example = model.texts[near.which[ours ?? 0] ?? 0] ?? ''
      const category = categoryOf.get(example) ?? [...categories.keys()][0] ?? ''
      return { category, example, isEveryday: (near.best[theirs ?? 0] ?? 0) >= (near.best[ours ?? 0] ?? 0) }
    },
  }
}

const labelsOf = (model: Model) => [danger, everyday].map((label) => model.labels.indexOf(label))

/** Above 0: more like danger than like everyday talk. */
export function scoreIn(model: Model): (normalised: string) => number {
  const [ours, theirs] = labelsOf(model)
  return (normalised) => {
    const margins = marginsIn(model, normalised)
    return (margins[ours ?? 0] ?? 0) - (margins[theirs ?? 0] ?? 0)
  }
}
