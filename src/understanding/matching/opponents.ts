import { gather, type Rows } from './rows.ts'
import { shuffler } from './separate.ts'
import type { Vector } from './space.ts'

/** Up to so many pairs of example and label every other example is an opponent; more would take minutes and memory. */
const allUpTo = 250_000
/** Beyond it: those most like the label's own, and some by chance for the rest of the world. */
const nearest = 200
const byChance = 100

/** Which examples of other labels a label is told apart from. */
export function opponentsOf(
  vectors: readonly Vector[],
  labelOf: Uint16Array,
  examples: Rows,
): (label: number, own: Int32Array) => Int32Array {
  const everybody = Int32Array.from(vectors.keys())
  const labels = labelOf.reduce((most, label) => Math.max(most, label + 1), 0)
  const strangers = everybody.slice()
  const shuffle = shuffler(99)
  return (label, own) => {
    const others = everybody.filter((i) => labelOf[i] !== label)
    if (vectors.length * labels <= allUpTo) return others
    const likeness = new Float32Array(vectors.length)
    for (const i of own) {
      const vector = vectors[i]
      if (vector) gather(examples, vector, likeness)
    }
    others.sort((a, b) => (likeness[b] ?? 0) - (likeness[a] ?? 0))
    shuffle(strangers)
    return Int32Array.from(new Set([...others.subarray(0, nearest), ...chosen(label)]))
  }

  function chosen(label: number): Int32Array {
    return strangers.filter((i) => labelOf[i] !== label).subarray(0, byChance)
  }
}
