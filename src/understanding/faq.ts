import type { Knowledge } from '../core/knowledge.ts'
import type { Ranked } from '../core/understood.ts'
import { normalise, wordsOf } from './normalise.ts'

/** From these on the bot answers, or asks "did you mean". Cosines, not yet calibrated probabilities. */
export const thresholds = { answer: 0.55, unsure: 0.3 } as const

export interface FaqMatch {
  readonly topics: readonly Ranked[]
  /** The editors' phrasing that came nearest. */
  readonly nearest: string
}

/** Finds the topics whose phrasings are nearest to a question. */
export type Faq = (normalised: string) => FaqMatch

/**
 * TF-IDF over words and over character 2-4-grams inside words, nearest phrasing by cosine. N-grams nobody ever wrote
 * still count in the question's length: a question about something else stays far from everything.
 *
 *   feature -> [phrasing, weight]…   scores add up feature by feature; one pass, no phrasing is looked at twice
 */
export function createFaq(knowledge: Knowledge): Faq {
  const synonyms = synonymTable(knowledge.synonyms)
  const phrasings: { topic: string; text: string; features: Map<string, number> }[] = []
  for (const topic of knowledge.topics.values()) {
    if (topic.status !== 'live') continue
    const texts = [...Object.values(topic.questions).flat(), ...Object.values(topic.title)]
    for (const text of texts)
      phrasings.push({ topic: topic.id, text, features: featuresOf(unified(normalise(text), synonyms)) })
  }
  const spread = new Map<string, number>()
  for (const { features } of phrasings) for (const f of features.keys()) spread.set(f, (spread.get(f) ?? 0) + 1)
  const rarity = (f: string): number => Math.log((phrasings.length + 1) / ((spread.get(f) ?? 0) + 1)) + 1
  const postings = new Map<string, { phrasing: number; weight: number }[]>()
  phrasings.forEach(({ features }, phrasing) => {
    const length = lengthOf(features, rarity)
    for (const [f, tf] of features) {
      const entry = { phrasing, weight: (tf * rarity(f)) / length }
      const list = postings.get(f)
      if (list) list.push(entry)
      else postings.set(f, [entry])
    }
  })

  return (normalised) => {
    const features = featuresOf(unified(normalised, synonyms))
    const length = lengthOf(features, rarity)
    const scores = new Float64Array(phrasings.length)
    for (const [f, tf] of features) {
      const list = postings.get(f)
      if (!list) continue
      const weight = (tf * rarity(f)) / length
      for (const entry of list) scores[entry.phrasing] = (scores[entry.phrasing] ?? 0) + weight * entry.weight
    }
    return bestTopics(scores, phrasings)
  }
}

function bestTopics(scores: Float64Array, phrasings: readonly { topic: string; text: string }[]): FaqMatch {
  const best = new Map<string, number>()
  let nearest = 0
  scores.forEach((score, i) => {
    const topic = phrasings[i]?.topic ?? ''
    if (score > (best.get(topic) ?? 0)) best.set(topic, score)
    if (score > (scores[nearest] ?? 0)) nearest = i
  })
  const topics = [...best]
    .map(([topic, p]) => ({ topic, p }))
    .sort((a, b) => b.p - a.p)
    .slice(0, 3)
  return { topics, nearest: phrasings[nearest]?.text ?? '' }
}

function featuresOf(text: string): Map<string, number> {
  const counts = new Map<string, number>()
  const count = (feature: string, by: number): void => void counts.set(feature, (counts.get(feature) ?? 0) + by)
  for (const word of wordsOf(text)) {
    count(`=${word}`, 1)
    const padded = ` ${word} `
    for (let size = 2; size <= 4; size++) {
      for (let i = 0; i + size <= padded.length; i++) count(padded.slice(i, i + size), 0.5)
    }
  }
  return counts
}

function lengthOf(features: ReadonlyMap<string, number>, rarity: (f: string) => number): number {
  let sum = 0
  for (const [f, tf] of features) sum += (tf * rarity(f)) ** 2
  return Math.sqrt(sum) || 1
}

/** Every form of an idea to its first form, on both sides: PMLP = OCMA = УДГМ. Longest forms first. */
function synonymTable(groups: Knowledge['synonyms']): readonly (readonly [string, string])[] {
  return groups
    .flatMap((forms) => {
      const [first = '', ...rest] = forms.map(normalise)
      return rest.filter((form) => form !== '' && form !== first).map((form) => [` ${form} `, ` ${first} `] as const)
    })
    .sort((a, b) => b[0].length - a[0].length)
}

function unified(text: string, synonyms: readonly (readonly [string, string])[]): string {
  let padded = ` ${text} `
  for (const [form, first] of synonyms) if (padded.includes(form)) padded = padded.split(form).join(first)
  return padded.trim()
}
