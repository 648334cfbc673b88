import { type Counted, type Features, featuresOf } from './features.ts'
import { type Places, placeOf, placesOf } from './places.ts'

/** The space of all features of the examples. Plain arrays: it may travel between threads. */
export interface Space {
  readonly places: Places
  /** Square root of the smoothed idf, by place. */
  readonly rarity: Float32Array
  /** Of a feature that no example has. */
  readonly unseen: number
}

/** A text in a space: places, and what each weighs. */
export interface Vector {
  readonly places: Int32Array
  readonly values: Float32Array
  /** Share of the text's features that some example has, 0..1. */
  readonly known: number
}

/**
 * Found by cross-validation: n-grams carry more than words, and in short questions "how" and "when" tell as much as
 * rare words, so the idf is damped by its square root (docs/decisions/0008).
 */
const groupWeights = { words: 1, grams: 1.5 } as const
/** The largest cosine there is between two vectors, to scale nearness to 0..1. */
export const fullNearness = groupWeights.words ** 2 + groupWeights.grams ** 2

export function createSpace(counted: readonly Features[]): Space {
  const spread = new Map<number, number>()
  for (const { words, grams } of counted) {
    for (const { features, size } of [words, grams])
      for (const feature of features.subarray(0, size)) spread.set(feature, (spread.get(feature) ?? 0) + 1)
  }
  const rarity = (seen: number): number => Math.sqrt(Math.log((counted.length + 1) / (seen + 1)) + 1)
  return {
    places: placesOf(spread.keys(), spread.size),
    rarity: Float32Array.from(spread.values(), rarity),
    unseen: rarity(0),
  }
}

/**
 * Within each group a vector has (1 + log tf) x rarity and length one. Features no example has count in the length at
 * the highest rarity: this is what keeps a question about something else far from everything.
 */
export function vectorIn(space: Space, { words, grams }: Features): Vector {
  const most = words.size + grams.size
  const vector: Draft = { places: new Int32Array(most), values: new Float32Array(most), size: 0, all: 0, met: 0 }
  put(vector, space, words, groupWeights.words)
  put(vector, space, grams, groupWeights.grams)
  return {
    places: vector.places.subarray(0, vector.size),
    values: vector.values.subarray(0, vector.size),
    known: vector.all === 0 ? 0 : vector.met / vector.all,
  }
}

interface Draft {
  readonly places: Int32Array
  readonly values: Float32Array
  size: number
  all: number
  met: number
}

function put(
  vector: Draft,
  { places, rarity, unseen }: Space,
  { features, counts, size: count }: Counted,
  weight: number,
): void {
  const begin = vector.size
  let [size, all, met, squares] = [begin, 0, 0, 0]
  for (let i = 0; i < count; i++) {
    const times = counts[i] ?? 0
    const place = placeOf(places, features[i] ?? 0)
    const often = times > 1 ? 1 + Math.log(times) : times
    const value = often * (place < 0 ? unseen : (rarity[place] ?? 0))
    squares += value * value
    all += often
    if (place < 0) continue
    met += often
    vector.places[size] = place
    vector.values[size++] = value
  }
  const scale = weight / (Math.sqrt(squares) || 1)
  for (let i = begin; i < size; i++) vector.values[i] = (vector.values[i] ?? 0) * scale
  vector.size = size
  vector.all += all
  vector.met += met
}

/** The vector of one normalised text. */
export const vectorOf = (space: Space, normalised: string): Vector => vectorIn(space, featuresOf(normalised))
