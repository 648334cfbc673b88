import type { Vector } from './space.ts'

/** Many sparse rows in three flat arrays: row r is the run from starts[r] to starts[r + 1]. */
export interface Rows {
  readonly starts: Uint32Array
  readonly columns: Uint32Array
  readonly values: Float32Array
}

export function rowsOf(vectors: readonly Pick<Vector, 'places' | 'values'>[]): Rows {
  const starts = new Uint32Array(vectors.length + 1)
  vectors.forEach(({ places }, i) => {
    starts[i + 1] = (starts[i] ?? 0) + places.length
  })
  const total = starts[vectors.length] ?? 0
  const rows = { starts, columns: new Uint32Array(total), values: new Float32Array(total) }
  vectors.forEach(({ places, values }, i) => {
    rows.columns.set(places, starts[i] ?? 0)
    rows.values.set(values, starts[i] ?? 0)
  })
  return rows
}

/** Rows become columns: from "what an example holds" to "which examples hold it". */
export function turned({ starts, columns, values }: Rows, count: number): Rows {
  const turnedStarts = new Uint32Array(count + 1)
  for (const column of columns) turnedStarts[column + 1] = (turnedStarts[column + 1] ?? 0) + 1
  for (let i = 0; i < count; i++) turnedStarts[i + 1] = (turnedStarts[i + 1] ?? 0) + (turnedStarts[i] ?? 0)
  const next = turnedStarts.slice()
  const to = { starts: turnedStarts, columns: new Uint32Array(columns.length), values: new Float32Array(values.length) }
  for (let row = 0; row + 1 < starts.length; row++) {
    for (let i = starts[row] ?? 0; i < (starts[row + 1] ?? 0); i++) {
      const column = columns[i] ?? 0
      const at = next[column] ?? 0
      next[column] = at + 1
      to.columns[at] = row
      to.values[at] = values[i] ?? 0
    }
  }
  return to
}

/** Adds to `sums` what a vector gathers from its rows. */
export function gather(rows: Rows, { places, values }: Vector, sums: Float32Array): Float32Array {
  const { starts, columns, values: weights } = rows
  for (let j = 0; j < places.length; j++) {
    const place = places[j] ?? 0
    const value = values[j] ?? 0
    const end = starts[place + 1] ?? 0
    for (let i = starts[place] ?? 0; i < end; i++) {
      const column = columns[i] ?? 0
      sums[column] = (sums[column] ?? 0) + value * (weights[i] ?? 0)
    }
  }
  return sums
}
