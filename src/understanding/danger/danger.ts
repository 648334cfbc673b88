import type { Danger, Pattern } from '../../core/knowledge.ts'
import type { Wish } from '../../core/understood.ts'
import { createReaders, type Hit, type Reader, type Reading, type Vocabulary } from '../patterns/lexicon.ts'
import { type Found, patternSet } from '../patterns/patterns.ts'

export type Crisis = Extract<Wish, { kind: 'crisis' }>

/** `phrase` tells the category and the editors' words that showed it. */
export type DangerFinder = (normalised: string) => { crisis: Crisis; phrase: string } | null

interface Meaning {
  readonly category: string
  readonly level: 'A' | 'B'
}

/**
 * Danger is looked for before anything else: first what is clear, then what is weak, whatever the category. Everyday
 * idioms ("dying of laughter") are cut out before.
 *
 *   text -> words -> hits of groups and phrases -> without idioms -> phrases A, patterns A -> phrases B, patterns B
 *        -> points of the small signs
 */
export function dangerFinder(danger: Danger, read: Reader = readerOf(danger)): DangerFinder {
  const { rules } = danger
  const phrases = phrasePatterns(danger)
  const traps = patternSet(rules.traps.map((pattern) => ({ pattern, meaning: null })))
  const levels = (['A', 'B'] as const).map((level) => ({
    phrases: patternSet(phrases.list.filter(({ meaning }) => meaning.level === level)),
    patterns: patternSet(
      rules.patterns.flatMap((rule) => (rule.level === level ? [{ pattern: rule.pattern, meaning: rule }] : [])),
    ),
  }))

  const signs = patternSet(rules.signs.map((sign) => ({ pattern: sign.pattern, meaning: sign })))

  return (normalised) => {
    const whole = read(normalised)
    const idioms = [...(whole.hits.get(trapPhrases) ?? []), ...traps.every(whole).flatMap(({ hits }) => hits)]
    const reading = idioms.length > 0 ? without(whole, idioms) : whole
    for (const { phrases, patterns } of levels) {
      const found = longest(phrases.every(reading)) ?? patterns.first(reading)
      if (found) return asCrisis(found.meaning, found.why)
    }
    return weighed(reading)
  }

  /** What is told without a clear word: many small signs, and few words of an ordinary question. */
  function weighed(reading: Reading): ReturnType<DangerFinder> {
    const fitting = signs.every(reading)
    // One word of several groups is one sign: "acid" alone, be it weapon and poison, is not enough.
    const byPlace = new Map<number, number>()
    for (const { meaning, hits } of fitting) {
      const at = meaning.points < 0 ? -1 : (hits[0]?.from ?? 0)
      byPlace.set(at, at < 0 ? (byPlace.get(at) ?? 0) + meaning.points : Math.max(byPlace.get(at) ?? 0, meaning.points))
    }
    const points = [...byPlace.values()].reduce((sum, some) => sum + some, 0)
    if (points < rules.enough) return null
    const heaviest = fitting.reduce((best, one) => (one.meaning.points > best.meaning.points ? one : best))
    const why = fitting.map((one) => `${one.meaning.points} ${one.why}`).join(', ')
    return asCrisis({ category: heaviest.meaning.category ?? '', level: 'B' }, `signs ${why}`)
  }
}

/** The words that danger is told in. */
export const dangerVocabulary = (danger: Danger): Vocabulary => ({
  groups: danger.rules.groups,
  phrases: { ...phrasePatterns(danger).lists, [trapPhrases]: danger.traps },
})

const readerOf = (danger: Danger): Reader => createReaders([dangerVocabulary(danger)], danger.rules.everyday)[0]

const trapPhrases = 'trap phrases'
const sure = { A: 0.9, B: 0.6 } as const

function asCrisis({ category, level }: Meaning, why: string): { crisis: Crisis; phrase: string } {
  return { crisis: { kind: 'crisis', category, level, p: sure[level] }, phrase: `${category} ${level}: ${why}` }
}

/** The longest phrase tells most: "he beats the child" says more than "he beats". */
function longest(found: readonly Found<Meaning>[]): Found<Meaning> | null {
  return found.reduce<Found<Meaning> | null>(
    (best, one) => (one.why.length > (best?.why.length ?? 0) ? one : best),
    null,
  )
}

const alone = (group: string): Pattern => ({ all: [[group]], within: 60, inOrder: false, not: [], unless: [] })

/** Each category's phrases of a level as one group with a pattern of its own. No editor's group has a space in its name. */
function phrasePatterns(danger: Danger) {
  const lists: Record<string, readonly string[]> = {}
  const list: { pattern: Pattern; meaning: Meaning }[] = []
  for (const level of ['A', 'B'] as const)
    for (const { id: category, phrases } of danger.categories.values()) {
      const group = `${level} ${category}`
      lists[group] = phrases[level]
      list.push({ pattern: alone(group), meaning: { category, level } })
    }
  return { lists, list }
}

/** The reading as if these words had not been written. */
function without({ tongues, hits }: Reading, idioms: readonly Hit[]): Reading {
  const free = (hit: Hit) => !idioms.some((idiom) => hit.from < idiom.to && hit.to > idiom.from)
  const kept = [...hits].map(([group, list]): [string, Hit[]] => [group, list.filter(free)])
  return { tongues, hits: new Map(kept.filter(([, list]) => list.length > 0)) }
}
