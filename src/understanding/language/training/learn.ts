import { featuresOf, room } from '../features.ts'
import type { Chance } from './chance.ts'
import type { Written } from './samples.ts'
import { draw } from './vary.ts'

/** A linear model of one script: `weights[bucket * classes + class]`. */
export interface Model {
  readonly names: readonly string[]
  readonly buckets: number
  readonly weights: Float32Array
}

export interface Effort {
  readonly buckets: number
  /** Texts drawn for each class of share 1. */
  readonly draws: number
  readonly rate: number
  readonly progress?: (done: number) => void
}

/**
 * Multinomial logistic regression by AdaGrad on texts drawn from the classes. A text of n features counts each with
 * n^-1/2: a long text may be surer than a short one, but not as much surer as if its pieces were independent.
 */
export function learn(written: readonly Written[], effort: Effort, chance: Chance): Model {
  const names = [...new Set(written.map((w) => w.name))].sort()
  const classes = names.length
  const { buckets } = effort
  const weights = new Float32Array(buckets * classes)
  const steps = new Float32Array(buckets).fill(1e-6)
  const hashes = new Uint32Array(room)
  const logits = new Float64Array(classes)
  const shares = written.map((w) => w.share)
  const total = shares.reduce((sum, share) => sum + share, 0)
  const draws = Math.round(total * effort.draws)
  const pick = picker(shares)
  for (let turn = 0; turn < draws; turn++) {
    if (turn % 20_000 === 0) effort.progress?.(turn / draws)
    const one = written[pick(chance.next())]
    if (!one) continue
    const count = featuresOf(draw(one, chance), hashes)
    if (count === 0) continue
    const rate = effort.rate * (1 - (0.9 * turn) / draws)
    improve(count, names.indexOf(one.name), rate)
  }
  effort.progress?.(1)
  return { names, buckets, weights }

  function improve(count: number, right: number, rate: number): void {
    const scale = 1 / Math.sqrt(count)
    logits.fill(0)
    for (let i = 0; i < count; i++) {
      const at = ((hashes[i] ?? 0) & (buckets - 1)) * classes
      for (let c = 0; c < classes; c++) logits[c] = (logits[c] ?? 0) + (weights[at + c] ?? 0)
    }
    for (let c = 0; c < classes; c++) logits[c] = (logits[c] ?? 0) * scale
    const squared = errors(logits, right) * scale * scale
    for (let i = 0; i < count; i++) {
      const bucket = (hashes[i] ?? 0) & (buckets - 1)
      const seen = (steps[bucket] ?? 0) + squared
      steps[bucket] = seen
      const step = (rate * scale) / Math.sqrt(seen)
      const at = bucket * classes
      for (let c = 0; c < classes; c++) weights[at + c] = (weights[at + c] ?? 0) - step * (logits[c] ?? 0)
    }
  }
}

/** Turns logits into errors (probability minus truth) in place; returns the sum of their squares. */
function errors(logits: Float64Array, right: number): number {
  const top = logits.reduce((a, b) => Math.max(a, b), -Infinity)
  let sum = 0
  for (let c = 0; c < logits.length; c++) {
    const e = Math.exp((logits[c] ?? 0) - top)
    logits[c] = e
    sum += e
  }
  let squared = 0
  for (let c = 0; c < logits.length; c++) {
    const error = (logits[c] ?? 0) / sum - (c === right ? 1 : 0)
    logits[c] = error
    squared += error * error
  }
  return squared
}

/** An index by its share of the whole, for a number from 0 to 1. */
function picker(shares: readonly number[]): (at: number) => number {
  const ends: number[] = []
  let sum = 0
  for (const share of shares) {
    sum += share
    ends.push(sum)
  }
  return (at) => {
    const index = ends.findIndex((end) => at * sum < end)
    return index < 0 ? shares.length - 1 : index
  }
}
