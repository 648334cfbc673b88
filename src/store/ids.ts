import { createHmac, hash, hkdfSync, type KeyObject } from 'node:crypto'
import type { ChannelName, ConversationId, EventId } from '../core/conversation.ts'
import { createLru, type Lru } from './lru.ts'

/** 128 bits: two people would meet by chance after 10^19 conversations. */
const bytes = 16

/**
 * The conversation's own id: without ID_KEY nobody can tell whose platform id it was.
 * The zero byte keeps channel `a` with id `bc` apart from channel `ab` with id `c`.
 */
export function idOf(idKey: KeyObject, channel: ChannelName, nativeId: string): ConversationId {
  const lately = idsOf(idKey)
  const name = `${channel}\0${nativeId}`
  const known = lately.get(name)
  if (known) return known
  const id = `c${mac(idKey, name).toString('hex')}`
  lately.set(name, id)
  return id
}

// Whoever writes writes again soon, and an HMAC costs as much as half the routing of a request.
const lately = new WeakMap<KeyObject, Lru<string, ConversationId>>()
function idsOf(idKey: KeyObject): Lru<string, ConversationId> {
  const found = lately.get(idKey) ?? createLru<string, ConversationId>(2_000)
  lately.set(idKey, found)
  return found
}

/** 128 bits as base64url. */
export const tagLength = 22

/**
 * What is remembered of an event id: some platforms put the person's own id into it. SHAKE128 with the key in front is
 * a MAC (unlike SHA-256 it cannot be lengthened), and in one call it costs a fifth of an HMAC; 22 characters.
 */
export function createEventTag(idKey: KeyObject): (event: EventId) => string {
  const key = Buffer.from(hkdfSync('sha256', idKey, '', 'event tags', 32)).toString('base64url')
  const form = { outputEncoding: 'base64url', outputLength: bytes } as const
  return (event) => hash('shake128', `${key}${event}`, form)
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
