import type { Coverage, Met, RevisionUse } from '../core/editing.ts'
import type { Knowledge } from '../core/knowledge.ts'
import type { LibraryState } from './library.ts'
import type { Tally } from './tally.ts'

const ours = ['lv', 'ru', 'en']
const mostPairs = 10

/** Topics by languages, and what people asked of them: what is missing, old, never used, mixed up. `today`: `2026-11-23`. */
export function coverageOf(knowledge: Knowledge, tallies: readonly Tally[], today: string): Coverage {
  const topics = [...knowledge.topics.values()].map((topic) => {
    const uses = tallies.map(({ byTopic }) => byTopic[topic.id])
    return {
      id: topic.id,
      area: topic.area,
      status: topic.status,
      title: topic.title,
      languages: Object.fromEntries(
        ours.map((tag) => [
          tag,
          {
            phrasings: topic.questions[tag]?.length ?? 0,
            answered: topic.answer[tag] !== undefined,
            reviewed: topic.reviewed?.[tag] ?? null,
          },
        ]),
      ),
      stale: topic.reviewBy < today,
      expired: topic.expires !== undefined && topic.expires < today,
      given: sum(uses.map((use) => use?.given ?? 0)),
      offered: sum(uses.map((use) => use?.offered ?? 0)),
    }
  })
  const pairs = new Map<string, number>()
  for (const { confused } of tallies)
    for (const [pair, count] of Object.entries(confused)) pairs.set(pair, (pairs.get(pair) ?? 0) + count)
  return {
    since: tallies[0]?.since ?? null,
    asked: Object.fromEntries(
      [...new Set(tallies.flatMap(({ byLanguage }) => Object.keys(byLanguage)))].map((tag) => [
        tag,
        metIn(tallies.map(({ byLanguage }) => byLanguage[tag])),
      ]),
    ),
    topics,
    confused: [...pairs]
      .sort(([, a], [, b]) => b - a)
      .slice(0, mostPairs)
      .map(([pair, count]) => ({ topics: pair.split('|'), count })),
  }
}

/** Newest first: since when each revision answers, and how its questions were met. */
export function historyOf(tallies: readonly Tally[], { revision, since }: LibraryState): readonly RevisionUse[] {
  const past = tallies.map((tally) => ({
    revision: tally.revision,
    since: tally.since,
    met: metIn(Object.values(tally.byLanguage)),
  }))
  // Nobody has asked yet since the last edit.
  const isMet = past.at(-1)?.revision === revision
  return [...past, ...(isMet ? [] : [{ revision, since, met: metIn([]) }])].reverse()
}

const metIn = (all: readonly (Met | undefined)[]): Met => ({
  answered: sum(all.map((met) => met?.answered ?? 0)),
  offered: sum(all.map((met) => met?.offered ?? 0)),
  missed: sum(all.map((met) => met?.missed ?? 0)),
})

const sum = (counts: readonly number[]): number => counts.reduce((all, count) => all + count, 0)
