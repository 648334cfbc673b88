import type { Danger } from '../../core/knowledge.ts'
import type { Model } from '../matching/model.ts'
import type { Reader } from '../patterns/lexicon.ts'
import { normalise, wordsOf } from '../text/normalise.ts'
import { partsOf } from '../text/parts.ts'
import { type Crisis, dangerFinder } from './danger.ts'
import { dangerSense } from './sense.ts'

export interface Judged {
  readonly crisis: Crisis
  /** The category and the editors' words or example that showed it. */
  readonly phrase: string
}

/**
 * Scores from which the second opinion speaks: a rule is believed unless the message and each of its sentences look far
 * more like everyday talk; without a rule a message must look very much like danger, and gets one gentle question. Set
 * on messages kept from the learning (docs/decisions/0007).
 */
const believedFrom = -3
const aloneFrom = 3.5
const doubtFrom = -1
/** Fewer words tell nothing by their likeness: "not now" is as near to danger as to anything. */
const tellingWords = 4

/**
 * `isTaught`: the text is in a language the examples are in. In others the rules alone decide: a phrase of danger and no
 * everyday talk is all that was ever seen of them, and "thank you" would look like danger.
 */
export type DangerJudge = (normalised: string, text: string, isTaught: boolean) => Judgement

export interface Judgement {
  readonly found: Judged | null
  /** No danger was found, but it may be one: such a message is never answered, it is asked back. */
  readonly isDoubtful: boolean
}

/** Danger in a text: what the rules find, weighed against what whole messages of both kinds have taught. */
export function dangerJudge(danger: Danger, model: Model | null, read?: Reader): DangerJudge {
  const find = dangerFinder(danger, read)
  if (!model) return (normalised) => ({ found: find(normalised), isDoubtful: false })
  const sense = dangerSense(danger, model)
  return (normalised, text, isTaught) => {
    const ruled = find(normalised)
    if (!isTaught) return { found: ruled, isDoubtful: false }
    const score = sense.score(normalised)
    return { found: weighed(ruled, score, normalised, text), isDoubtful: score > doubtFrom }
  }

  function weighed(ruled: Judged | null, score: number, normalised: string, text: string): Judged | null {
    if (ruled) return score > believedFrom || looksWorse(text) ? ruled : null
    return score > aloneFrom && wordsOf(normalised).length >= tellingWords ? like(normalised) : null
  }

  /**
   * "How do I extend my permit? I do not want to live any more": the second sentence counts. One that the rules find by
   * itself is believed as readily as a whole message; however many questions stand around it.
   */
  function looksWorse(text: string): boolean {
    return partsOf(text).some((part) => {
      const said = normalise(part)
      const score = sense.score(said)
      return score > 0 || (score > believedFrom && find(said) !== null)
    })
  }

  function like(normalised: string): Judged | null {
    const { category, example, isEveryday } = sense.likest(normalised)
    // What resembles nothing that was ever seen may score anything: the nearest example must be one of danger, too.
    if (isEveryday) return null
    return { crisis: { kind: 'crisis', category, level: 'B', p: 0.6 }, phrase: `${category} B: like "${example}"` }
  }
}
