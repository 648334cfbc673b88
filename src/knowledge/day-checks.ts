import type { Fault } from './fault.ts'
import { faultAt, type Page } from './page.ts'
import type { SetFiles } from './set-shapes.ts'
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

/** Values that are not said today: the person reads where the current one is. */
export function checkValueDays(
  page: Page | undefined,
  values: SetFiles['values.yaml'] | undefined,
  today: string,
): Fault[] {
  if (!page) return []
  return Object.entries(values ?? {}).flatMap(([id, { valid_from, valid_to }]) => {
    if (valid_to !== undefined && valid_to < today) {
      const message = `Valid to ${valid_to}: the bot shows a link instead of \`${id}\`. Look up the new amount, then set the days anew.`
      return [faultAt(page, [id, 'valid_to'], message)]
    }
    if (valid_from <= today) return []
    const message = `Valid from ${valid_from}: until then the bot shows a link instead of \`${id}\`.`
    return [faultAt(page, [id, 'valid_from'], message)]
  })
}
