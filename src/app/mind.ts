import type { Config } from '../config.ts'
import type { Knowledge } from '../core/knowledge.ts'
import { emptyRoster } from '../core/roster.ts'
import type { Mind } from '../engine/handle.ts'
import { printFault } from '../knowledge/fault.ts'
import { loadKnowledge } from '../knowledge/load.ts'
import type { Shift } from '../shift/shift.ts'
import { type Locales, loadLocales } from '../texts/locales.ts'
import { createTexts } from '../texts/texts.ts'
import { trainUnderstanding } from '../understanding/understanding.ts'

/** Changes with the notice of what is kept: then everybody is asked again. */
const consentVersion = '2026-11'
export const keptDays = 30

/** The sentences of all who read something here: the person, the person's page, staff. */
export interface Sentences {
  readonly person: Locales
  readonly web: Locales
  readonly staff: Locales
}

export const loadSentences = (dir: string): Sentences => ({
  person: loadLocales(dir, 'person'),
  web: loadLocales(dir, 'web'),
  staff: loadLocales(dir, 'staff'),
})

/** Throws with every fault and its place: nothing starts on half a knowledge. */
export function knowledgeOrThrow(config: Config): Knowledge {
  const loaded = loadKnowledge(config.knowledgeDir)
  if (loaded.ok) return loaded.knowledge
  const faults = loaded.faults.map(printFault).join('\n')
  throw new Error(`The knowledge has faults, and nothing starts until they are gone:\n${faults}`)
}

/** The knowledge with all that is made from it; nobody is here yet. */
export async function makeMind(
  config: Config,
  knowledge: Knowledge,
  person: Locales,
  now: () => number,
): Promise<Mind> {
  const today = (): string => new Date(now()).toISOString().slice(0, 10)
  return {
    understanding: await trainUnderstanding(knowledge, config.modelDir),
    texts: createTexts(person, knowledge, today),
    rules: { knowledge, consentVersion, keptDays, usualWait: null, roster: emptyRoster },
  }
}

/** The same mind with whoever is here at the moment it is asked: most turns never ask. */
export const withStaff = (mind: Mind, shift: () => Shift): Mind => ({
  ...mind,
  rules: {
    ...mind.rules,
    get roster() {
      return shift().roster()
    },
    get usualWait() {
      return shift().usualWait()
    },
  },
})
