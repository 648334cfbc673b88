import type { Config } from '../config.ts'
import type { Knowledge } from '../core/knowledge.ts'
import type { Understanding } from '../core/ports.ts'
import { emptyRoster } from '../core/roster.ts'
import type { Rules } from '../core/rules/rules.ts'
import { localTime } from '../core/rules/wall-clock.ts'
import type { Mind } from '../engine/handle.ts'
import { printFault } from '../knowledge/fault.ts'
import { loadKnowledge } from '../knowledge/load.ts'
import type { Shift } from '../shift/shift.ts'
import { type Locales, loadLocales } from '../texts/locales.ts'
import { createTexts } from '../texts/texts.ts'

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
export function knowledgeOrThrow(config: Pick<Config, 'knowledgeDir'>): Knowledge {
  const loaded = loadKnowledge(config.knowledgeDir)
  if (loaded.ok) return loaded.knowledge
  const faults = loaded.faults.map((fault) => printFault(fault)).join('\n')
  throw new Error(`The knowledge has faults, and nothing starts until they are gone:\n${faults}`)
}

/** The knowledge with all that is made from it; nobody is here yet. */
export const mindOf = (
  { person, now }: { readonly person: Locales; readonly now: () => number },
  knowledge: Knowledge,
  understanding: Understanding,
): Mind => ({
  understanding,
  // A value ends when its day ends in Riga, not in London.
  texts: createTexts(person, knowledge, () => localTime(knowledge.hours.zone, now()).day),
  rules: { knowledge, consentVersion, keptDays, usualWait: null, roster: emptyRoster },
})

/** Minds as turns use them: measured, and with whoever is here at the moment it is asked (most turns never ask). */
export function completed(
  observed: (understanding: Understanding) => Understanding,
  shift: () => Shift,
  dataLink: Rules['dataLink'],
): (mind: Mind) => Mind {
  const whole = new WeakMap<Mind, Mind>()
  return (mind) => {
    const found =
      whole.get(mind) ??
      withStaff({ ...mind, understanding: observed(mind.understanding), rules: { ...mind.rules, dataLink } }, shift)
    whole.set(mind, found)
    return found
  }
}

const withStaff = (mind: Mind, shift: () => Shift): Mind => ({
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
