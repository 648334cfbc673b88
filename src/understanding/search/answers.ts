import Fuse from 'fuse.js'
import type { Knowledge, Topic } from '../../core/knowledge.ts'
import type { Localised } from '../../core/language.ts'
import { normalise } from '../text/normalise.ts'

export interface AnswerFound {
  readonly topic: string
  readonly title: Localised
  readonly languages: readonly string[]
}

/** How many fit under a field without scrolling. */
const shown = 8

/**
 * Finds entries of the FAQ as a consultant types: in any of its languages, typos forgiven, first letters enough. What
 * fuse.js is best at: a short list, a few letters. (What a person means is another matter: understanding/matching.)
 */
export function createAnswerSearch(knowledge: Knowledge): (words: string) => readonly AnswerFound[] {
  const topics = [...knowledge.topics.values()].filter((topic) => topic.status !== 'draft')
  const fuse = new Fuse(
    topics.map((topic) => ({
      topic,
      id: topic.id,
      titles: Object.values(topic.title).map(normalise),
      buttons: Object.values(topic.button).map(normalise),
      questions: Object.values(topic.questions).flat().map(normalise),
    })),
    {
      // How an entry is called says more than how one of its thirty questions is put.
      keys: [
        { name: 'id', weight: 3 },
        { name: 'titles', weight: 3 },
        { name: 'buttons', weight: 3 },
        { name: 'questions', weight: 1 },
      ],
      threshold: 0.35,
      ignoreLocation: true,
    },
  )
  return (words) => {
    const asked = normalise(words)
    // Nothing typed yet: the first of them, so that the list teaches what it is for.
    if (asked === '') return topics.slice(0, shown).map(found)
    return fuse.search(asked, { limit: shown }).map(({ item }) => found(item.topic))
  }
}

const found = (topic: Topic): AnswerFound => ({
  topic: topic.id,
  title: topic.title,
  languages: Object.keys(topic.answer),
})
