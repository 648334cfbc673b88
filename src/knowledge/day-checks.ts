import type { Fault } from './fault.ts'
import { faultAt, type Page } from './page.ts'
import type { SetFiles } from './set-shapes.ts'
import type { TopicFile } from './topic-shape.ts'
import { say } from './words.ts'

/** Days that have passed. Warnings only: the bot says so itself, and a new day must not stop a restart. */
export function checkDays(page: Page, topic: TopicFile, today: string): Fault[] {
  const warnings: Fault[] = []
  if (topic.review_by < today) {
    const message = say('days.review', { day: topic.review_by, owner: topic.owner })
    warnings.push(faultAt(page, ['review_by'], message))
  }
  if (topic.expires !== undefined && topic.expires < today) {
    warnings.push(faultAt(page, ['expires'], say('days.expired', { day: topic.expires })))
  }
  const latvian = topic.reviewed?.lv
  for (const [tag, day] of Object.entries(topic.reviewed ?? {}))
    if (latvian !== undefined && day < latvian)
      warnings.push(faultAt(page, ['reviewed', tag], say('days.outdated', { where: `reviewed.${tag}`, day, latvian })))
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
      return [faultAt(page, [id, 'valid_to'], say('days.value-passed', { day: valid_to, id }))]
    }
    if (valid_from <= today) return []
    return [faultAt(page, [id, 'valid_from'], say('days.value-not-yet', { day: valid_from, id }))]
  })
}
