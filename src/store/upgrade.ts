import type { Conversation } from '../core/conversation.ts'

/** Of a conversation kept before these were: whoever wrote then asked for themselves, and had ordered nothing. */
const added: Partial<Conversation> = { audience: 'person', order: null }

/** The door for stored conversations: older shapes are brought up to date here, newer ones are refused. */
export function upgradeConversation(value: unknown): Conversation {
  const v = typeof value === 'object' && value !== null && 'v' in value ? value.v : undefined
  if (v === 1) return { ...added, ...(value as Conversation) }
  if (typeof v === 'number' && v > 1) {
    throw new Error(
      `A stored conversation has shape ${v}, and this program knows shapes up to 1. It was written by a newer version: start that one, or restore a backup from before.`,
    )
  }
  throw new Error('A stored conversation has no shape number (`v`): it was not written by this program.')
}
