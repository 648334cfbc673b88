import type { Model } from './model.ts'
import { placeOf } from './places.ts'
import { turned } from './rows.ts'
import type { Separator } from './separate.ts'
import type { Space } from './space.ts'
import type { Lesson } from './train.ts'

/**
 * What an earlier model knew of labels whose examples are still the same, in the places of a new space: learning then
 * takes as long as what has changed. The others' new examples are unknown to it: good for the seconds until everything
 * has been learnt.
 */
export function takenOver(before: Model, space: Space): (label: string, own: readonly Lesson[]) => Separator | null {
  const { weights, labels, texts, labelOf } = before
  const newPlace = new Int32Array(before.space.places.size).fill(-1)
  const { pairs } = before.space.places
  for (let at = 0; at < pairs.length; at += 2) {
    const place = pairs[at + 1] ?? 0
    if (place !== 0) newPlace[place - 1] = placeOf(space.places, pairs[at] ?? 0)
  }
  const byLabel = turned(weights, labels.length)
  const known = labels.map((_, label) => texts.filter((__, i) => labelOf[i] === label).join('\n'))

  return (name, own) => {
    const label = labels.indexOf(name)
    if (label < 0 || known[label] !== own.map(({ written }) => written).join('\n')) return null
    const kept: { readonly place: number; readonly value: number }[] = []
    for (let i = byLabel.starts[label] ?? 0; i < (byLabel.starts[label + 1] ?? 0); i++) {
      const place = newPlace[byLabel.columns[i] ?? 0] ?? -1
      if (place >= 0) kept.push({ place, value: byLabel.values[i] ?? 0 })
    }
    return {
      places: Int32Array.from(kept, ({ place }) => place),
      values: Float32Array.from(kept, ({ value }) => value),
      bias: before.biases[label] ?? 0,
    }
  }
}
