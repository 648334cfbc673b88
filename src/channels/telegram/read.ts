import { readAct } from '../../core/acts.ts'
import { type Json, plainText, record } from '../../core/door.ts'
import type { MediaKind, Place } from '../../core/events.ts'
import type { Inbound, InboundBody } from '../../core/ports.ts'
import { readTyped } from '../common/commands.ts'

/** What one update says, and the tap that wants an answer within its 150 seconds. */
export interface ReadUpdate {
  readonly updateId: number
  /** null: nothing for us (another kind of update, a group), or no person's. */
  readonly inbound: Inbound | null
  /** A member of staff who connects this chat: never a person's event, or their own bot would greet them as one. */
  readonly staff: { readonly code: string; readonly address: string; readonly event: string } | null
  readonly tap: string | null
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
  const message = record(update.message) ?? record(update.edited_message) ?? record(query?.message)
  const chat = record((member ?? message)?.chat)
  const tap = typeof query?.id === 'string' ? query.id : null
  // In a group others would read along: only private talks are ours.
  const nothing: ReadUpdate = { updateId, inbound: null, staff: null, tap, group: null }
  if (typeof chat?.id !== 'number') return nothing
  if (chat.type !== 'private') return { ...nothing, group: member && isIn(member) ? chat.id : null }
  const code = query || member ? undefined : staffStart.exec(String(message?.text ?? ''))?.[1]
  const event = `telegram:${updateId}`
  if (code !== undefined) return { ...nothing, staff: { code, address: String(chat.id), event } }
  const what = query ? readTap(query, message) : member ? readMember(member) : message ? readMessage(message) : null
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

/** The link of the profile page opens the bot with this; whatever stands behind the word, it is no person's. */
const staffStart = /^\/start(?:@\w+)? staff_(\S*)/

function readMessage(message: Json): InboundBody | null {
  if (typeof message.text === 'string') return readTyped(plainText(message.text))
  const caption = typeof message.caption === 'string' ? plainText(message.caption) : null
  for (const [field, media] of kinds) {
    const value = message[field]
    if (value === undefined) continue
    const largest = Array.isArray(value) ? record(value.at(-1)) : record(value)
    const file = typeof largest?.file_id === 'string' ? largest.file_id : null
    const place = media === 'place' ? placeIn(record(largest?.location) ?? largest) : null
    return { type: 'personSent', media: { kind: media, file }, caption, ...(place ? { place } : {}) }
  }
  // Joined, pinned, paid …: news of the platform, nothing a person says.
  return null
}

/** Degrees that exist on a map; anything else is a place nobody can find. */
function placeIn(value: Json | null): Place | null {
  const { latitude, longitude } = value ?? {}
  if (typeof latitude !== 'number' || typeof longitude !== 'number') return null
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { latitude, longitude } : null
}

/** Old buttons work for ever; one we never wrote leads to the menu. */
function readTap(query: Json, message: Json | null): InboundBody {
  const data = typeof query.data === 'string' ? query.data : ''
  return { type: 'personChose', act: readAct(data) ?? { kind: 'menu' }, label: labelOf(message, data) }
}

function labelOf(message: Json | null, data: string): string | null {
  const rows = record(message?.reply_markup)?.inline_keyboard
  if (!Array.isArray(rows)) return null
  const button = rows
    .flat()
    .map(record)
    .find((b) => b?.callback_data === data)
  return typeof button?.text === 'string' ? plainText(button.text) : null
}

const isIn = (member: Json): boolean =>
  ['member', 'administrator'].includes(String(record(member.new_chat_member)?.status))

function readMember(member: Json): InboundBody | null {
  const status = record(member.new_chat_member)?.status
  return status === 'kicked' ? { type: 'personLeft', why: 'blocked' } : null
}

const kinds: readonly (readonly [string, MediaKind])[] = [
  ['voice', 'voice'],
  ['audio', 'voice'],
  ['video_note', 'voice'],
  ['photo', 'picture'],
  ['video', 'file'],
  ['document', 'file'],
  ['sticker', 'sticker'],
  ['venue', 'place'],
  ['location', 'place'],
  ['contact', 'contact'],
  ['poll', 'other'],
  ['dice', 'other'],
]
