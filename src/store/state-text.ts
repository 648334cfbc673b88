import type { Conversation } from '../core/conversation.ts'

/**
 * A conversation as JSON. Its trail is more than half of it, and all but the newest step stood in the state
 * before: their texts are remembered as long as the steps themselves.
 */
export function stateText(c: Conversation): string {
  const rest = JSON.stringify({ ...c, trail: undefined })
  return `${rest.slice(0, -1)},"trail":[${c.trail.map(stepText).join()}]}`
}

const known = new WeakMap<object, string>()
function stepText(step: Conversation['trail'][number]): string {
  const found = known.get(step)
  if (found !== undefined) return found
  const text = JSON.stringify(step)
  known.set(step, text)
  return text
}
