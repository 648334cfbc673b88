import { copyOf, featuresOf } from '../matching/features.ts'
import { createSpace, fullNearness, type Vector, vectorIn } from '../matching/space.ts'
import { normalise } from '../text/normalise.ts'

/** From here two questions are one to an editor's eye; chosen by looking at groups of the gold questions. */
const alikeFrom = 0.4

/** Puts what asks nearly the same together, largest groups first; within one the order stays. For hundreds, not millions. */
export function groupAlike<Asked>(all: readonly Asked[], textOf: (asked: Asked) => string): Asked[][] {
  const features = all.map((asked) => copyOf(featuresOf(normalise(textOf(asked)))))
  const space = createSpace(features)
  const groups: { readonly first: ReadonlyMap<number, number>; readonly members: Asked[] }[] = []
  all.forEach((asked, i) => {
    const counted = features[i]
    if (!counted) return
    const vector = vectorIn(space, counted)
    const likest = groups
      .map((group) => ({ group, nearness: cosine(vector, group.first) }))
      .reduce((best, one) => (one.nearness > (best?.nearness ?? 0) ? one : best), null as Near<Asked> | null)
    if (likest && likest.nearness >= alikeFrom) likest.group.members.push(asked)
    else groups.push({ first: asMap(vector), members: [asked] })
  })
  return groups.map(({ members }) => members).sort((a, b) => b.length - a.length)
}

interface Near<Asked> {
  readonly group: { readonly first: ReadonlyMap<number, number>; readonly members: Asked[] }
  readonly nearness: number
}

const asMap = ({ places, values }: Vector): ReadonlyMap<number, number> =>
  new Map(Array.from(places, (place, i) => [place, values[i] ?? 0]))

/** 0 to 1. */
function cosine({ places, values }: Vector, other: ReadonlyMap<number, number>): number {
  let sum = 0
  places.forEach((place, i) => {
    sum += (values[i] ?? 0) * (other.get(place) ?? 0)
  })
  return sum / fullNearness
}
