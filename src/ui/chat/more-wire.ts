import { newId } from '../shared/new-id.ts'
import type { More } from './talk.ts'

/** 20 MB over a slow line. */
const patienceMs = 300_000

/** Sends a file; `id` is the message's own. Throws when it is not known to have arrived. */
export function sendFile(talk: More, id: string, file: File): Promise<void> {
  return post(talk, `upload?id=${id}&name=${encodeURIComponent(file.name)}`, file.type, file)
}

/** Degrees, for the nearest office. */
export function sendPlace(talk: More, { latitude, longitude }: GeolocationCoordinates): Promise<void> {
  const channelData = { clientActivityID: newId() }
  const activity = { type: 'message', from: { id: 'person' }, value: { place: { latitude, longitude } }, channelData }
  return post(talk, 'activities', 'application/json', JSON.stringify(activity))
}

async function post(talk: More, what: string, type: string, body: File | string): Promise<void> {
  const ticket = talk.ticket()
  if (!ticket) throw new Error('There is no talk yet.')
  const response = await fetch(`/v3/directline/conversations/${ticket.conversationId}/${what}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${ticket.token}`, 'content-type': type || 'application/octet-stream' },
    body,
    signal: AbortSignal.any([talk.ended, AbortSignal.timeout(patienceMs)]),
  })
  if (!response.ok) throw new Error(`The server answered ${response.status}.`)
}
