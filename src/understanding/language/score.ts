import type { LanguageTag } from '../../core/language.ts'
import { knownWords } from '../text/known-words.ts'
import { featuresOf, room } from './features.ts'
import type { Script } from './scripts.ts'
import { mostClasses, type ScriptModel, type Table } from './table.ts'
import { type Run, runsOf } from './words.ts'

/** Probability by language; what is missing to 1 belongs to languages outside our list. */
export type Shares = Map<LanguageTag, number>

/** Scripts that one of our languages has for itself. */
const certain: Readonly<Partial<Record<Script, LanguageTag>>> = {
  ...{ Guru: 'pa', Taml: 'ta', Beng: 'bn', Sinh: 'si', Armn: 'hy', Geor: 'ka', Hang: 'ko', Hans: 'zh' },
}
const certainty = 0.99

// A Han sign says as much as two or three letters, an Ethiopic or Korean one as two.
const density: Readonly<Partial<Record<Script, number>>> = { Hans: 2.5, Hang: 2, Ethi: 2 }
// Between words of another script, Latin ones are mostly names and abbreviations: "visa", "PMLP".
const latinAmongOthers = 0.5

/**
 * What the letters say. A text in several scripts is read script by script; who wrote most of it counts most, by the
 * square, because one foreign name does not make a second language.
 */
export function sharesOf(runs: readonly Run[], table: Table, sayings: Sayings = none): Shares {
  const shares: Shares = new Map()
  const weights = runs.map((run) => weightOf(run, runs.length > 1) ** 2)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const japanese = runs.some((run) => run.script === 'Kana')
  runs.forEach((run, i) => {
    const part = (weights[i] ?? 0) / total
    const only = run.script === 'Hans' && japanese ? undefined : certain[run.script]
    const model = table.get(run.script)
    if (only) give(shares, only, part * certainty)
    else if (model) readWith(model, run.words, part, shares, sayings.get(run.script))
  })
  return shares
}

function weightOf(run: Run, amongOthers: boolean): number {
  const factor = amongOthers && run.script === 'Latn' ? latinAmongOthers : (density[run.script] ?? 1)
  return run.letters * factor
}

function readWith(model: ScriptModel, words: readonly string[], part: number, shares: Shares, say?: Saying): void {
  const classes = model.names.length
  logitsOf(model, words, logits, say)
  const temperature = model.temperatures[Math.min(words.length, model.temperatures.length) - 1] ?? 1
  toProbabilities(logits, classes, temperature)
  for (const [c, tags] of tagsIn(model).entries())
    for (const tag of tags) give(shares, tag, (part * (logits[c] ?? 0)) / tags.length)
}

// Filled anew for every text: reading one costs no memory.
const hashes = new Uint32Array(room)
const logits = new Float64Array(mostClasses)
const sums = new Int32Array(mostClasses)

/** Writes what the words say for each class into `into`; nothing is taken for certain yet. */
export function logitsOf(
  model: ScriptModel,
  words: readonly string[],
  into: Float64Array,
  say: Saying = (word) => readWord(model, word),
): void {
  const classes = model.names.length
  let count = 0
  sums.fill(0)
  for (const word of words) {
    const { features, steps } = say(word)
    count += features
    for (let c = 0; c < classes; c++) sums[c] = (sums[c] ?? 0) + (steps[c] ?? 0)
  }
  // A long text may be surer than a short one, but not as much as if its overlapping pieces were independent.
  const factor = model.scale / Math.sqrt(Math.max(count, 1))
  for (let c = 0; c < classes; c++) into[c] = (sums[c] ?? 0) * factor
}

/** What one word says for each class, in whole steps, and of how many features. */
interface Said {
  readonly steps: Int32Array
  readonly features: number
}
type Saying = (word: string) => Said
/** By script, with the words of some texts found out beforehand. */
export type Sayings = ReadonlyMap<Script, Saying>
const none: Sayings = new Map()

/** The table is far larger than the processor's cache, and a word is some thirty places of it. */
export function sayingsOf(texts: readonly string[], table: Table): Sayings {
  const words = new Map<Script, Set<string>>()
  for (const { script, words: more } of texts.flatMap(runsOf)) {
    const known = words.get(script) ?? new Set()
    for (const word of more) known.add(word)
    words.set(script, known)
  }
  return new Map(
    [...table].map(([script, model]) => [script, knownWords(words.get(script) ?? [], (word) => readWord(model, word))]),
  )
}

function readWord({ names, buckets, weights }: ScriptModel, word: string): Said {
  const features = featuresOf([word], hashes)
  const classes = names.length
  const steps = new Int32Array(classes)
  for (let i = 0; i < features; i++) {
    const at = ((hashes[i] ?? 0) & (buckets - 1)) * classes
    for (let c = 0; c < classes; c++) steps[c] = (steps[c] ?? 0) + (weights[at + c] ?? 0)
  }
  return { steps, features }
}

/** Logits -> probabilities, in place. */
export function toProbabilities(of: Float64Array, classes: number, temperature: number): void {
  let top = -Infinity
  for (let c = 0; c < classes; c++) top = Math.max(top, of[c] ?? 0)
  let total = 0
  for (let c = 0; c < classes; c++) {
    const e = Math.exp(((of[c] ?? 0) - top) / temperature)
    of[c] = e
    total += e
  }
  for (let c = 0; c < classes; c++) of[c] = (of[c] ?? 0) / total
}

function give(shares: Shares, tag: LanguageTag, p: number): void {
  shares.set(tag, (shares.get(tag) ?? 0) + p)
}

const tagsByModel = new WeakMap<ScriptModel, readonly (readonly LanguageTag[])[]>()
function tagsIn(model: ScriptModel): readonly (readonly LanguageTag[])[] {
  const known = tagsByModel.get(model) ?? model.names.map(tagsOf)
  tagsByModel.set(model, known)
  return known
}

/** The languages a class stands for; none for those outside our list. In Latin letters nobody tells Dari from Farsi. */
export function tagsOf(name: string): readonly LanguageTag[] {
  if (name.startsWith('xx')) return []
  if (name === 'pnb') return ['pa']
  return name === 'fa-Latn' ? ['fa', 'prs'] : [name.split('-')[0] ?? name]
}
