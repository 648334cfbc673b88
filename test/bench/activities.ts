import type { IncomingMessage } from 'node:http'
import { asJwk, channelIssuer, newKey, tokenOf } from '../platforms/tokens.ts'

export const appId = '11112222-aaaa-4bbb-8ccc-333344445555'
const key = newKey()
let token: string | null = null

/** A message of the Web Chat, really signed; one token for all of them, as the platform does it. */
export function activityOf(root: string, conversation: string, id: string, text: string) {
  const serviceUrl = `${root}/emea/`
  token ??= tokenOf(key, appId, serviceUrl)
  const activity = {
    ...{ type: 'message', id, timestamp: '2026-11-23T09:12:25.678Z', serviceUrl, channelId: 'webchat' },
    ...{ from: { id: `user-${conversation}`, name: 'Person' }, recipient: { id: 'helpline@1', name: 'helpline' } },
    ...{ conversation: { id: conversation }, textFormat: 'plain', locale: 'en-US', text },
    channelData: { clientActivityID: id },
  }
  return {
    path: '/api/messages',
    method: 'POST' as const,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(activity),
  }
}

/** What the platform answers to whoever asks for its keys or for a token. */
export function platform({ url = '', headers }: IncomingMessage): string | null {
  if (url.includes('/.well-known/'))
    return JSON.stringify({ issuer: channelIssuer, jwks_uri: `http://${headers.host}/keys` })
  if (url === '/keys') return JSON.stringify({ keys: [asJwk(key)] })
  return url.endsWith('/token') ? '{"access_token":"bench","expires_in":86400,"token_type":"Bearer"}' : null
}
