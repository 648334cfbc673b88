import { type Json, record } from '../../src/core/door.ts'

export interface ShownButton {
  readonly title: string
  readonly type: string
  readonly value: unknown
  readonly text?: string
}

const known = new Set([
  'type',
  'channelId',
  'serviceUrl',
  'conversation',
  'from',
  'recipient',
  'text',
  'textFormat',
  'locale',
  'suggestedActions',
  'attachments',
])

/** What a correct bot never sends; null when all is well. Stricter than the real one, which overlooks much. */
export function wrongIn(activity: Json, conversation: string): string | null {
  const strange = Object.keys(activity).find((field) => !known.has(field))
  if (strange) return `nobody knows ${strange}`
  if (activity.type !== 'message' && activity.type !== 'typing') return 'only messages'
  const room = record(activity.conversation)
  if (room?.id !== conversation) return 'another conversation in the body than in the path'
  for (const side of ['from', 'recipient'])
    if (Object.keys(record(activity[side]) ?? {}).join() !== 'id') return `${side} is an id and no more`
  const { text } = activity
  if (activity.type === 'typing') return text === undefined && !activity.attachments ? null : 'who types says nothing'
  if (text === undefined && !Array.isArray(activity.attachments)) return 'an empty message'
  if (text !== undefined) {
    if (typeof text !== 'string' || text.trim() === '' || !text.isWellFormed()) return 'no text'
    if (text.length > 4000) return 'too long'
    if (activity.textFormat !== 'plain') return 'words are no markup'
  }
  const buttons = buttonsOf(activity)
  const most = { msteams: 6, skype: 3 }[String(activity.channelId)] ?? 10
  if (buttons.length > most) return `${buttons.length} buttons`
  if (activity.suggestedActions !== undefined && ['msteams', 'skype'].includes(String(activity.channelId)))
    return 'suggested actions are cut off here'
  if (!Array.isArray(activity.attachments)) return null
  if (text !== undefined) return 'words and card are torn apart'
  for (const one of activity.attachments.map(record)) {
    const isCard = String(one?.contentType).startsWith('application/vnd.microsoft.card.')
    const address = String(one?.contentUrl ?? '')
    if (!isCard && !(URL.canParse(address) && /^https:|^http:\/\/127\.0\.0\.1/.test(address)))
      return 'a file of nowhere'
    if (!isCard && typeof one?.name !== 'string') return 'a file without a name'
  }
  return null
}

/** What can be tapped, wherever it stands. */
export function buttonsOf(activity: Json): readonly ShownButton[] {
  const suggested = record(activity.suggestedActions)?.actions
  const card = Array.isArray(activity.attachments) ? record(record(activity.attachments[0])?.content)?.buttons : null
  const all: readonly unknown[] = Array.isArray(suggested) ? suggested : Array.isArray(card) ? card : []
  return all as readonly ShownButton[]
}
