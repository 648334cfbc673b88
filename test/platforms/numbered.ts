import { expect } from 'vitest'
import type { Sent } from './bot-api.ts'

/**
 * Commands whose replies differ, each one message: from the replies alone one can tell which were answered, in which
 * order, and which twice. Neighbours always differ, so a repeat stands right beside its twin.
 */
const commands = ['help', 'privacy', 'offices', 'language'] as const

export const commandFor = (n: number): string => `/${commands[n % commands.length]} ${n}`

function kindOf(text: string): string {
  if (text.includes('/offices, /privacy')) return 'help'
  if (text.includes('/delete')) return 'privacy'
  if (text.includes('Language?')) return 'language'
  return /office|filiāl|офис|город|pilsēt/i.test(text) ? 'offices' : `something else: ${text}`
}

/** What was said, each thing once. */
export const withoutRepeats = (replies: readonly Sent[]): readonly Sent[] =>
  replies.filter((sent, i) => sent.text !== replies[i - 1]?.text)

/** Replies to `count` commands in a row: all there, in order; gives how many stand there twice. */
export function checkReplies(replies: readonly Sent[], count: number, whose: number): number {
  const once = withoutRepeats(replies).map((sent) => kindOf(sent.text))
  const expected = Array.from({ length: count }, (_, n) => commands[n % commands.length])
  expect(once, `replies to ${whose}`).toEqual(expected)
  return replies.length - once.length
}
