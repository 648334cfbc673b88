import { logitsOf, toProbabilities } from '../score.ts'
import { mostClasses, type ScriptModel } from '../table.ts'
import type { Chance } from './chance.ts'
import type { Written } from './samples.ts'
import { draw } from './vary.ts'

/** Texts of this many words and more share a temperature. */
const longestFitted = 8
const drawsPerShare = 1500
/** Nothing is made surer than this: on a few easy sentences every certainty looks right. */
const coldest = 0.7

interface Judged {
  readonly logits: Float64Array
  readonly right: number
}

/**
 * Finds for each length the temperature under which probabilities mean what they say, on sentences the model never saw.
 * A model is surest of what it has learned by heart: without this it would be as sure of everything else.
 */
export function calibrated(model: ScriptModel, unseen: readonly Written[], chance: Chance): ScriptModel {
  const byLength: Judged[][] = Array.from({ length: longestFitted }, () => [])
  for (const written of unseen) {
    const right = model.names.indexOf(written.name)
    for (let i = 0; i < written.share * drawsPerShare; i++) {
      const words = draw(written, chance)
      if (words.length === 0) continue
      const logits = new Float64Array(mostClasses)
      logitsOf(model, words, logits)
      byLength[Math.min(words.length, longestFitted) - 1]?.push({ logits, right })
    }
  }
  return { ...model, temperatures: byLength.map((judged) => bestFor(judged, model.names.length)) }
}

function bestFor(judged: readonly Judged[], classes: number): number {
  if (judged.length === 0) return 1
  let found = 1
  let least = Infinity
  for (let step = 0; step <= 30; step++) {
    const temperature = coldest * 1.05 ** step
    const loss = judged.reduce((sum, one) => sum + surprise(one, classes, temperature), 0)
    if (loss < least) [least, found] = [loss, temperature]
  }
  return Math.round(found * 1000) / 1000
}

const scratch = new Float64Array(mostClasses)

function surprise({ logits, right }: Judged, classes: number, temperature: number): number {
  scratch.set(logits)
  toProbabilities(scratch, classes, temperature)
  return -Math.log(Math.max(scratch[right] ?? 0, 1e-9))
}
