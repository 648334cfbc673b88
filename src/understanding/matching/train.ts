import { exclusiveness } from './exclusive.ts'
import { copyOf, featuresOf } from './features.ts'
import type { Model } from './model.ts'
import { opponentsOf } from './opponents.ts'
import { type Rows, rowsOf, turned } from './rows.ts'
import { separator } from './separate.ts'
import { createSpace, type Vector, vectorIn } from './space.ts'
import { takenOver } from './taken-over.ts'

/** Already normalised, with synonyms folded; `written` is what its author wrote. */
export interface Lesson {
  readonly text: string
  readonly written: string
  readonly label: string
}

/** An example of the label pulls so much more than one of the others; more again where a label has few of them. */
const favour = 5

/**
 * One linear separator a label, helped by how exclusive its features are. Deterministic; needs at least one lesson.
 * `before`: only labels whose lessons are others than they were in this model are learnt, the rest is taken over.
 */
export function train(lessons: readonly Lesson[], before: Model | null = null): Model {
  const counted = lessons.map(({ text }) => copyOf(featuresOf(text)))
  const space = createSpace(counted)
  const vectors = counted.map((features) => vectorIn(space, features))
  const labels = [...new Set(lessons.map(({ label }) => label))]
  const places = new Map(labels.map((label, i) => [label, i]))
  const labelOf = Uint16Array.from(lessons, ({ label }) => places.get(label) ?? 0)
  const { size } = space.places
  const rows = rowsOf(vectors)
  const examples = turned(rows, size)
  const { weights, breadth } = exclusiveness(vectors, labelOf, labels.length, size)

  const separate = separator(rows, size)
  const opponents = opponentsOf(vectors, labelOf, examples)
  const known = before && takenOver(before, space)
  const biases = new Float32Array(labels.length)
  const separators = labels.map((name, label): Pick<Vector, 'places' | 'values'> => {
    const own = Int32Array.from(labelOf.keys()).filter((i) => labelOf[i] === label)
    const kept = known?.(
      name,
      lessons.filter((lesson) => lesson.label === name),
    )
    if (kept) {
      biases[label] = kept.bias
      return kept
    }
    const others = opponents(label, own)
    const scarce = lessons.length / labels.length / own.length
    const found = separate(Int32Array.from([...own, ...others]), own.length, favour * scarce)
    biases[label] = found.bias
    return added(found, weights[label] ?? new Map())
  })
  const table: Rows = turned(rowsOf(separators), size)
  return {
    labels,
    texts: lessons.map(({ written }) => written),
    labelOf,
    space,
    weights: table,
    biases,
    breadth,
    examples,
  }
}

/** Two sparse weightings of the same label as one. */
function added(
  { places, values }: Pick<Vector, 'places' | 'values'>,
  more: ReadonlyMap<number, number>,
): Pick<Vector, 'places' | 'values'> {
  const met = new Set(places)
  const rest = [...more].filter(([place]) => !met.has(place))
  return {
    places: Int32Array.from([...places, ...rest.map(([place]) => place)]),
    values: Float32Array.from([
      ...values.map((value, i) => value + (more.get(places[i] ?? 0) ?? 0)),
      ...rest.map(([, value]) => value),
    ]),
  }
}
