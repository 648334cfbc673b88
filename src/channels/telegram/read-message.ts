import { type Json, plainText } from '../../core/door.ts'
import type { InboundBody } from '../../core/ports.ts'
import { readTyped } from '../common/commands.ts'
import { withLinks } from './links.ts'
import { aboutOf } from './read-about.ts'
import { mediaOf } from './read-media.ts'

/** What a person wrote or sent; null: nothing. Letters are letters: bold and other entities are not kept. */
export function readMessage(message: Json, edited: boolean): InboundBody | null {
  const about = aboutOf(message, edited)
  if (typeof message.text === 'string') {
    const typed = readTyped(plainText(withLinks(message.text, message.entities)))
    return typed?.type === 'personWrote' ? { ...typed, about } : typed
  }
  const read = mediaOf(message)
  if (!read) return null
  const { media, place } = read
  // Somebody shares where they are while they walk: every few seconds a new place, and none of them a message.
  if (edited && media.kind === 'place') return null
  const { caption } = message
  return {
    type: 'personSent',
    media,
    caption: typeof caption === 'string' ? plainText(withLinks(caption, message.caption_entities)) : null,
    about,
    ...(place ? { place } : {}),
  }
}
