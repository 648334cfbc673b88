import { createHmac, type KeyObject } from 'node:crypto'
import type { ChannelName, ConversationId, EventId } from '../core/conversation.ts'

/** 128 bits: two people would meet by chance after 10^19 conversations. */
const bytes = 16

/**
 * The conversation's own id: without ID_KEY nobody can tell whose platform id it was.
 * The zero byte keeps channel `a` with id `bc` apart from channel `ab` with id `c`.
 */
export function idOf(idKey: KeyObject, channel: ChannelName, nativeId: string): ConversationId {
  return `c${mac(idKey, `${channel}\0${nativeId}`).toString('hex')}`
}

/** What is remembered of an event id: some platforms put the person's own id into it. */
export function eventTag(idKey: KeyObject, event: EventId): Buffer {
  return mac(idKey, `event\0\0${event}`)
}

/** Finds a staff member by sign-in name without storing the name. */
export function loginTag(idKey: KeyObject, login: string): Buffer {
  return mac(idKey, `login\0\0${login}`)
}

/** Recognises the same ID_KEY at the next start. */
export function idKeyTag(idKey: KeyObject): Buffer {
  return mac(idKey, 'key\0\0check')
}

function mac(key: KeyObject, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest().subarray(0, bytes)
}
