import type { Conversation } from '../core/conversation.ts'

/** The door for stored conversations: older shapes are brought up to date here, newer ones are refused. */
export function upgradeConversation(value: unknown): Conversation {
  const v = typeof value === 'object' && value !== null && 'v' in value ? value.v : undefined
  if (v === 1) return value as Conversation
  if (typeof v === 'number' && v > 1) {
    throw new Error(
      `A stored conversation has shape ${v}, and this program knows shapes up to 1. It was written by a newer version: start that one, or restore a backup from before.`,
    )
  }
  throw new Error('A stored conversation has no shape number (`v`): it was not written by this program.')
}
