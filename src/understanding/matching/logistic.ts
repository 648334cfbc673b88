/** One observation: its signs, whether the thing happened, and how much it counts. */
export interface Trial {
  readonly signs: readonly number[]
  readonly happened: boolean
  readonly weight: number
}

/** The probability that a logistic model gives. */
export function chance(weights: readonly number[], signs: readonly number[]): number {
  const sum = signs.reduce((total, sign, i) => total + sign * (weights[i] ?? 0), 0)
  return 1 / (1 + Math.exp(-sum))
}

const steps = 40
/** Newton's step overshoots where all trials look alike; one this long never runs away. */
const longestStep = 0.5
/** How many trials the usual weights count as: with few trials they decide, with hundreds they are forgotten. */
const pull = 2

/** Logistic regression by Newton's method: a handful of weights, pulled to the `usual` ones where trials are few. */
export function logistic(trials: readonly Trial[], usual: readonly number[]): number[] {
  let weights = [...usual]
  for (let step = 0; step < steps; step++) {
    const slope = weights.map((weight, i) => pull * (weight - (usual[i] ?? 0)))
    const bend = weights.map((_, i) => weights.map((__, j) => (i === j ? pull : 0)))
    for (const trial of trials) learn(trial, chance(weights, trial.signs), slope, bend)
    const change = solved(bend, slope)
    const length = Math.hypot(...change)
    const share = length > longestStep ? longestStep / length : 1
    weights = weights.map((weight, i) => weight - share * (change[i] ?? 0))
  }
  return weights
}

function learn({ signs, happened, weight }: Trial, p: number, slope: number[], bend: number[][]): void {
  signs.forEach((sign, i) => {
    slope[i] = (slope[i] ?? 0) + weight * (p - (happened ? 1 : 0)) * sign
    const row = bend[i] ?? []
    signs.forEach((other, j) => {
      row[j] = (row[j] ?? 0) + weight * p * (1 - p) * sign * other
    })
  })
}

/** Gauss and Jordan's elimination for a small symmetric positive system: no pivoting is needed. */
function solved(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i] ?? 0])
  rows.forEach((row, i) => {
    const pivot = row[i] ?? 1
    for (const other of rows) {
      if (other === row) continue
      const share = (other[i] ?? 0) / pivot
      row.forEach((value, k) => {
        other[k] = (other[k] ?? 0) - share * value
      })
    }
  })
  return rows.map((row, i) => (row[rows.length] ?? 0) / (row[i] ?? 1))
}
