import type { Pattern } from '../../core/knowledge.ts'
import type { Hit, Reading } from './lexicon.ts'

/** A pattern that fits the text, and by which words. */
export interface Found<Meaning> {
  readonly meaning: Meaning
  readonly hits: readonly Hit[]
  /** The editors' words that made it fit. */
  readonly why: string
}

export interface Patterns<Meaning> {
  /** The first one in the order written that fits. */
  first(reading: Reading): Found<Meaning> | null
  /** All that fit. */
  every(reading: Reading): Found<Meaning>[]
}

interface Compiled<Meaning> {
  readonly pattern: Pattern
  readonly meaning: Meaning
  readonly order: number
}

/** So far from the words that fit, a group in `not` still silences the pattern. */
const near = 2

/**
 * Patterns by the rarest of their groups: a text asks only those whose rarest group stands in it, not all.
 */
export function patternSet<Meaning>(
  list: readonly { readonly pattern: Pattern; readonly meaning: Meaning }[],
): Patterns<Meaning> {
  const uses = new Map<string, number>()
  for (const { pattern } of list) for (const group of pattern.all.flat()) uses.set(group, (uses.get(group) ?? 0) + 1)
  const usesOf = (element: readonly string[]) => element.reduce((sum, group) => sum + (uses.get(group) ?? 0), 0)
  const byGroup = new Map<string, Compiled<Meaning>[]>()
  for (const [order, { pattern, meaning }] of list.entries()) {
    const [rarest = []] = [...pattern.all].sort((a, b) => usesOf(a) - usesOf(b))
    for (const group of rarest) byGroup.set(group, [...(byGroup.get(group) ?? []), { pattern, meaning, order }])
  }

  return {
    first(reading) {
      const candidates = asked(reading)
      for (const { pattern, meaning } of candidates) {
        const hits = matched(pattern, reading)
        if (hits) return { meaning, hits, why: spell(hits) }
      }
      return null
    },
    every(reading) {
      return asked(reading).flatMap(({ pattern, meaning }) => {
        const hits = matched(pattern, reading)
        return hits ? [{ meaning, hits, why: spell(hits) }] : []
      })
    },
  }

  function asked(reading: Reading): Compiled<Meaning>[] {
    const candidates = new Set<Compiled<Meaning>>()
    for (const group of reading.hits.keys()) for (const one of byGroup.get(group) ?? []) candidates.add(one)
    return [...candidates].sort((a, b) => a.order - b.order)
  }
}

const spell = (hits: readonly Hit[]): string => hits.map((hit) => hit.written).join(' + ')

/** Words of one language that fit the pattern, or null. "sit" is a blow in Latvian and a chair in English. */
function matched(pattern: Pattern, reading: Reading): Hit[] | null {
  const elements = pattern.all.map((groups) => hitsOf(groups, reading))
  let tongues = elements.reduce((shared, hits) => shared & hits.reduce((all, hit) => all | hit.tongues, 0), -1)
  // What is written in no particular language fits whatever the text is written in.
  tongues = tongues === -1 ? 1 : tongues & reading.tongues
  const isSaid = (hit: Hit) => (hit.tongues & reading.tongues) !== 0
  if (tongues === 0 || hitsOf(pattern.unless, reading).some(isSaid)) return null
  const silencing = hitsOf(pattern.not, reading).filter(isSaid)
  for (; tongues !== 0; tongues &= tongues - 1) {
    const tongue = tongues & -tongues
    const speaks = (hit: Hit) => (hit.tongues & tongue) !== 0
    const found = stretch(
      elements.map((hits) => hits.filter(speaks)),
      pattern,
      (from, to) => !silencing.some((hit) => hit.from < to + near && hit.to > from - near),
    )
    if (found) return found
  }
  return null
}

function hitsOf(groups: readonly string[], { hits }: Reading): readonly Hit[] {
  const [only] = groups
  if (groups.length === 1 && only !== undefined) return hits.get(only) ?? []
  return groups.flatMap((group) => hits.get(group) ?? []).sort((a, b) => a.from - b.from)
}

/** A stretch of at most `within` words that holds a hit of each element. */
function stretch(
  elements: readonly (readonly Hit[])[],
  { within, inOrder }: Pattern,
  allowed: (from: number, to: number) => boolean,
): Hit[] | null {
  if (elements.some((hits) => hits.length === 0)) return null
  // Each element's hit is looked for to the right of where the stretch begins, so no place is visited twice.
  for (const [begin, beginners] of inOrder ? [...elements.entries()].slice(0, 1) : elements.entries()) {
    const next = elements.map(() => 0)
    for (const start of beginners) {
      const found = complete(begin, start, next)
      if (found && allowed(start.from, Math.max(...found.map((hit) => hit.to)))) return found
    }
  }
  return null

  function complete(begin: number, start: Hit, next: number[]): Hit[] | null {
    const found: Hit[] = []
    let earliest = start.from
    for (const [i, hits] of elements.entries()) {
      if (i === begin) {
        found.push(start)
        if (inOrder) earliest = start.to
        continue
      }
      let at = next[i] ?? 0
      while ((hits[at]?.from ?? Number.POSITIVE_INFINITY) < earliest) at++
      next[i] = at
      const hit = hits[at]
      if (!hit || hit.to > start.from + within) return null
      found.push(hit)
      if (inOrder) earliest = hit.to
    }
    return found
  }
}
