import type { DangerRules, Pattern, Requests } from '../core/knowledge.ts'
import type { Fault } from './fault.ts'
import { nearest } from './letters.ts'
import { faultAt, type Page, type Path, spell } from './page.ts'
import type { SetFiles } from './set-shapes.ts'
import { guessOr, say } from './words.ts'

type Written = NonNullable<NonNullable<SetFiles['crisis.yaml']['categories'][string]['patterns']>['A']>[number]

/** `all: husband|boss beats me` -> three elements, the first with two groups. */
const elementsOf = (names: string): string[][] =>
  names
    .split(' ')
    .filter((element) => element !== '')
    .map((element) => element.split('|').filter((name) => name !== ''))

const namesOf = (names: string | undefined): string[] => elementsOf(names ?? '').flat()

export function patternOf(written: Written): Pattern {
  const { all, within, in_order, not, unless } = written
  return { all: elementsOf(all), within, inOrder: in_order, not: namesOf(not), unless: namesOf(unless) }
}

type Crisis = SetFiles['crisis.yaml']

export function dangerRules(file: Crisis): DangerRules {
  const categories = Object.entries(file.categories)
  const patterns = (level: 'A' | 'B') =>
    categories.flatMap(([category, { patterns }]) =>
      (patterns?.[level] ?? []).map((written) => ({ category, level, pattern: patternOf(written) })),
    )
  return {
    groups: file.groups,
    everyday: file.everyday_words,
    patterns: [...patterns('A'), ...patterns('B')],
    traps: file.trap_patterns.map(patternOf),
    signs: [...categories.flatMap(([category, { signs }]) => signsOf(category, signs)), ...signsOf(null, file.calm)],
    enough: file.enough_points,
  }
}

function signsOf(category: string | null, list: Crisis['calm']): DangerRules['signs'] {
  return list.map((written) => ({ category, points: written.points, pattern: patternOf(written) }))
}

export function requestsOf(file: SetFiles['phrases.yaml']): Requests {
  return {
    groups: file.groups,
    names: file.language_names,
    list: file.requests.map((written) => ({ kind: written.wish, pattern: patternOf(written) })),
  }
}

/** The same for requests. */
export function checkRequests(page: Page, phrases: SetFiles['phrases.yaml']): Fault[] {
  return [
    ...checkGroups(page, ['groups'], phrases.groups),
    ...phrases.requests.flatMap((written, index) => checkPattern(page, ['requests', index], written, phrases.groups)),
  ]
}

/** Patterns name groups that exist, and groups hold words that can be looked for. */
export function checkPatterns(page: Page, crisis: Crisis): Fault[] {
  const faults = checkGroups(page, ['groups'], crisis.groups)
  const check = (path: Path, list: readonly Written[]) => {
    for (const [index, written] of list.entries())
      faults.push(...checkPattern(page, [...path, index], written, crisis.groups))
  }
  check(['trap_patterns'], crisis.trap_patterns)
  check(['calm'], crisis.calm)
  for (const [id, category] of Object.entries(crisis.categories)) {
    check(['categories', id, 'patterns', 'A'], category.patterns?.A ?? [])
    check(['categories', id, 'patterns', 'B'], category.patterns?.B ?? [])
    check(['categories', id, 'signs'], category.signs)
  }
  return faults
}

type Groups = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>

export function checkPattern(page: Page, path: Path, written: Written, groups: Groups): Fault[] {
  const faults: Fault[] = []
  for (const part of ['all', 'not', 'unless'] as const)
    for (const name of namesOf(written[part])) {
      if (Object.hasOwn(groups, name)) continue
      const advice = guessOr(nearest(name, Object.keys(groups)), say('pattern.add'))
      faults.push(faultAt(page, [...path, part], say('pattern.no-group', { name, advice }), name))
    }
  if (namesOf(written.all).length === 0)
    faults.push(faultAt(page, path, say('pattern.names-none', { where: spell(path) })))
  const shared = elementsOf(written.all).map((names) => new Set(names.flatMap((name) => languagesOf(groups[name]))))
  const [first, ...rest] = shared
  if (faults.length === 0 && first && ![...first].some((tag) => rest.every((tags) => tags.has(tag)))) {
    faults.push(faultAt(page, [...path, 'all'], say('pattern.no-language', { all: written.all })))
  }
  return faults
}

const languagesOf = (group: Groups[string] | undefined): string[] =>
  Object.keys(group ?? {}).map((tag) => tag.split('-')[0] ?? tag)

/** `hit*`, `no place`, `<10-17>`: a star only at a word's end, a number only as `<number>` or a range. */
export function checkGroups(page: Page, path: Path, groups: Groups): Fault[] {
  return Object.entries(groups).flatMap(([group, byLanguage]) =>
    Object.entries(byLanguage).flatMap(([tag, list]) =>
      list.flatMap((written, index) => {
        const problem = problemOf(written)
        return problem ? [faultAt(page, [...path, group, tag, index], say(problem, { word: written }))] : []
      }),
    ),
  )
}

function problemOf(written: string): string | null {
  for (const word of written.split(/\s/)) {
    if (/^<(number|\d{1,4}-\d{1,4})>$/.test(word)) continue
    if (word.includes('<') || word.includes('>')) return 'pattern.number'
    if (word.slice(0, -1).includes('*')) return 'pattern.star-inside'
    if (!/[\p{L}\p{N}]/u.test(word)) return 'pattern.no-letter'
    if (word.endsWith('*') && word.length < 3) return 'pattern.star-short'
  }
  return null
}
