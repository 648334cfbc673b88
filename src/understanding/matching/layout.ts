import type { Model } from './model.ts'

/**
 * A model as questions read it. Asking for a feature reads a handful of places far apart in memory, which is dearer than
 * all that is reckoned with them: so its rarity and its weights for all labels lie side by side.
 */
export interface Layout {
  /** Row of a place: its rarity, then its weight for each label. */
  readonly table: Float32Array
  /** Numbers in a row. */
  readonly width: number
}

const laidOut = new WeakMap<Model, Layout>()

/** Made the first time it is asked for. */
export function layoutOf(model: Model): Layout {
  const known = laidOut.get(model)
  if (known) return known
  const layout = layOut(model)
  laidOut.set(model, layout)
  return layout
}

function layOut({ labels, space, weights: { starts, columns, values } }: Model): Layout {
  const width = labels.length + 1
  const table = new Float32Array(space.places.size * width)
  for (let place = 0; place < space.places.size; place++) {
    table[place * width] = space.rarity[place] ?? 0
    for (let i = starts[place] ?? 0; i < (starts[place + 1] ?? 0); i++)
      table[place * width + 1 + (columns[i] ?? 0)] = values[i] ?? 0
  }
  return { table, width }
}
