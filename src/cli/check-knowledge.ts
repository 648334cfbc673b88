import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Knowledge } from '../core/knowledge.ts'
import { localTime } from '../core/rules/wall-clock.ts'
import type { Questions } from '../knowledge/asked.ts'
import { type Fault, inReadingOrder } from '../knowledge/fault.ts'
import { loadToCheck } from '../knowledge/load.ts'
import { schemas } from '../knowledge/schemas.ts'
import { type CheckerLanguage, checkerLanguages, inWords, say } from '../knowledge/words.ts'
import { lessonsOf } from '../understanding/learning/lessons.ts'
import { trainHere } from '../understanding/learning/training.ts'
import { createUnderstanding } from '../understanding/understanding.ts'
import { tellCoverage, tellFaults, tellScores, tellSummary, tellWarnings } from './check-report.ts'
import { modelDir } from './thinking.ts'
import { conflicts, type Score, scores } from './tried-questions.ts'

const usage = `npm run check:knowledge -- [folder] [--language lv|ru|en] [--quick] [--strict] [--verbose] [--schemas]

Reads all files of the knowledge folder and lists what an editor has to look at: faults first, then warnings. Then it asks the bot
every question of the files: each must find its own topic, and the gold questions show how well others will fare.
The folder is, in this order: the one named, $KNOWLEDGE_DIR, ./knowledge.
Ends with 0 when there is no fault (warnings do not count), with 1 when there is.

  --language   of the messages; usually that of $LANG, or English
  --quick      reads the files only: a second instead of several
  --strict     warnings count as faults
  --schemas    writes _schema/*.json into the folder, with which editors' programs help while typing; nothing is checked
  --verbose    lists every gold question that does not find its topic first
  -h, --help   show this text`

const { values, positionals } = parseArgs({
  options: {
    language: { type: 'string' },
    quick: { type: 'boolean' },
    strict: { type: 'boolean' },
    schemas: { type: 'boolean' },
    verbose: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  },
  allowPositionals: true,
})
const folder = positionals[0] ?? process.env.KNOWLEDGE_DIR ?? './knowledge'
const { LC_ALL, LC_MESSAGES, LANG } = process.env
const language = languageOf([values.language, LC_ALL, LC_MESSAGES, LANG].find(Boolean) ?? '')

if (values.help) console.log(usage)
else if (values.language !== undefined && !values.language.startsWith(language)) {
  console.error(`--language ${values.language}: lv, ru or en.`)
  process.exitCode = 1
} else if (values.schemas) writeSchemas(folder)
else check(folder)

/** `lv_LV.UTF-8` -> `lv`. */
function languageOf(locale: string): CheckerLanguage {
  return checkerLanguages.find((tag) => locale.startsWith(tag)) ?? 'en'
}

function check(dir: string): void {
  // A review day ends when it ends in Riga, not in London.
  const { loaded: result, questions } = loadToCheck(dir, localTime('Europe/Riga', Date.now()).day)
  const { warnings } = result
  const tried = result.ok && !values.quick ? tryAll(result.knowledge, questions) : { faults: [], scores: [] }
  const faults = result.ok ? inReadingOrder(tried.faults) : result.faults
  if (!result.ok || faults.length > 0) {
    tellFaults(faults, warnings, language)
    process.exitCode = 1
    return
  }
  tellWarnings(warnings, language)
  tellCoverage(result.knowledge, language)
  tellScores(tried.scores, language, values.verbose === true)
  tellSummary(result.knowledge, warnings.length, language)
  if (!values.strict || warnings.length === 0) return
  console.error(inWords(say('check.strict', { warnings: warnings.length }), language))
  process.exitCode = 1
}

function writeSchemas(dir: string): void {
  mkdirSync(join(dir, '_schema'), { recursive: true })
  for (const [name, text] of schemas()) writeFileSync(join(dir, '_schema', name), text)
}

function tryAll(knowledge: Knowledge, questions: Questions): { faults: Fault[]; scores: Score[] } {
  const understanding = createUnderstanding(knowledge, trainHere(lessonsOf(knowledge), modelDir(process.env)))
  return { faults: conflicts(understanding, questions), scores: scores(understanding, questions) }
}
