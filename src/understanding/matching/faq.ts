import type { Ranked, Thresholds } from '../../core/understood.ts'
import { isClear, sureOf } from './confidence.ts'
import { matchIn } from './match.ts'
import type { Trained } from './model.ts'
import { tellingWords } from './telling.ts'

export interface FaqMatch {
  /** The best three, with the probability that it is the right one. */
  readonly topics: readonly Ranked[]
  /** Sure enough to be answered. */
  readonly clear: boolean
  /** The phrasing of the best topic that came nearest, as its editor wrote it. */
  readonly nearest: string
  /** Cosine to it, 0..1; 1 = the same words. */
  readonly nearness: number
  /** The words that spoke most for the best topic. */
  telling(): readonly string[]
}

/** Finds the topics that a question is about. */
export interface Faq {
  ask(normalised: string): FaqMatch
  readonly thresholds: Thresholds
}

/** `fold`: questions as the model's lessons were folded. */
export function createFaq({ model, confidence }: Trained, fold: (normalised: string) => string): Faq {
  return {
    thresholds: { answer: rounded(confidence.answerFrom), offer: rounded(confidence.offerFrom) },
    ask(normalised) {
      const text = fold(normalised)
      const matched = matchIn(model, text)
      const best = matched.ranked[0]
      return {
        topics: matched.ranked.map(({ label }, i) => ({ topic: label, p: rounded(sureOf(confidence, matched, i)) })),
        clear: isClear(confidence, matched) && (text.includes(' ') || (best?.nearness ?? 0) >= nearlyThePhrasing),
        nearest: model.texts[matched.nearest] ?? '',
        nearness: best?.nearness ?? 0,
        telling: () => (best ? tellingWords(model, text, best.label) : []),
      }
    },
  }
}

/** From here a text is one of the editors' phrasings, give or take a letter. One word alone is no clear question below it. */
export const nearlyThePhrasing = 0.8

/** Three places: more is noise, and the figures are kept with every question. */
export const rounded = (p: number): number => Math.round(p * 1000) / 1000
