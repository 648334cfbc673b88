import type { Rows } from './rows.ts'

/** What tells one label from the others: a weight for some places, and a bias. */
export interface Separator {
  readonly places: Int32Array
  readonly values: Float32Array
  readonly bias: number
}

/** Found by cross-validation; see docs/decisions/0008. What an example of the label costs is said by the caller. */
const cost = 0.5
/** The bias is a feature that every text has, this strong. */
const biasFeature = 2
const mostSweeps = 40
/** An example so far on its side seldom comes back: it is looked at in every fourth sweep only. */
const farOnItsSide = 0.05
const nap = 3
const goodEnough = 0.02
/** Smaller weights than this share of the largest change no ranking, but fill the memory. */
const worthKeeping = 0.01

/**
 * Linear, squared hinge, by dual coordinate descent (Hsieh et al. 2008, "A Dual Coordinate Descent Method for
 * Large-scale Linear SVM", algorithm 1 with L2 loss). `examples` are rows of `rows`; the first `ours` of them are the
 * label's own and weigh `favour` times as much. Deterministic: the order of the sweeps is shuffled by a fixed seed.
 */
export function separator(rows: Rows, size: number): (examples: Int32Array, ours: number, favour: number) => Separator {
  const weights = new Float64Array(size)
  const lengths = squaredLengths(rows)

  return (examples, ours, favour) => {
    weights.fill(0)
    let bias = 0
    const alpha = new Float64Array(examples.length)
    const order = Int32Array.from(examples, (_, i) => i)
    const asleep = new Uint8Array(examples.length)
    const shuffle = shuffler()
    for (let sweep = 0; sweep < mostSweeps; sweep++) {
      shuffle(order)
      let worst = 0
      for (const i of order) {
        if (asleep[i]) asleep[i] = (asleep[i] ?? 0) - 1
        else worst = Math.max(worst, descend(i))
      }
      if (worst >= goodEnough) continue
      // Good without those asleep is good only when they are still on their side.
      if (asleep.every((turns) => turns === 0)) break
      asleep.fill(0)
    }
    return { ...kept(weights), bias }

    /** One example's share of the solution, corrected; answers how wrong it was. */
    function descend(i: number): number {
      const row = examples[i] ?? 0
      const start = rows.starts[row] ?? 0
      const end = rows.starts[row + 1] ?? 0
      const side = i < ours ? 1 : -1
      const slack = 1 / (2 * cost * (i < ours ? favour : 1))
      let sum = bias
      for (let j = start; j < end; j++) sum += (weights[rows.columns[j] ?? 0] ?? 0) * (rows.values[j] ?? 0)
      const before = alpha[i] ?? 0
      const gradient = side * sum - 1 + before * slack
      // An example well on its side wants no more weight, and has none to give back.
      const violation = Math.abs(before === 0 ? Math.min(gradient, 0) : gradient)
      if (before === 0 && gradient > farOnItsSide) asleep[i] = nap
      if (violation < 1e-9) return 0
      const after = Math.max(before - gradient / ((lengths[row] ?? 1) + slack), 0)
      alpha[i] = after
      const step = (after - before) * side
      bias += step * biasFeature ** 2
      for (let j = start; j < end; j++) {
        const place = rows.columns[j] ?? 0
        weights[place] = (weights[place] ?? 0) + step * (rows.values[j] ?? 0)
      }
      return violation
    }
  }
}

function kept(weights: Float64Array): Pick<Separator, 'places' | 'values'> {
  let largest = 0
  for (const weight of weights) largest = Math.max(largest, Math.abs(weight))
  const least = largest * worthKeeping
  let count = 0
  for (const weight of weights) if (Math.abs(weight) > least) count++
  const places = new Int32Array(count)
  const values = new Float32Array(count)
  let at = 0
  for (let place = 0; place < weights.length; place++) {
    const weight = weights[place] ?? 0
    if (Math.abs(weight) <= least) continue
    places[at] = place
    values[at++] = weight
  }
  return { places, values }
}

/** With the bias as one more feature. */
function squaredLengths({ starts, values }: Rows): Float64Array {
  const lengths = new Float64Array(starts.length - 1)
  for (let row = 0; row < lengths.length; row++) {
    let sum = biasFeature ** 2
    for (let j = starts[row] ?? 0; j < (starts[row + 1] ?? 0); j++) sum += (values[j] ?? 0) ** 2
    lengths[row] = sum
  }
  return lengths
}

/** Fisher and Yates' shuffle over a small congruential generator: the same knowledge always makes the same model. */
export function shuffler(seed = 12_345): (order: Int32Array) => void {
  let state = seed
  return (order) => {
    for (let i = order.length - 1; i > 0; i--) {
      state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
      const j = (state >>> 8) % (i + 1)
      const swapped = order[i] ?? 0
      order[i] = order[j] ?? 0
      order[j] = swapped
    }
  }
}
