import type { Knowledge, Topic } from '../core/knowledge.ts'
import { type Fault, printFault, showPlace } from '../knowledge/fault.ts'
import { readabilityOf } from '../knowledge/readability.ts'
import { type CheckerLanguage, inWords, say } from '../knowledge/words.ts'
import type { Score } from './tried-questions.ts'

/** Of questions nobody wrote into the knowledge, in %: first, and among three. */
const goal = { first: 85, three: 95 }

/** All faults and all warnings, in the editor's language, each with its line and a caret under the place. */
export function tellFaults(faults: readonly Fault[], warnings: readonly Fault[], language: CheckerLanguage): void {
  for (const fault of faults) console.error([printFault(fault, language), ...showPlace(fault)].join('\n'))
  tellWarnings(warnings, language)
  console.error(inWords(say('check.faults', { faults: faults.length, warnings: warnings.length }), language))
}

export function tellWarnings(warnings: readonly Fault[], language: CheckerLanguage): void {
  const name = inWords(say('check.warning'), language)
  for (const warning of warnings)
    console.log([`${name}: ${printFault(warning, language)}`, ...showPlace(warning)].join('\n'))
}

/** What is there in which language, and how it reads. */
export function tellCoverage(knowledge: Knowledge, language: CheckerLanguage): void {
  const live = liveOf(knowledge)
  for (const tag of new Set(live.flatMap(({ answer }) => Object.keys(answer)))) {
    const { complete, mean, longest, where } = readabilityOf(live, tag)
    const figures = { complete, all: live.length, mean: mean.toFixed(1), longest, place: where }
    console.log(inWords(say('check.complete', { language: tag, ...figures }), language))
  }
}

/** How questions fare that nobody wrote into the knowledge. Below the goals is a warning: the answers are right all the same. */
export function tellScores(all: readonly Score[], language: CheckerLanguage, isVerbose: boolean): void {
  for (const score of all) {
    const { asked, strange, answered, misses } = score
    const [first, three] = sharesOf(score)
    const shares = { first: first.toFixed(1), three: three.toFixed(1) }
    if (asked > 0)
      console.log(inWords(say('check.gold', { language: score.language, count: asked, ...shares }), language))
    if (strange > 0)
      console.log(inWords(say('check.gold-none', { language: score.language, count: strange, answered }), language))
    for (const { asked: one, shown } of isVerbose ? misses : []) {
      const miss = say('check.miss', { question: one.question, topic: one.topic ?? '', shown: shown.join(', ') || '-' })
      console.log(printFault(one.at(miss), language))
    }
  }
  const asked = all.filter((score) => score.asked > 0)
  if (asked.length > 1) {
    const [first, three] = sharesOf(together(asked))
    const figures = { count: together(asked).asked, first: first.toFixed(1), three: three.toFixed(1) }
    const languages = asked.map((score) => score.language).join(' + ')
    console.log(inWords(say('check.gold', { language: languages, ...figures }), language))
  }
  const below = all.filter((score) => {
    const [first, three] = sharesOf(score)
    return score.asked > 0 && (first < goal.first || three < goal.three)
  })
  if (below.length === 0) return
  const missed = say('check.gold-goal', { ...goal, languages: below.map((score) => score.language).join(', ') })
  console.log(`${inWords(say('check.warning'), language)}: ${inWords(missed, language)}`)
}

/** All languages as one. */
export const together = (all: readonly Score[]): Pick<Score, 'asked' | 'first' | 'three'> => ({
  asked: all.reduce((sum, { asked }) => sum + asked, 0),
  first: all.reduce((sum, { first }) => sum + first, 0),
  three: all.reduce((sum, { three }) => sum + three, 0),
})

/** In %. */
export const sharesOf = ({
  asked,
  first,
  three,
}: Pick<Score, 'asked' | 'first' | 'three'>): [first: number, three: number] => [
  (100 * first) / asked,
  (100 * three) / asked,
]

export function tellSummary(knowledge: Knowledge, warnings: number, language: CheckerLanguage): void {
  const { topics, revision } = knowledge
  const phrasings = [...topics.values()].flatMap((topic) => Object.values(topic.questions).flat()).length
  const figures = { topics: topics.size, live: liveOf(knowledge).length, phrasings, warnings, revision }
  console.log(inWords(say('check.summary', figures), language))
}

function liveOf({ topics }: Knowledge): Topic[] {
  return [...topics.values()].filter(({ status }) => status === 'live')
}
