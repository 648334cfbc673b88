import { type Json, record } from '../../core/door.ts'
import type { Inbound, InboundBody } from '../../core/ports.ts'
import { readMessage } from './read-message.ts'
import { actOf, type Tap, tapOf } from './tap.ts'

/** What one update says, and the tap that wants an answer within its 150 seconds. */
export interface ReadUpdate {
  readonly updateId: number
  /** null: nothing for us (another kind of update, a group), or no person's. */
  readonly inbound: Inbound | null
  /** A member of staff who connects this chat: never a person's event, or their own bot would greet them as one. */
  readonly staff: { readonly code: string; readonly address: string; readonly event: string } | null
  readonly tap: Tap | null
  /** A group that we were put into. */
  readonly group: number | null
}

/** Parse at the door: anybody's JSON -> `ReadUpdate`, or null when it is no update at all. Asks nothing, throws never. */
export function readUpdate(body: unknown, now: number): ReadUpdate | null {
  const update = record(body)
  const updateId = update?.update_id
  if (!update || typeof updateId !== 'number' || !Number.isSafeInteger(updateId)) return null
  const query = record(update.callback_query)
  const member = record(update.my_chat_member)
  const edited = record(update.edited_message)
  const message = record(update.message) ?? edited
  const chat = query ? chatOfTap(query) : record((member ?? message)?.chat)
  const nothing: ReadUpdate = { updateId, inbound: null, staff: null, tap: query && tapOf(query), group: null }
  if (typeof chat?.id !== 'number') return nothing
  // In a group others would read along: only private talks are ours.
  if (chat.type !== 'private') return { ...nothing, group: member && isIn(member) ? chat.id : null }
  const code = query || member ? undefined : staffStart.exec(String(message?.text ?? ''))?.[1]
  const event = `telegram:${updateId}`
  if (code !== undefined) return { ...nothing, staff: { code, address: String(chat.id), event } }
  const what = query
    ? actOf(query)
    : member
      ? readMember(member)
      : message
        ? readMessage(message, message === edited)
        : null
  const from = record((query ?? member ?? message)?.from)
  if (!what) return nothing
  const inbound: Inbound = {
    event,
    at: now,
    channel: 'telegram',
    person: String(chat.id),
    address: String(chat.id),
    pastKeptBy: 'platform',
    clientLanguage: typeof from?.language_code === 'string' ? (from.language_code.split('-')[0] ?? null) : null,
    what,
  }
  return { ...nothing, inbound }
}

/** A message that is too old, or gone, may be missing from a tap: the private chat with somebody has their own id. */
function chatOfTap(query: Json): Json | null {
  const message = record(query.message)
  if (message) return record(message.chat)
  const id = record(query.from)?.id
  return query.inline_message_id === undefined && typeof id === 'number' ? { id, type: 'private' } : null
}

/** The link of the profile page opens the bot with this; whatever stands behind the word, it is no person's. */
const staffStart = /^\/start(?:@\w+)? staff_(\S*)/

const isIn = (member: Json): boolean =>
  ['member', 'administrator'].includes(String(record(member.new_chat_member)?.status))

function readMember(member: Json): InboundBody | null {
  const status = record(member.new_chat_member)?.status
  return status === 'kicked' ? { type: 'personLeft', why: 'blocked' } : null
}
