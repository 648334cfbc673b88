import { createHmac, hkdfSync, type KeyObject, timingSafeEqual } from 'node:crypto'
import type { ConversationId, Time } from '../core/conversation.ts'

/** The part of a link's address that nobody can guess: whose data, until when, and that it was us who wrote it. */
export interface DataLinks {
  write(conversation: ConversationId, until: Time): string
  /** Null: we never wrote it. Whether it is still good stands in the conversation. */
  read(text: string): { readonly conversation: ConversationId; readonly until: Time } | null
}

/** Nothing of a link is stored but until when it is good; without ID_KEY nobody can make one. */
export function createDataLinks(idKey: KeyObject): DataLinks {
  const key = Buffer.from(hkdfSync('sha256', idKey, '', 'data links', 32))
  const sign = (conversation: string, until: string): Buffer =>
    createHmac('sha256', key).update(`${conversation}\0${until}`).digest()
  return {
    write(conversation, until) {
      const end = until.toString(36)
      return `${conversation}.${end}.${sign(conversation, end).toString('base64url')}`
    },
    read(text) {
      const [conversation = '', end = '', shown = ''] = text.length > 200 ? [] : text.split('.')
      const [given, right] = [Buffer.from(shown, 'base64url'), sign(conversation, end)]
      if (given.length !== right.length || !timingSafeEqual(given, right)) return null
      return { conversation, until: Number.parseInt(end, 36) }
    },
  }
}
