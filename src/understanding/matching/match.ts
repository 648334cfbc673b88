import { layoutOf } from './layout.ts'
import type { Model } from './model.ts'
import { gather } from './rows.ts'
import { fullNearness, type Vector, vectorOf } from './space.ts'

export interface Match {
  readonly label: string
  /** Margin plus nearness: what labels are ranked by. */
  readonly score: number
  readonly margin: number
  /** Cosine to the label's nearest example, 0..1. */
  readonly nearness: number
}

export interface Matched {
  /** Best first, at most three. */
  readonly ranked: readonly Match[]
  /** Which example of the best label came nearest: its place in `model.texts`. */
  readonly nearest: number
  /** Share of the text that the model has met before, 0..1. */
  readonly known: number
}

const shown = 3

/** What a normalised text is likest to. Never throws; a text that shares nothing with the model has low scores. */
export function matchIn(model: Model, normalised: string): Matched {
  const vector = vectorFor(model, normalised)
  const margins = marginsOf(model, vector)
  const { best, which } = nearestOf(model, vector)
  const order = topOf(margins.length, (label) => (margins[label] ?? 0) + (best[label] ?? 0))
  const ranked = order.map((label): Match => {
    const margin = margins[label] ?? 0
    const nearness = best[label] ?? 0
    return { label: model.labels[label] ?? '', score: margin + nearness, margin, nearness }
  })
  return { ranked, nearest: which[order[0] ?? 0] ?? 0, known: vector.known }
}

/** The margin of each label alone: a third of the work, where the nearest example does not matter. */
export const marginsIn = (model: Model, normalised: string): Float32Array =>
  marginsOf(model, vectorFor(model, normalised))

function vectorFor(model: Model, normalised: string): Vector {
  const { table, width } = layoutOf(model)
  const { places, unseen } = model.space
  return vectorOf({ places, unseen, rarity: table, width }, normalised)
}

function marginsOf(model: Model, { places, values }: Vector): Float32Array {
  const { table, width } = layoutOf(model)
  let sum = 0
  for (const value of values) sum += value
  const margins = model.biases.slice()
  for (let label = 0; label < margins.length; label++)
    margins[label] = (margins[label] ?? 0) + sum * (model.breadth[label] ?? 0)
  for (let j = 0; j < places.length; j++) {
    const value = values[j] ?? 0
    const row = (places[j] ?? 0) * width + 1
    for (let label = 0; label < margins.length; label++)
      margins[label] = (margins[label] ?? 0) + value * (table[row + label] ?? 0)
  }
  return margins
}

/** Per label: the cosine of its nearest example, and its place in `model.texts`. */
export const nearestIn = (model: Model, normalised: string): { best: Float32Array; which: Uint32Array } =>
  nearestOf(model, vectorFor(model, normalised))

function nearestOf({ examples, labelOf, labels }: Model, vector: Vector): { best: Float32Array; which: Uint32Array } {
  const cosines = gather(examples, vector, emptied(labelOf.length))
  const largest = new Float32Array(labels.length)
  const best = new Float32Array(labels.length)
  const which = new Uint32Array(labels.length)
  for (let i = 0; i < labelOf.length; i++) {
    const cosine = cosines[i] ?? 0
    const label = labelOf[i] ?? 0
    if (cosine < (largest[label] ?? 0)) continue
    largest[label] = cosine
    const nearness = cosine / fullNearness
    if (nearness <= (best[label] ?? 0)) continue
    best[label] = nearness
    which[label] = i
  }
  return { best, which }
}

// Filled anew for every question: with thousands of examples fresh memory is dear.
let room = new Float32Array(0)
function emptied(size: number): Float32Array {
  if (room.length < size) room = new Float32Array(size)
  return room.fill(0, 0, size)
}

/** The best of 0..count-1, best first; equals in their own order. */
function topOf(count: number, score: (i: number) => number): number[] {
  const top: { readonly i: number; readonly value: number }[] = []
  for (let i = 0; i < count; i++) {
    const value = score(i)
    const last = top[top.length - 1]
    if (top.length === shown && last && value <= last.value) continue
    const at = top.findIndex((other) => other.value < value)
    top.splice(at < 0 ? top.length : at, 0, { i, value })
    if (top.length > shown) top.pop()
  }
  return top.map(({ i }) => i)
}
