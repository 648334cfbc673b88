import { type Json, plainText, record } from '../../core/door.ts'
import type { MediaKind, Place } from '../../core/events.ts'
import type { Media } from '../../core/transcript.ts'

export interface ReadMedia {
  readonly media: Media
  readonly place: Place | null
}

/** What hangs on a message; null: nothing does, or it is news of the platform. */
export function mediaOf(message: Json): ReadMedia | null {
  for (const [field, kind] of kinds) {
    const value = message[field]
    if (value === undefined) continue
    const file = Array.isArray(value) ? largest(value) : record(value)
    if (kind === 'place') return { media: { kind, file: null }, place: placeIn(record(file?.location) ?? file) }
    // A shared contact is somebody's telephone number and name: that one was sent is all that is kept.
    if (kind === 'contact') return { media: { kind, file: null }, place: null }
    return { media: { kind, ...factsOf(file) }, place: null }
  }
  return isUnknown(message) ? { media: { kind: 'other', file: null }, place: null } : null
}

/** `animation` stands before `document`, which Telegram sets as well. A round video is somebody who speaks. */
const kinds: readonly (readonly [field: string, kind: MediaKind])[] = [
  ['voice', 'voice'],
  ['audio', 'voice'],
  ['video_note', 'voice'],
  ['photo', 'picture'],
  ['video', 'file'],
  ['animation', 'file'],
  ['document', 'file'],
  ['sticker', 'sticker'],
  ['venue', 'place'],
  ['location', 'place'],
  ['contact', 'contact'],
]

/** Photos come in several sizes, the largest last; nobody promises the order. */
function largest(sizes: readonly unknown[]): Json | null {
  const area = (one: Json): number => Number(one.width ?? 0) * Number(one.height ?? 0)
  let best: Json | null = null
  for (const size of sizes.slice(0, 20)) {
    const one = record(size)
    if (one && (best === null || !(area(one) < area(best)))) best = one
  }
  return best
}

function factsOf(file: Json | null): Omit<Media, 'kind'> {
  const { file_id: id, file_name: name, file_size: bytes, duration: seconds } = file ?? {}
  return {
    file: typeof id === 'string' && id !== '' && id.length <= 500 ? plainText(id) : null,
    ...(typeof name === 'string' && name !== '' ? { name: plainText(name, 200) } : {}),
    ...(isCount(bytes) ? { bytes } : {}),
    ...(isCount(seconds) ? { seconds } : {}),
  }
}

const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0

/** Degrees that exist on a map; anything else is a place nobody can find. */
function placeIn(value: Json | null): Place | null {
  const { latitude, longitude } = value ?? {}
  if (typeof latitude !== 'number' || typeof longitude !== 'number') return null
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { latitude, longitude } : null
}

/**
 * Dice, polls, stories, and whatever Telegram invents tomorrow: somebody has sent it, and is told that we cannot open it.
 * News of the platform is known by name and met with silence, and so is a message with nothing in it but its frame.
 */
function isUnknown(message: Json): boolean {
  const fields = Object.keys(message).filter((field) => !frame.has(field))
  return fields.length > 0 && !fields.some(isNews)
}

/** What any message may have beside its content. */
const frame: ReadonlySet<string> = new Set(
  `message_id from chat date edit_date text entities caption caption_entities media_group_id reply_to_message
  external_reply quote reply_to_story reply_to_checklist_task_id reply_markup forward_origin forward_from
  forward_from_chat forward_from_message_id forward_sender_name forward_signature forward_date is_automatic_forward
  via_bot author_signature sender_chat sender_boost_count sender_business_bot business_connection_id message_thread_id
  is_topic_message direct_messages_topic has_protected_content has_media_spoiler is_from_offline
  show_caption_above_media link_preview_options effect_id paid_star_count is_paid_post suggested_post_info`.split(
    /\s+/,
  ),
)

/** Service messages of the Bot API, by their fields … */
const news: ReadonlySet<string> = new Set(
  `delete_chat_photo group_chat_created supergroup_chat_created channel_chat_created pinned_message invoice
  successful_payment refunded_payment user_shared users_shared chat_shared gift connected_website write_access_allowed
  passport_data giveaway web_app_data`.split(/\s+/),
)

/** … and by the families they come in, so that a new member of one is known as well. */
const families =
  `new_chat_ left_chat_ message_auto_delete_timer_ migrate_ gift_ unique_gift proximity_alert_ boost_ chat_background_
  chat_owner_ checklist_tasks_ direct_message_price_ paid_message_price_ forum_topic_ general_forum_topic_ giveaway_
  video_chat_ voice_chat_ suggested_post_`.split(/\s+/)

const isNews = (field: string): boolean => news.has(field) || families.some((family) => field.startsWith(family))
