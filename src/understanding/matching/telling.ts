import { type Counted, featuresOf } from './features.ts'
import { layoutOf } from './layout.ts'
import type { Model } from './model.ts'
import { placeOf } from './places.ts'
import type { Space } from './space.ts'

const most = 4
/** Less than this share of what the strongest word brings is not worth telling. */
const worth = 0.2

/**
 * The words of a question that spoke most for a label, strongest first: what its word and its n-grams add to the
 * margin. Only words that examples hold, too, so that what is kept of a question is the editors' vocabulary.
 */
export function tellingWords(model: Model, normalised: string, label: string): string[] {
  const which = model.labels.indexOf(label)
  const weighed = [...new Set(normalised.split(' '))]
    .map((word) => ({ word, weight: weightOf(model, word, which) }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
  const strongest = weighed[0]?.weight ?? 0
  return weighed
    .filter(({ weight }) => weight >= strongest * worth)
    .slice(0, most)
    .map(({ word }) => word)
}

function weightOf(model: Model, word: string, label: number): number {
  const { words, grams } = featuresOf(word)
  return isKnown(model.space, words) ? shareOf(model, words, label) + shareOf(model, grams, label) : 0
}

function isKnown({ places }: Space, { features, size }: Counted): boolean {
  for (let i = 0; i < size; i++) if (placeOf(places, features[i] ?? 0) >= 0) return true
  return false
}

function shareOf(model: Model, { features, size }: Counted, label: number): number {
  const { space } = model
  const { table, width } = layoutOf(model)
  let own = 0
  let squares = 0
  for (let i = 0; i < size; i++) {
    const place = placeOf(space.places, features[i] ?? 0)
    const row = place * width
    const rarity = place < 0 ? space.unseen : (table[row] ?? 0)
    squares += rarity * rarity
    if (place >= 0) own += rarity * (table[row + 1 + label] ?? 0)
  }
  return own / (Math.sqrt(squares) || 1)
}
