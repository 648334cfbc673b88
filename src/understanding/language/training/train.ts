import type { Script } from '../scripts.ts'
import type { ScriptModel } from '../table.ts'
import { calibrated } from './calibrate.ts'
import { chanceOf } from './chance.ts'
import { chatRows, type Row } from './corpus.ts'
import { learn } from './learn.ts'
import { inBytes } from './pack.ts'
import { type Written, writtenOf } from './samples.ts'

/** Buckets as powers of two; docs/decisions/0006 says what half of them costs. */
const sizes: Readonly<Partial<Record<Script, number>>> = { Latn: 18, Cyrl: 17, Arab: 17, Deva: 15, Ethi: 15 }
const scripts: readonly Script[] = ['Latn', 'Cyrl', 'Arab', 'Deva', 'Ethi']
/** One sentence in so many is kept from the learning, to measure how sure the model may be. */
const unseenEvery = 25

export interface TrainingPlan {
  readonly seed: number
  /** Texts drawn for each class of share 1. */
  readonly draws: number
  /** Taken from every script's size: a test needs no big table. */
  readonly smaller?: number
  /** Told how far a script is, 0 to 1. */
  readonly progress?: (script: Script, done: number) => void
}

/** Corpus -> models, one a script. The same rows and plan give the same models. */
export function train(rows: readonly Row[], plan: TrainingPlan): ScriptModel[] {
  const written = writtenOf(rows, chatRows())
  return scripts.flatMap((script) => {
    const classes = written.filter((one) => one.script === script)
    if (classes.length === 0) return []
    const chance = chanceOf(plan.seed)
    const buckets = 2 ** ((sizes[script] ?? 14) - (plan.smaller ?? 0))
    const model = learn(
      part(classes, false),
      { buckets, draws: plan.draws, rate: 1.5, progress: (done) => plan.progress?.(script, done) },
      chance,
    )
    return [calibrated(inBytes(script, model), part(classes, true), chance)]
  })
}

function part(classes: readonly Written[], unseen: boolean): Written[] {
  const corpus = (one: Written): Written => ({
    ...one,
    texts: one.texts.filter((_, i) => (i % unseenEvery === unseenEvery - 1) === unseen),
  })
  if (!unseen) return classes.map((one) => (one.chat ? one : corpus(one)))
  return classes
    .filter((one) => !one.chat)
    .map(corpus)
    .filter((one) => one.texts.length > 0)
}
