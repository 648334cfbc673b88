import type { Knowledge, Topic } from '../../core/knowledge.ts'
import type { DangerLesson } from '../danger/learn.ts'
import { danger, everyday } from '../danger/sense.ts'
import { synonymFolder } from '../matching/synonyms.ts'
import type { Lesson } from '../matching/train.ts'
import { normalise } from '../text/normalise.ts'
import type { Lessons } from './learn-all.ts'

export const lessonsOf = (knowledge: Knowledge): Lessons => ({
  faq: faqLessons(knowledge, ({ audience }) => audience === 'person'),
  specialists: hasSpecialists(knowledge) ? faqLessons(knowledge, () => true) : [],
  danger: dangerLessons(knowledge),
})

const hasSpecialists = ({ topics }: Knowledge): boolean =>
  [...topics.values()].some(({ status, audience }) => status === 'live' && audience === 'specialist')

/** Every phrasing and title of these live topics, all languages together: one model knows them all. */
function faqLessons(knowledge: Knowledge, taught: (topic: Topic) => boolean): Lesson[] {
  const fold = synonymFolder(knowledge.synonyms)
  return phrasings(knowledge, taught).map(({ written, topic }) => ({
    text: fold(normalise(written)),
    written,
    label: topic,
  }))
}

/** The editors' examples and phrases of danger beside everyday messages: examples, idioms, what people ask and wish. */
export function dangerLessons(knowledge: Knowledge): DangerLesson[] {
  const { categories, traps, examples } = knowledge.danger
  const phrases = [...categories.values()].flatMap(({ phrases: { A, B } }) => [...A, ...B])
  const { requests: _, plea: __, ...wishes } = knowledge.phrases
  const asked = phrasings(knowledge, () => true).map(({ written }) => written)
  const lesson = (label: string) => (written: string) => ({ text: normalise(written), written, label })
  return [
    ...[...examples.danger.map(({ text }) => text), ...phrases].map(lesson(danger)),
    ...[...examples.everyday, ...traps].map(lesson(everyday)),
    ...asked.map(lesson(everyday)).map((one) => ({ ...one, spare: true as const })),
    ...Object.values(wishes).flat().map(lesson(everyday)),
  ]
}

function phrasings({ topics }: Knowledge, taught: (topic: Topic) => boolean): { written: string; topic: string }[] {
  const live = [...topics.values()].filter((topic) => topic.status === 'live' && taught(topic))
  return live.flatMap(({ id, questions, title }) =>
    [...Object.values(questions).flat(), ...Object.values(title)].map((written) => ({ written, topic: id })),
  )
}
