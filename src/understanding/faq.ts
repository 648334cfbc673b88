import type { Knowledge } from '../core/knowledge.ts'
import type { Ranked } from '../core/understood.ts'
import { featuresOf } from './features.ts'
import { normalise } from './normalise.ts'
import { synonymFolder } from './synonyms.ts'

/** From these on the bot answers, or asks "did you mean". Cosines, not yet calibrated probabilities. */
export const thresholds = { answer: 0.55, unsure: 0.3 } as const

export interface FaqMatch {
  readonly topics: readonly Ranked[]
  /** The editors' phrasing that came nearest. */
  readonly nearest: string
}

/** Finds the topics whose phrasings are nearest to a question. */
export type Faq = (normalised: string) => FaqMatch

interface Phrasing {
  readonly topic: string
  readonly text: string
}

/** Where a feature stands: in which phrasings, with which weight; `rarity` is its smoothed idf. */
interface Feature {
  readonly rarity: number
  readonly phrasings: Uint32Array
  readonly weights: Float32Array
}

/**
 * TF-IDF over words and over character 2-4-grams inside words, nearest phrasing by cosine. N-grams nobody ever wrote
 * still count in the question's length: a question about something else stays far from everything.
 *
 *   feature -> [phrasing, weight]…   scores add up feature by feature; one pass, no phrasing is looked at twice
 */
export function createFaq(knowledge: Knowledge): Faq {
  const fold = synonymFolder(knowledge.synonyms)
  const phrasings: Phrasing[] = []
  for (const { id, status, questions, title } of knowledge.topics.values()) {
    if (status !== 'live') continue
    for (const text of [...Object.values(questions).flat(), ...Object.values(title)])
      phrasings.push({ topic: id, text })
  }
  const features = index(phrasings.map(({ text }) => featuresOf(fold(normalise(text)))))
  const unseen = Math.log(phrasings.length + 1) + 1

  return (normalised) => {
    const scores = new Float64Array(phrasings.length)
    let length = 0
    for (const [name, count] of featuresOf(fold(normalised))) {
      const feature = features.get(name)
      const weight = count * (feature?.rarity ?? unseen)
      length += weight * weight
      if (!feature) continue
      const { phrasings: where, weights } = feature
      for (let i = 0; i < where.length; i++) {
        const phrasing = where[i] ?? 0
        scores[phrasing] = (scores[phrasing] ?? 0) + weight * (weights[i] ?? 0)
      }
    }
    return bestTopics(scores, Math.sqrt(length) || 1, phrasings)
  }
}

function index(counted: readonly ReadonlyMap<number, number>[]): ReadonlyMap<number, Feature> {
  const where = new Map<number, { phrasing: number; count: number }[]>()
  counted.forEach((counts, phrasing) => {
    for (const [name, count] of counts) {
      const list = where.get(name)
      if (list) list.push({ phrasing, count })
      else where.set(name, [{ phrasing, count }])
    }
  })
  const rarity = (spread: number): number => Math.log((counted.length + 1) / (spread + 1)) + 1
  const lengths = counted.map((counts) => {
    let sum = 0
    for (const [name, count] of counts) sum += (count * rarity(where.get(name)?.length ?? 0)) ** 2
    return Math.sqrt(sum) || 1
  })
  const features = new Map<number, Feature>()
  for (const [name, list] of where) {
    const rare = rarity(list.length)
    features.set(name, {
      rarity: rare,
      phrasings: Uint32Array.from(list, (entry) => entry.phrasing),
      weights: Float32Array.from(list, (entry) => (entry.count * rare) / (lengths[entry.phrasing] ?? 1)),
    })
  }
  return features
}

/** The best three topics, each by its nearest phrasing. */
function bestTopics(scores: Float64Array, length: number, phrasings: readonly Phrasing[]): FaqMatch {
  const best = new Map<string, number>()
  let nearest = 0
  for (let i = 0; i < scores.length; i++) {
    const score = scores[i] ?? 0
    if (score === 0) continue
    const topic = phrasings[i]?.topic ?? ''
    if (score > (best.get(topic) ?? 0)) best.set(topic, score)
    if (score > (scores[nearest] ?? 0)) nearest = i
  }
  const topics = [...best].map(([topic, score]) => ({ topic, p: rounded(score / length) }))
  topics.sort((a, b) => b.p - a.p)
  return { topics: topics.slice(0, 3), nearest: phrasings[nearest]?.text ?? '' }
}

/** Three places: more is noise, and the figures are kept with every question. */
export const rounded = (p: number): number => Math.round(p * 1000) / 1000
