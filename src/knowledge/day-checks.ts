import type { Fault } from './fault.ts'
import { faultAt, type Page } from './page.ts'
import type { TopicFile } from './topic-shape.ts'

/** Days that have passed. Warnings only: the bot says so itself, and a new day must not stop a restart. */
export function checkDays(page: Page, topic: TopicFile, today: string): Fault[] {
  const warnings: Fault[] = []
  if (topic.review_by < today) {
    const message = `To be reviewed by ${topic.review_by}: that day has passed. ${topic.owner}: check the answer, then set a new day.`
    warnings.push(faultAt(page, ['review_by'], message))
  }
  if (topic.expires !== undefined && topic.expires < today) {
    const message = `Expired on ${topic.expires}: the bot does not give this answer any more. Renew it, or set \`status: paused\`.`
    warnings.push(faultAt(page, ['expires'], message))
  }
  return warnings
}
