import { type Json, plainText, record } from '../../core/door.ts'
import type { Media } from '../../core/transcript.ts'

/** More pictures than anybody sends in one message. */
const most = 10

/** What hangs on a message. Cards and the HTML twin of the text, which Teams adds to every message, are nothing sent. */
export function mediaOf(activity: Json): readonly Media[] {
  const attachments = Array.isArray(activity.attachments) ? activity.attachments.slice(0, most).map(record) : []
  const sent = attachments.flatMap((one) => (one && isSent(one) ? [asMedia(one)] : []))
  if (sent.length > 0) return sent
  const entities = Array.isArray(activity.entities) ? activity.entities.slice(0, most).map(record) : []
  const isPlace = entities.some((one) => one?.type === 'GeoCoordinates' || one?.type === 'Place')
  return isPlace ? [{ kind: 'place', file: null }] : []
}

const typeOf = (attachment: Json): string =>
  typeof attachment.contentType === 'string' ? attachment.contentType.toLowerCase() : ''

function isSent(attachment: Json): boolean {
  const type = typeOf(attachment)
  return !type.startsWith('text/html') && !type.startsWith('application/vnd.microsoft.card.')
}

function asMedia(attachment: Json): Media {
  const type = typeOf(attachment)
  const url = record(attachment.content)?.downloadUrl ?? attachment.contentUrl
  // A whole file in the address itself is more than a reference.
  const file = typeof url === 'string' && url.length <= 2000 && !url.startsWith('data:') ? url : null
  const kind = type.startsWith('image') ? 'picture' : type.startsWith('audio/') ? 'voice' : 'file'
  return { kind, file, ...(typeof attachment.name === 'string' ? { name: plainText(attachment.name, 200) } : {}) }
}
