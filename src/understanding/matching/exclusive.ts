import type { Vector } from './space.ts'

/** How exclusively features belong to a label, per label: sparse weights, and what the label's size is worth. */
export interface Exclusive {
  readonly weights: readonly ReadonlyMap<number, number>[]
  /** Times the sum of a question's values. */
  readonly breadth: Float32Array
}

const smoothing = 0.05
/** So many examples a label and it counts fully: with ten it is mostly chance, with a hundred it is knowledge. */
const fullFrom = 400

/**
 * Complement naive Bayes (Rennie et al. 2003): a feature counts for a label by how little of it is found elsewhere.
 * With few examples a label it adds almost nothing to the separators, with a hundred it adds three points of accuracy.
 */
export function exclusiveness(
  vectors: readonly Vector[],
  labelOf: Uint16Array,
  labels: number,
  size: number,
): Exclusive {
  const share = Math.min(vectors.length / labels / fullFrom, 1)
  const inLabel = Array.from({ length: labels }, () => new Map<number, number>())
  const everywhere = new Float64Array(size)
  const sums = new Float64Array(labels)
  vectors.forEach(({ places, values }, i) => {
    const label = labelOf[i] ?? 0
    const own = inLabel[label]
    places.forEach((place, j) => {
      const value = values[j] ?? 0
      own?.set(place, (own.get(place) ?? 0) + value)
      everywhere[place] = (everywhere[place] ?? 0) + value
      sums[label] = (sums[label] ?? 0) + value
    })
  })
  const total = sums.reduce((sum, value) => sum + value, 0)
  const outside = Array.from(sums, (sum) => Math.log(total - sum + smoothing * size))
  const mean = outside.reduce((sum, value) => sum + value, 0) / labels
  for (const own of inLabel) {
    for (const [place, value] of own) {
      const all = everywhere[place] ?? 0
      own.set(place, share * Math.log((all + smoothing) / (Math.max(all - value, 0) + smoothing)))
    }
  }
  return { weights: inLabel, breadth: Float32Array.from(outside, (value) => share * (value - mean)) }
}
