import type { Audience } from '../core/conversation.ts'
import type { Fault } from './fault.ts'
import { faultAt, type Page, type Path } from './page.ts'
import type { SetFiles } from './set-shapes.ts'
import type { TopicFile } from './topic-shape.ts'
import type { Message } from './words.ts'

/** A question of the files with its place, for whoever tries whether it is understood. */
export interface Asked {
  readonly question: string
  readonly language: string
  /** Null: none of our topics answers it. */
  readonly topic: string | null
  readonly audience: Audience
  /** A fault or warning at this question. */
  at(message: Message): Fault
}

export interface Questions {
  /** Of live topics: what the bot has learnt. */
  readonly phrasings: readonly Asked[]
  /** Kept apart from them: what it is judged by. */
  readonly gold: readonly Asked[]
}

export function questionsOf(
  topics: readonly { page: Page; topic: TopicFile }[],
  goldPage: Page | undefined,
  gold: SetFiles['gold.yaml'] | undefined,
): Questions {
  const asked = (
    page: Page,
    path: Path,
    lists: Readonly<Record<string, readonly string[] | null>>,
    topic: string | null,
    audience: Audience,
  ): Asked[] =>
    Object.entries(lists).flatMap(([language, list]) =>
      (list ?? []).map((question, index) => {
        const at = (message: Message) => faultAt(page, [...path, language, index], message)
        return { question, language, topic, audience, at }
      }),
    )
  const audiences = new Map(topics.map(({ topic }) => [topic.id, topic.audience]))
  const ofTopics = Object.entries(gold?.topics ?? {})
  return {
    phrasings: topics.flatMap(({ page, topic }) =>
      topic.status === 'live' ? asked(page, ['questions'], topic.questions, topic.id, topic.audience) : [],
    ),
    gold: goldPage
      ? [
          ...ofTopics.flatMap(([id, lists]) =>
            asked(goldPage, ['topics', id], lists, id, audiences.get(id) ?? 'person'),
          ),
          ...asked(goldPage, ['none'], gold?.none ?? {}, null, 'person'),
        ]
      : [],
  }
}
