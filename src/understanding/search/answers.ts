import Fuse from 'fuse.js'
import type { Knowledge } from '../../core/knowledge.ts'
import type { Localised } from '../../core/language.ts'
import { normalise } from '../text/normalise.ts'

export interface AnswerFound {
  /** Of a topic, which is sent as it stands; or of a reply, which a consultant may still change. */
  readonly kind: 'topic' | 'reply'
  readonly id: string
  readonly title: Localised
  readonly languages: readonly string[]
}

/** How many fit under a field without scrolling. */
const shown = 8

/**
 * Finds entries of the FAQ, and ready replies, as a consultant types: in any of its languages, typos forgiven, first letters enough. What
 * fuse.js is best at: a short list, a few letters. (What a person means is another matter: understanding/matching.)
 */
export function createAnswerSearch(knowledge: Knowledge): (words: string) => readonly AnswerFound[] {
  const entries: readonly Entry[] = [
    ...[...knowledge.replies.values()].map((reply) => ({
      ...({ kind: 'reply', id: reply.id, title: reply.title, languages: Object.keys(reply.text) } as const),
      words: Object.values(reply.text),
    })),
    ...[...knowledge.topics.values()]
      .filter((topic) => topic.status !== 'draft')
      .map((topic) => ({
        ...({ kind: 'topic', id: topic.id, title: topic.title, languages: Object.keys(topic.answer) } as const),
        words: [...Object.values(topic.button), ...Object.values(topic.questions).flat()],
      })),
  ]
  const fuse = new Fuse(
    entries.map((entry) => ({
      entry,
      id: entry.id,
      titles: Object.values(entry.title).map(normalise),
      words: entry.words.map(normalise),
    })),
    {
      // How an entry is called says more than how one of its thirty questions is put.
      keys: [
        { name: 'id', weight: 3 },
        { name: 'titles', weight: 3 },
        { name: 'words', weight: 1 },
      ],
      threshold: 0.35,
      ignoreLocation: true,
    },
  )
  return (typed) => {
    const asked = normalise(typed)
    // Nothing typed yet: the first of them, so that the list teaches what it is for.
    if (asked === '') return entries.slice(0, shown).map(found)
    return fuse.search(asked, { limit: shown }).map(({ item }) => found(item.entry))
  }
}

interface Entry extends AnswerFound {
  readonly words: readonly string[]
}

const found = ({ kind, id, title, languages }: Entry): AnswerFound => ({ kind, id, title, languages })
