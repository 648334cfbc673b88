import { featuresOf } from './features.ts'
import type { Model } from './model.ts'
import { placeOf } from './places.ts'
import type { Rows } from './rows.ts'

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

function weightOf({ space, weights }: Model, word: string, label: number): number {
  const { words, grams } = featuresOf(word)
  const isKnown = [...words.keys()].some((feature) => placeOf(space.places, feature) >= 0)
  if (!isKnown) return 0
  let sum = 0
  for (const features of [words, grams]) {
    let own = 0
    let squares = 0
    for (const feature of features.keys()) {
      const place = placeOf(space.places, feature)
      const rarity = place < 0 ? space.unseen : (space.rarity[place] ?? 0)
      squares += rarity ** 2
      if (place >= 0) own += rarity * valueIn(weights, place, label)
    }
    sum += own / (Math.sqrt(squares) || 1)
  }
  return sum
}

function valueIn({ starts, columns, values }: Rows, row: number, column: number): number {
  for (let i = starts[row] ?? 0; i < (starts[row + 1] ?? 0); i++) if (columns[i] === column) return values[i] ?? 0
  return 0
}
