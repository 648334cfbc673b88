import { join } from 'node:path'
import { emptyRoster } from '../core/roster.ts'
import { localTime } from '../core/rules/wall-clock.ts'
import type { Mind } from '../engine/handle.ts'
import { printFault } from '../knowledge/fault.ts'
import { loadKnowledge } from '../knowledge/load.ts'
import { loadLocales } from '../texts/locales.ts'
import { createTexts } from '../texts/texts.ts'
import { lessonsOf } from '../understanding/learning/lessons.ts'
import { trainHere } from '../understanding/learning/training.ts'
import { createUnderstanding } from '../understanding/understanding.ts'

/** The bot's mind for a command: knowledge, texts and rules as the server would have them. Ends with the faults if there are any. */
export function thinkingOf(env: Readonly<Record<string, string | undefined>>): Mind {
  const loaded = loadKnowledge(env.KNOWLEDGE_DIR ?? './knowledge')
  if (!loaded.ok) {
    for (const fault of loaded.faults) console.error(printFault(fault))
    process.exit(1)
  }
  const { knowledge } = loaded
  return {
    understanding: createUnderstanding(knowledge, trainHere(lessonsOf(knowledge), modelDir(env))),
    texts: createTexts(
      loadLocales(env.LOCALES_DIR ?? './locales', 'person'),
      knowledge,
      () => localTime(knowledge.hours.zone, Date.now()).day,
    ),
    rules: { knowledge, consentVersion: 'talk', keptDays: 30, usualWait: null, roster: emptyRoster },
  }
}

/** The helpline's own folder: what it has learnt serves the commands, too. */
export const modelDir = (env: Readonly<Record<string, string | undefined>>): string =>
  env.MODEL_DIR ?? join(env.DATA_DIR ?? './data', 'model')
