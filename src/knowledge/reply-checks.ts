import { bareFacts } from './answer-checks.ts'
import type { Fault } from './fault.ts'
import { faultAt, type Page } from './page.ts'
import { type Directory, fill } from './placeholders.ts'
import type { SetFiles } from './set-shapes.ts'
import { say } from './words.ts'

/** A reply in danger: its number stands in the first line, and comes from contacts.yaml if it is a long one. */
export function checkReplies(page: Page, crisis: SetFiles['crisis.yaml'], directory: Directory): Fault[] {
  const faults: Fault[] = []
  const check = (path: PropertyKey[], reply: string) => {
    const { text, problems } = fill(reply, directory)
    for (const { message, placeholder } of problems) faults.push(faultAt(page, path, message, placeholder))
    for (const { message, inside } of bareFacts(reply)) faults.push(faultAt(page, path, message, inside))
    const [firstLine = ''] = text.split('\n')
    if (!/\p{Nd}{3}/u.test(firstLine) && problems.length === 0) faults.push(faultAt(page, path, say('reply.no-number')))
  }
  for (const [id, category] of Object.entries(crisis.categories))
    for (const [tag, reply] of Object.entries(category.reply)) check(['categories', id, 'reply', tag], reply)
  for (const [tag, reply] of Object.entries(crisis.reply_in_other_languages ?? {}))
    check(['reply_in_other_languages', tag], reply)
  return faults
}
