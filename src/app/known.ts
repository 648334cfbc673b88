import type { Knowledge } from '../core/knowledge.ts'
import type { Known } from '../staff/accounts.ts'
import { createAnswerSearch } from '../understanding/search/answers.ts'

/** What others choose from, read from the knowledge that answers at the moment they ask. */

export const knownIn = (knowledge: () => Knowledge): Known => ({
  get desks() {
    return [...knowledge().desks.keys()]
  },
  get offices() {
    return knowledge().offices.map(({ id }) => id)
  },
  get languages() {
    return [...knowledge().languages.keys()]
  },
})

export function pageSettings(knowledge: Knowledge): object {
  const offered = [...knowledge.languages.values()].filter((l) => l.offered)
  return { languages: offered.map(({ tag, ownName, direction }) => ({ tag, ownName, direction })) }
}

/** What a coordinator chooses from. */
export const staffChoices = (knowledge: Knowledge) => ({
  desks: [...knowledge.desks.keys()],
  offices: knowledge.offices.map(({ id, city }) => ({ id, city })),
  languages: [...knowledge.languages.values()].map(({ tag, ownName }) => ({ tag, ownName })),
})

/** Answers to send, found in the newest set. */
export function searchIn(knowledge: () => Knowledge): ReturnType<typeof createAnswerSearch> {
  const made = new WeakMap<Knowledge, ReturnType<typeof createAnswerSearch>>()
  return (words) => {
    const now = knowledge()
    const search = made.get(now) ?? createAnswerSearch(now)
    made.set(now, search)
    return search(words)
  }
}
