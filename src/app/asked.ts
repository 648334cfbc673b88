import type { CaseView } from '../core/case-view.ts'
import type { Time } from '../core/conversation.ts'
import type { AskedGroup } from '../core/editing.ts'
import type { Knowledge } from '../core/knowledge.ts'
import type { Store } from '../core/ports.ts'
import { groupAlike } from '../understanding/search/alike.ts'

/** The newest that are looked at: a month of a busy helpline. */
const mostCases = 1_000
const mostGroups = 100
const mostExamples = 5
/** An answer stands not far behind its question. */
const linesLookedAt = 300

type Scrub = (text: string) => string

/**
 * Questions that the FAQ did not answer, or badly, with what a consultant answered. Read from the cases as they are kept:
 * so only of people who agreed, gone with their erasure and with the time for keeping. Nothing of danger and nothing of
 * a confidential desk.
 */
export async function askedNotAnswered(
  store: Pick<Store, 'cases' | 'transcript'>,
  knowledge: Knowledge,
  scrub: Scrub,
  now: Time,
): Promise<readonly AskedGroup[]> {
  const cases = (await store.cases({ max: mostCases })).filter((c) => isForEditors(c, knowledge))
  const byLanguage = Map.groupBy(cases, (c) => c.language ?? '?')
  const groups = [...byLanguage.values()].flatMap((same) => groupAlike(same, (c) => c.question ?? ''))
  groups.sort((a, b) => b.length - a.length)
  return Promise.all(groups.slice(0, mostGroups).map((group) => shown(group, store, scrub, now)))
}

function isForEditors(c: CaseView, { desks }: Knowledge): boolean {
  if (c.question === null || c.urgency === 'danger' || c.reason === 'danger') return false
  if (desks.get(c.desk)?.confidential !== false) return false
  const tried = c.trail.at(-1)
  return tried !== undefined && (tried.outcome !== 'answered' || tried.helpful === false) && tried.wish !== 'crisis'
}

async function shown(
  group: readonly CaseView[],
  store: Pick<Store, 'transcript'>,
  scrub: Scrub,
  now: Time,
): Promise<AskedGroup> {
  const [first] = group
  const answers = await Promise.all(group.slice(0, mostExamples).map((c) => answerIn(c, store)))
  const tried = group.map((c) => c.trail.at(-1))
  return {
    language: first?.language ?? null,
    count: group.length,
    lastAt: Math.max(...group.map(({ openedAt }) => openedAt).filter((at) => at <= now), 0),
    examples: group.slice(0, mostExamples).map((c) => scrub(c.question ?? '')),
    topics: [...new Set(tried.flatMap((one) => one?.topics.map(({ topic }) => topic) ?? []))].slice(0, 3),
    unhelpful: tried.filter((one) => one?.helpful === false).length,
    answer: answers.filter((words) => words !== null).map(scrub)[0] ?? null,
  }
}

/** The first thing a consultant wrote to the person that is more than a greeting. */
async function answerIn(c: CaseView, store: Pick<Store, 'transcript'>): Promise<string | null> {
  const lines = await store.transcript(c.conversation, 0, linesLookedAt)
  const said = lines
    .filter(({ from, seenBy, at, desk }) => from.who === 'consultant' && seenBy === 'all' && at >= c.openedAt && !desk)
    .map(({ text }) => text)
  return said.find((text) => text.length >= 40) ?? said[0] ?? null
}
