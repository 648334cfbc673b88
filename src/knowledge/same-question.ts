import type { Fault } from './fault.ts'
import { fold } from './letters.ts'
import { faultAt, type Page } from './page.ts'
import type { TopicFile } from './topic-shape.ts'
import { say } from './words.ts'

/** The same question under two topics leaves it to chance which answer a person gets. */
export function checkSameQuestions(topics: readonly { page: Page; topic: TopicFile }[]): {
  faults: Fault[]
  warnings: Fault[]
} {
  const seen = new Map<string, { page: Page; place: string }>()
  const faults: Fault[] = []
  const warnings: Fault[] = []
  for (const { page, topic } of topics)
    for (const [tag, questions] of Object.entries(topic.questions))
      for (const [index, question] of (questions ?? []).entries()) {
        const key = fold(question)
        const path = ['questions', tag, index]
        const other = seen.get(key)
        if (!other) {
          const { line } = faultAt(page, path, say('same.here'))
          seen.set(key, { page, place: `${page.file}:${line}` })
        } else if (other.page === page) {
          warnings.push(faultAt(page, path, say('same.here', { question })))
        } else {
          faults.push(faultAt(page, path, say('same.elsewhere', { question, place: other.place })))
        }
      }
  return { faults, warnings }
}
