import type { Script } from '../scripts.ts'
import { type Run, runsOf } from '../words.ts'
import type { Chance } from './chance.ts'
import type { Row } from './corpus.ts'
import * as respell from './respell.ts'
import * as table from './spellings.ts'

/** Texts of one class of a script's model: a language as it is written in this script. */
export interface Written {
  /** `lv`, `ru-Latn`, `pnb`; `xx-lt` for a language outside our list. */
  readonly name: string
  readonly script: Script
  readonly texts: readonly (readonly string[])[]
  /** Sentences of our own: few, and all of them are for learning. */
  readonly chat: boolean
  /** How often it is drawn, beside the others of its script. */
  readonly share: number
  /** Made anew at every draw: nobody has the same habits twice. */
  readonly respell?: respell.Respell
}

type Texts = readonly (readonly string[])[]

const outside = 'xx'
const modelled: ReadonlySet<Script> = new Set(['Latn', 'Cyrl', 'Arab', 'Deva', 'Ethi'])

/**
 * The corpus by class, and the classes that have to be made by rule because nobody publishes such texts. What people
 * chat is practised more often than its few lines would be.
 */
export function writtenOf(rows: readonly Row[], chat: readonly Row[]): Written[] {
  const clean = collected(rows)
  const lent: Lent = {
    hindi: respell.vowelsOf(canonical(clean.get('hi')?.texts ?? [], hindi)),
    tajik: respell.vowelsOf(canonical(clean.get('tg')?.texts ?? [], tajik)),
  }
  const chatted = classesOf(collected(chat), lent).map((one) => ({ ...one, chat: true, share: one.share * chatShare }))
  const classes = classesOf(clean, lent)
  const known = new Set(classes.map((one) => one.name))
  return [...classes, ...chatted.filter((one) => known.has(one.name))]
}

const chatShare = 0.15

type Collected = ReadonlyMap<string, { readonly script: Script; readonly texts: Texts }>
type Lent = Readonly<Record<'hindi' | 'tajik', respell.Vowels>>

const hindi = respell.indicInLatin(0x900, 'a', true)
const tajik: respell.Respell = (words) => words.map((word) => respell.spelled(word, table.tajikInLatin, firstWay))

function classesOf(clean: Collected, lent: Lent): Written[] {
  const texts = (name: string): Texts => clean.get(name)?.texts ?? []
  const written: Written[] = []
  for (const [name, { script, texts: own }] of clean) {
    if (modelled.has(script)) written.push({ name, script, texts: own, share: shareOf(name, script), chat: false })
  }
  const make = (name: string, script: Script, from: Texts, share: number, by: respell.Respell): void => {
    if (from.length > 0) written.push({ name, script, texts: from, share, chat: false, respell: by })
  }
  const urdu = respell.arabicInLatin(table.urduSounds, {}, lent.hindi)
  const persian = respell.arabicInLatin(table.persianSounds, table.persianWords, lent.tajik)
  make('uz-Cyrl', 'Cyrl', texts('uz'), 0.8, respell.uzbekInCyrillic)
  make('ru-Latn', 'Latn', texts('ru'), 0.5, respell.russianInLatin)
  make('uk-Latn', 'Latn', texts('uk'), 0.25, respell.russianInLatin)
  make('hi-Latn', 'Latn', texts('hi'), 0.35, hindi)
  make('ur-Latn', 'Latn', texts('ur'), 0.35, urdu)
  // What Hinglish and typed Urdu have in common belongs to both, so that the table cannot tell them apart by topic.
  make('ur-Latn', 'Latn', texts('hi-Latn'), 0.2, respell.asIs)
  make('pa-Latn', 'Latn', texts('pa'), 0.25, respell.indicInLatin(0xa00, 'a', true))
  make('bn-Latn', 'Latn', texts('bn'), 0.25, respell.indicInLatin(0x980, 'o', true))
  make('ta-Latn', 'Latn', texts('ta'), 0.25, respell.indicInLatin(0xb80, 'a', false))
  make('ne-Latn', 'Latn', texts('ne'), 0.25, hindi)
  make('fa-Latn', 'Latn', [...texts('fa'), ...texts('prs')], 0.4, persian)
  make('fa-Latn', 'Latn', texts('tg'), 0.1, respell.casually(tajik))
  make('ar-Latn', 'Latn', texts('ar'), 0.5, respell.arabicInLatin(table.arabicSounds, table.arabicWords, new Map()))
  make('pnb', 'Arab', texts('pa'), 0.5, respell.gurmukhiInShahmukhi)
  make(`${outside}-keys`, 'Latn', texts('en'), 0.4, respell.keysAtRandom(table.latinKeys))
  make(`${outside}-keys`, 'Cyrl', texts('ru'), 0.2, respell.keysAtRandom(table.russianKeys))
  return written
}

function shareOf(name: string, script: Script): number {
  if (name.startsWith(`${outside}-`)) return script === 'Latn' ? 0.15 : 0.3
  return { 'ru-Latn': 0.5, 'hi-Latn': 0.2, 'uz-Cyrl': 0.2, pnb: 0.3 }[name] ?? (name.endsWith('-Latn') ? 0.4 : 1)
}

/** Rows by class, each as the words of the script the class is mostly written in. */
function collected(rows: readonly Row[]): Map<string, { script: Script; texts: string[][] }> {
  const byName = new Map<string, Run[]>()
  for (const { lang, text, source } of rows) {
    const name = lang.startsWith(`${outside}-`) && source !== 'chat' ? `${outside}-${source.split('-').at(-1)}` : lang
    const run = longestOf(runsOf(text))
    if (run) byName.set(name, append(byName.get(name), run))
  }
  const found = new Map<string, { script: Script; texts: string[][] }>()
  for (const name of [...byName.keys()].sort()) {
    const runs = byName.get(name) ?? []
    const script = mostFrequent(runs.map((run) => run.script))
    found.set(name, { script, texts: runs.filter((run) => run.script === script).map((run) => run.words) })
  }
  return found
}

const longestOf = (runs: readonly Run[]): Run | undefined =>
  runs.reduce<Run | undefined>((best, run) => (best && best.letters >= run.letters ? best : run), undefined)

function mostFrequent(scripts: readonly Script[]): Script {
  const counts = new Map<Script, number>()
  for (const script of scripts) counts.set(script, (counts.get(script) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 'Zyyy'
}

/** No chance at all: always the first way. */
const firstWay: Chance = {
  next: () => 0,
  below: () => 0,
  often: () => false,
  pick: <T>(from: readonly T[], other: T) => from[0] ?? other,
}

function* canonical(texts: Texts, by: respell.Respell): Iterable<string> {
  for (const words of texts) yield* by(words, firstWay)
}

function append<T>(list: T[] | undefined, item: T): T[] {
  if (!list) return [item]
  list.push(item)
  return list
}
