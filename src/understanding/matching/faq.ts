import type { Knowledge } from '../../core/knowledge.ts'
import type { Ranked } from '../../core/understood.ts'
import { normalise } from '../text/normalise.ts'
import { featuresOf } from './features.ts'
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
  /** Place of its topic among all topics. */
  readonly topic: number
  readonly text: string
}

/**
 * Which phrasings have a feature, and what it weighs there: one run of `where` and `weights` per feature. Two arrays
 * for all of them lie side by side in memory; thousands of small ones did not fit the processor's cache.
 */
interface Index {
  /** Feature -> place in `starts` and `rarity`. */
  readonly places: ReadonlyMap<number, number>
  readonly starts: Uint32Array
  readonly where: Uint16Array
  readonly weights: Float32Array
  /** Smoothed idf. */
  readonly rarity: Float32Array
}

/**
 * TF-IDF over words and over character 2-4-grams inside words, nearest phrasing by cosine. N-grams nobody ever wrote
 * still count in the question's length: a question about something else stays far from everything.
 *
 *   feature -> [phrasing, weight]…   scores add up feature by feature; one pass, no phrasing is looked at twice
 */
export function createFaq(knowledge: Knowledge): Faq {
  const fold = synonymFolder(knowledge.synonyms)
  const topics = [...knowledge.topics.values()].filter((topic) => topic.status === 'live')
  const phrasings: Phrasing[] = topics.flatMap(({ questions, title }, topic) =>
    [...Object.values(questions).flat(), ...Object.values(title)].map((text) => ({ topic, text })),
  )
  const { places, starts, where, weights, rarity } = indexOf(
    phrasings.map(({ text }) => featuresOf(fold(normalise(text)))),
  )
  const unseen = Math.log(phrasings.length + 1) + 1

  return (normalised) => {
    const scores = new Float32Array(phrasings.length)
    let length = 0
    for (const [feature, count] of featuresOf(fold(normalised))) {
      const place = places.get(feature)
      const weight = count * (place === undefined ? unseen : (rarity[place] ?? 0))
      length += weight * weight
      if (place === undefined) continue
      const end = starts[place + 1] ?? 0
      for (let i = starts[place] ?? 0; i < end; i++) {
        const phrasing = where[i] ?? 0
        scores[phrasing] = (scores[phrasing] ?? 0) + weight * (weights[i] ?? 0)
      }
    }
    return bestTopics(scores, Math.sqrt(length) || 1)
  }

  /** The best three topics, each by its nearest phrasing. */
  function bestTopics(scores: Float32Array, length: number): FaqMatch {
    const best = new Float32Array(topics.length)
    let nearest = 0
    phrasings.forEach(({ topic }, i) => {
      const score = scores[i] ?? 0
      if (score > (best[topic] ?? 0)) best[topic] = score
      if (score > (scores[nearest] ?? 0)) nearest = i
    })
    const ranked: Ranked[] = []
    topics.forEach(({ id }, i) => {
      const p = rounded((best[i] ?? 0) / length)
      if (p > 0) ranked.push({ topic: id, p })
    })
    ranked.sort((a, b) => b.p - a.p)
    return { topics: ranked.slice(0, 3), nearest: phrasings[nearest]?.text ?? '' }
  }
}

function indexOf(counted: readonly ReadonlyMap<number, number>[]): Index {
  const found = new Map<number, { phrasing: number; count: number }[]>()
  counted.forEach((counts, phrasing) => {
    for (const [feature, count] of counts) {
      const list = found.get(feature)
      if (list) list.push({ phrasing, count })
      else found.set(feature, [{ phrasing, count }])
    }
  })
  const rare = (spread: number): number => Math.log((counted.length + 1) / (spread + 1)) + 1
  const lengths = counted.map((counts) => {
    let sum = 0
    for (const [feature, count] of counts) sum += (count * rare(found.get(feature)?.length ?? 0)) ** 2
    return Math.sqrt(sum) || 1
  })
  const entries = [...found.values()].flatMap((list) =>
    list.map(({ phrasing, count }) => ({ phrasing, weight: (count * rare(list.length)) / (lengths[phrasing] ?? 1) })),
  )
  const starts = new Uint32Array(found.size + 1)
  let place = 0
  for (const list of found.values()) starts[++place] = (starts[place - 1] ?? 0) + list.length
  return {
    places: new Map([...found.keys()].map((feature, i) => [feature, i])),
    starts,
    where: Uint16Array.from(entries, (entry) => entry.phrasing),
    weights: Float32Array.from(entries, (entry) => entry.weight),
    rarity: Float32Array.from(found.values(), (list) => rare(list.length)),
  }
}

/** Three places: more is noise, and the figures are kept with every question. */
export const rounded = (p: number): number => Math.round(p * 1000) / 1000
