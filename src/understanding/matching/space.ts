import { type Features, featuresOf } from './features.ts'
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
    for (const feature of words.keys()) spread.set(feature, (spread.get(feature) ?? 0) + 1)
    for (const feature of grams.keys()) spread.set(feature, (spread.get(feature) ?? 0) + 1)
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
  const places = new Int32Array(words.size + grams.size)
  const values = new Float32Array(places.length)
  const whole = { at: 0, all: 0, met: 0 }
  put(words, groupWeights.words)
  put(grams, groupWeights.grams)
  return {
    places: places.subarray(0, whole.at),
    values: values.subarray(0, whole.at),
    known: whole.all === 0 ? 0 : whole.met / whole.all,
  }

  function put(features: ReadonlyMap<number, number>, weight: number): void {
    const begin = whole.at
    let squares = 0
    for (const [feature, count] of features) {
      const place = placeOf(space.places, feature)
      const often = count > 1 ? 1 + Math.log(count) : count
      const value = often * (place < 0 ? space.unseen : (space.rarity[place] ?? 0))
      squares += value * value
      whole.all += often
      if (place < 0) continue
      whole.met += often
      places[whole.at] = place
      values[whole.at++] = value
    }
    const scale = weight / (Math.sqrt(squares) || 1)
    for (let i = begin; i < whole.at; i++) values[i] = (values[i] ?? 0) * scale
  }
}

/** The vector of one normalised text. */
export const vectorOf = (space: Space, normalised: string): Vector => vectorIn(space, featuresOf(normalised))
