import type { Knowledge } from '../../core/knowledge.ts'
import { normalise } from '../text/normalise.ts'
import { synonymFolder } from './synonyms.ts'
import type { Lesson } from './train.ts'

/** How a question is spelt before it is matched: the same for what editors wrote and for what people write. */
export const folderOf = (knowledge: Knowledge): ((normalised: string) => string) => synonymFolder(knowledge.synonyms)

/** Every phrasing and title of every live topic, all languages together: one model knows them all. */
export function lessonsOf(knowledge: Knowledge): Lesson[] {
  const fold = folderOf(knowledge)
  const live = [...knowledge.topics.values()].filter((topic) => topic.status === 'live')
  return live.flatMap(({ id, questions, title }) =>
    [...Object.values(questions).flat(), ...Object.values(title)].map((written) => ({
      text: fold(normalise(written)),
      written,
      label: id,
    })),
  )
}
