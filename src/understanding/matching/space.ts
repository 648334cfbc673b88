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

/** Where the rarities of places stand: each so many numbers behind the one before. */
export interface Rarities extends Pick<Space, 'places' | 'unseen'> {
  readonly rarity: Float32Array
  readonly width: number
}

/**
 * Within each group a vector has (1 + log tf) x rarity and length one. Features no example has count in the length at
 * the highest rarity: this is what keeps a question about something else far from everything. For keeping.
 */
export function vectorIn(space: Space, features: Features): Vector {
  const { places, values, known } = lately({ ...space, width: 1 }, features)
  return { places: places.slice(), values: values.slice(), known }
}

/** The vector of one normalised text: good until the next is asked for. */
export const vectorOf = (rarities: Rarities, normalised: string): Vector => lately(rarities, featuresOf(normalised))

// Filled anew for every text, as featuresOf does.
let vector = draft(1024)

interface Draft {
  readonly places: Int32Array
  readonly values: Float32Array
  size: number
  all: number
  met: number
}

function draft(most: number): Draft {
  return { places: new Int32Array(most), values: new Float32Array(most), size: 0, all: 0, met: 0 }
}

function lately(rarities: Rarities, { words, grams }: Features): Vector {
  const most = words.size + grams.size
  if (most > vector.places.length) vector = draft(most * 2)
  vector.size = vector.all = vector.met = 0
  put(vector, rarities, words, groupWeights.words)
  put(vector, rarities, grams, groupWeights.grams)
  return {
    places: vector.places.subarray(0, vector.size),
    values: vector.values.subarray(0, vector.size),
    known: vector.all === 0 ? 0 : vector.met / vector.all,
  }
}

function put(
  vector: Draft,
  { places, rarity, width, unseen }: Rarities,
  { features, counts, size: count }: Counted,
  weight: number,
): void {
  const begin = vector.size
  let [size, all, met, squares] = [begin, 0, 0, 0]
  for (let i = 0; i < count; i++) {
    const times = counts[i] ?? 0
    const place = placeOf(places, features[i] ?? 0)
    const often = times > 1 ? 1 + Math.log(times) : times
    const value = often * (place < 0 ? unseen : (rarity[place * width] ?? 0))
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
